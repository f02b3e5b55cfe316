/** The command {@code positions}: its options and its report. May use {@code cli.job} and the room positions. */
@NullMarked
package dev.accountrisk.cli.positions;

import org.jspecify.annotations.NullMarked;
