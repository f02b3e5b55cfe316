package dev.accountrisk.outbox;

import java.util.List;

/** The note that a transaction parked records of one partition. */
public record ParkedNote(String topic, String topicId, int partition, List<ParkedSize> records) {}
