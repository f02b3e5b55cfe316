/**
 * Owns the benchmark: a load that is the same each time, contenders that drain it in turn, a check of the rows that each leaves,
 * and the report.
 *
 * <p>May use the test servers and the worker's jar, from outside, as a process. Never reaches into the worker's rooms.
 */
@NullMarked
package dev.accountrisk.bench;

import org.jspecify.annotations.NullMarked;
