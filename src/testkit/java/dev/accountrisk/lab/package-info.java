/**
 * The isolation lab: what MySQL really does at each isolation level, measured with two sessions that step in turn, and
 * why the worker's way of writing is immune to it. It is also the page that teaches the design: read one class a chapter.
 *
 * <p>
 * Owns: its own database, the sessions, the experiments and the table they print. May use: plain JDBC, the test servers,
 * and for the four reported failures Spring's transactions, JPA and Redisson as the reports had them. Never: the worker's
 * own tables, a sleep in place of an event, an expectation that is not asserted by a test.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.lab;
