/**
 * What all commands share: the context that a job runs in, exit codes, wrong usage, and text that is safe to print. Uses no
 * command.
 */
@NullMarked
package dev.accountrisk.cli.job;

import org.jspecify.annotations.NullMarked;
