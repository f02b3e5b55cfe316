package dev.accountrisk.engine.position;

/** The position is not where the slice begins. Rolls the transaction back. */
public final class FenceLostException extends RuntimeException {
    public FenceLostException() {
        super("the position was moved by another writer", null, false, false);
    }
}
