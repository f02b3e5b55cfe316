/** The list of runs, and reconciliations under way and past. */
@NullMarked
package dev.accountrisk.console.runs;

import org.jspecify.annotations.NullMarked;
