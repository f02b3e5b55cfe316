/**
 * Limits what one poll brings into the heap, for every consumer: the worker's own, and those that jobs read logs with. Uses
 * Kafka's clients.
 */
@NullMarked
package dev.accountrisk.consumer.budget;

import org.jspecify.annotations.NullMarked;
