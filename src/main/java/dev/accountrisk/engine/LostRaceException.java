package dev.accountrisk.engine;

/** A row changed after it was read, or appeared where there was none: another writer was faster. Rolls the transaction back. */
public final class LostRaceException extends RuntimeException {
    public LostRaceException(String table, long expected, long counted) {
        super("rows of " + table + " changed under the batch: expected a count of " + expected + ", got " + counted,
                null, false,
                false);
    }
}
