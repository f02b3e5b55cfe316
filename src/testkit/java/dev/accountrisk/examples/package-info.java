/** Runs the programs under {@code deploy/examples} as their users would. May use the test servers and the acceptance suite's scenario. */
@NullMarked
package dev.accountrisk.examples;

import org.jspecify.annotations.NullMarked;
