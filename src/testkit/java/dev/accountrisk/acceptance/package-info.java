/**
 * Tries the worker from outside: the layout of the image as a process on real servers, fed through Kafka, and judged by its tables, topics,
 * metrics and logs.
 *
 * <p>Owns the worker's processes, the scenarios and what must be true at their end. May use the model, the test
 * servers and the image's layout. Never uses a class of the worker.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.acceptance;
