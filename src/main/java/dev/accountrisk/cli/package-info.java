/**
 * Owns the command line: commands, options, reports, progress and exit codes. Runs the jobs that the rooms below offer, in a context
 * that {@code app} puts together.
 */
@NullMarked
package dev.accountrisk.cli;

import org.jspecify.annotations.NullMarked;
