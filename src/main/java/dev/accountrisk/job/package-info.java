/**
 * Owns what every job needs: its pace, and the signal to end. May use {@code java..} only. It does not know what a job does.
 */
@NullMarked
package dev.accountrisk.job;

import org.jspecify.annotations.NullMarked;
