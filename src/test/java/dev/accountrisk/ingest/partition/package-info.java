/** Tests of the state and the queue of one partition. */
@NullMarked
package dev.accountrisk.ingest.partition;

import org.jspecify.annotations.NullMarked;
