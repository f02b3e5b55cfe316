package dev.accountrisk.decoder;

import java.io.Serial;

/** Something that a decoder needs does not answer now. Nothing is parked for it: the partition stands, and the worker tries again. */
public final class UnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param cause what does not answer and how, in one line; operators read it */
    public UnavailableException(String cause) {
        super(cause);
    }

    /** @param cause what does not answer and how, in one line; operators read it */
    public UnavailableException(String cause, Throwable failure) {
        super(cause, failure);
    }
}
