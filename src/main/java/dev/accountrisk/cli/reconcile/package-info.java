/** The command {@code reconcile}: its options and its report. May use {@code cli.job} and the room reconcile. */
@NullMarked
package dev.accountrisk.cli.reconcile;

import org.jspecify.annotations.NullMarked;
