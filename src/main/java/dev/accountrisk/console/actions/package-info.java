/**
 * What operators ask of the workers: the forms, who may send which, the rows that workers take, and how far these are. Nothing is
 * done here: a worker does it.
 */
@NullMarked
package dev.accountrisk.console.actions;

import org.jspecify.annotations.NullMarked;
