package dev.accountrisk.console.partitions;

import java.io.Serializable;

/** The key of a pause. */
record PauseKey(String topic, boolean wholeTopic, int partitionNo) implements Serializable {}
