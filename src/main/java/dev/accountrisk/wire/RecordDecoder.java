package dev.accountrisk.wire;

/**
 * Decodes the records of one topic. Several threads may share one decoder.
 *
 * @param <E> what a valid record becomes
 */
@FunctionalInterface
public interface RecordDecoder<E> {
    /** Decodes one record. Bad bytes become a reason, never an exception. */
    Decoded<E> decode(InputRecord record);
}
