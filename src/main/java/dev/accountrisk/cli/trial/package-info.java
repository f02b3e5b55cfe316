/** The command {@code try}: what the worker would make of sample records, without any server. */
@NullMarked
package dev.accountrisk.cli.trial;

import org.jspecify.annotations.NullMarked;
