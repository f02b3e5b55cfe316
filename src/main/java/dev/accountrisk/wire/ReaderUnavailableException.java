package dev.accountrisk.wire;

import java.io.Serial;

/**
 * A record cannot be decoded now, because something that its decoder needs does not answer. It is neither valid nor invalid: who
 * meets this tries again later.
 */
public final class ReaderUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message names the decoder and the cause, in one line */
    public ReaderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
