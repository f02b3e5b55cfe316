/**
 * Owns what every job has: how fast it may go, and how it is told to end. May use {@code java..} only. Never knows what a job
 * does.
 */
@NullMarked
package dev.accountrisk.job;

import org.jspecify.annotations.NullMarked;
