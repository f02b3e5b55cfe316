package dev.accountrisk.console.activity;

import org.jspecify.annotations.Nullable;

/**
 * A worker that reports.
 *
 * @param activity its last minutes, or null if its version does not report them
 */
record WorkerActivity(String host, @Nullable Activity activity) {}
