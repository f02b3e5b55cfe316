package dev.accountrisk.decoder;

import java.util.List;

/**
 * Turns the value of a record into JSON. Several threads share one decoder.
 *
 * <p>The same record must give the same JSON today and in a year: a replay decodes it again.
 */
@FunctionalInterface
public interface ValueDecoder {
    /**
     * Decodes a value. The thread that calls it polls for all topics, so it must not wait longer than a few seconds.
     *
     * @param record has a value of 1 to 65536 bytes
     * @return one JSON object in UTF-8, of at most 65536 bytes and 16 levels, with the content of the value
     * @throws BadValueException    if the bytes are wrong and will never be right: the record is parked
     * @throws UnavailableException if something else is needed that does not answer now: the worker waits, and tries again
     */
    byte[] toJson(EncodedRecord record) throws BadValueException, UnavailableException;

    /**
     * The names of the headers that it reads. It sees no others: a record that is parked keeps only these, and must be decoded
     * likewise when it is released.
     */
    default List<String> headers() {
        return List.of();
    }
}
