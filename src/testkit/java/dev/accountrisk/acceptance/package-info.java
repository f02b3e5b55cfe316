/**
 * Tries the worker from outside: the built jar as a process on real servers, fed through Kafka, and judged by its tables, topics,
 * metrics and logs.
 *
 * <p>Owns the worker's processes, the scenarios and what must be true at their end. May use the model and the test
 * servers. Never uses a class of the worker.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.acceptance;
