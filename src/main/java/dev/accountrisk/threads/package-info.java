/**
 * Owns the threads without which a worker does nothing useful, and what becomes of the worker when one of them ends. It does not
 * know what they do.
 *
 * <p>Used through {@code VitalThreads}. May use {@code java..} and the log only.
 */
@NullMarked
package dev.accountrisk.threads;

import org.jspecify.annotations.NullMarked;
