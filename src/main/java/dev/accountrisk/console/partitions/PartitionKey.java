package dev.accountrisk.console.partitions;

import java.io.Serializable;

/** The key of a partition's row. */
record PartitionKey(String topic, int partitionNo) implements Serializable {}
