/**
 * Where MySQL, Kafka and Redis come from, for the tests and for the local run alike: this room alone decides it.
 * It owns the three servers' processes (or containers), their folders and ports, and the tools a test of faults needs
 * around them: a proxy that cuts connections.
 *
 * <p>It may use the JDK, the drivers, Testcontainers and Spring's wiring. It never uses the worker's own classes: what
 * it starts must be as strange to the worker as a production server is.
 */
@NullMarked
package dev.accountrisk.servers;

import org.jspecify.annotations.NullMarked;
