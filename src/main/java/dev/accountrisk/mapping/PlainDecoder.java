package dev.accountrisk.mapping;

import dev.accountrisk.wire.EntryFields;
import dev.accountrisk.wire.RecordDecoder;

/**
 * Decodes records of the contract's own form, and has the rules for what a mapping takes from other records.
 *
 * @param <E> what a valid record becomes
 */
public interface PlainDecoder<E> extends RecordDecoder<E> {
    /**
     * The fields of one record, which a mapping fills.
     *
     * @param names what details call the fields, in the order of the topic's fields
     */
    EntryFields<E> open(String[] names);
}
