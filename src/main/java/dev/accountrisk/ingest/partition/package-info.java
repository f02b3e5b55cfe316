/**
 * One assigned partition: its sealed state, the records that wait in it, and what operators are told of it. May use the rooms
 * account, wire and engine, and knows nothing of the consumer or of the writers that call it.
 */
@NullMarked
package dev.accountrisk.ingest.partition;

import org.jspecify.annotations.NullMarked;
