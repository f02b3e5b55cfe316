package dev.accountrisk.engine;

/** The position is not where the slice begins. Rolls the transaction back. */
final class FenceLostException extends RuntimeException {
    FenceLostException() {
        super("the position was moved by another writer", null, false, false);
    }
}
