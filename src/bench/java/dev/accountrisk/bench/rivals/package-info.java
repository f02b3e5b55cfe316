/**
 * Owns what the worker is compared with: programs that are started as processes of their own, so that each has a JVM as cold as
 * the worker's.
 *
 * <p>May use any library of the benchmark. Never uses the worker's rooms.
 */
@NullMarked
package dev.accountrisk.bench.rivals;

import org.jspecify.annotations.NullMarked;
