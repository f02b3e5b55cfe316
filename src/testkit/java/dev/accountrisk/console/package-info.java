/** A console that runs as a process, for tests. */
@NullMarked
package dev.accountrisk.console;

import org.jspecify.annotations.NullMarked;
