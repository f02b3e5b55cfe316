package dev.accountrisk.wire;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of one topic. Several threads may share one decoder.
 *
 * @param <E> what a valid record becomes
 */
@FunctionalInterface
public interface RecordDecoder<E> {
    /**
     * Decodes one record. Bad bytes become a reason, never an exception.
     *
     * @throws ReaderUnavailableException if something that decodes the topic's values does not answer now: try again later
     */
    Decoded<E> decode(InputRecord record);

    /** The key as the contract has it: the account's id. It is the record's own key, unless a mapping reads it otherwise. */
    default byte @Nullable [] accountKey(InputRecord record) {
        return record.key();
    }

    /** The headers that decode needs, for a record that is parked and may be decoded again; null if it needs none. */
    default byte @Nullable [] keptHeaders(InputRecord record) {
        return null;
    }
}
