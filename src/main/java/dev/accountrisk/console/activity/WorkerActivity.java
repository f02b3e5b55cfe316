package dev.accountrisk.console.activity;

import org.jspecify.annotations.Nullable;

/**
 * A worker that reports.
 *
 * @param activity its last minutes, or null if it is of a version that does not say
 */
record WorkerActivity(String host, @Nullable Activity activity) {}
