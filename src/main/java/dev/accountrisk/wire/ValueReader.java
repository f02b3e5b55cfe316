package dev.accountrisk.wire;

import java.util.List;

/** Reads the values of a topic's records where they are not JSON. Several threads may share it. */
public interface ValueReader {
    /**
     * The same record with JSON as its value, or the reason why it cannot be read.
     *
     * @throws ReaderUnavailableException if nobody knows yet which
     */
    Decoded<InputRecord> read(InputRecord record);

    /** The headers that it needs of a record. */
    List<String> headers();

    /** Identifies this reader. */
    String digest();
}
