/** What a worker needs to carry out the actions of operators. It is set up when there is one, so that the start does not wait for it. */
@NullMarked
package dev.accountrisk.app.actions;

import org.jspecify.annotations.NullMarked;
