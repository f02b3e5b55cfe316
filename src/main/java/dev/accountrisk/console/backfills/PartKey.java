package dev.accountrisk.console.backfills;

import java.io.Serializable;

/** The key of a partition's part of a backfill. */
record PartKey(long runId, String topic, int partitionNo) implements Serializable {}
