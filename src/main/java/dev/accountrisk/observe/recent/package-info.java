/** Counts what happened in a worker in the last minutes, for the console: in bounded memory, and once for each batch. */
@NullMarked
package dev.accountrisk.observe.recent;

import org.jspecify.annotations.NullMarked;
