/**
 * The part of {@code deploy/kubernetes/acceptance.sh} that needs the model: makes databases and topics, sends the load, and compares
 * what the workers of a cluster wrote with the model.
 *
 * <p>Reaches MySQL and Kafka by address. May use the model and the database users. Never uses a class of the worker.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.cluster;
