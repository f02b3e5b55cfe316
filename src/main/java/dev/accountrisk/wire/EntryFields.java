package dev.accountrisk.wire;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one record of a topic, and the rules for them.
 *
 * @param <E> what a valid record becomes
 */
public abstract class EntryFields<E> extends Fields {
    protected EntryFields(String[] names) {
        super(names);
    }

    /**
     * Decides, after every field was taken.
     *
     * @param accountKey the record's key as the contract has it
     */
    public abstract Decoded<E> decoded(byte @Nullable [] accountKey, long recordTimestampMillis);
}
