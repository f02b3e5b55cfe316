package dev.accountrisk.engine.check;

import org.jspecify.annotations.Nullable;

/**
 * An ordinary record on a topic that puts right what has one right answer.
 *
 * @param partition   where it must arrive, or null if its key decides
 * @param accountUuid its key, which is a valid id: a record with another key would be parked
 * @param id          the id of the event or command
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record Repair(String topic, @Nullable Integer partition, String accountUuid, String id, byte[] value) {}
