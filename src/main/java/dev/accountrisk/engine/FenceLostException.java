package dev.accountrisk.engine;

/** The position does not stand where the batch begins. Rolls the transaction back. */
final class FenceLostException extends RuntimeException {
    FenceLostException() {
        super("the position was moved by another writer", null, false, false);
    }
}
