package dev.accountrisk.decoder;

import java.io.Serial;

/** The bytes of a value are wrong, whenever they are decoded. Their record is parked, and the message is the detail. */
public final class BadValueException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param rule what is wrong, in one line of at most 200 characters that quotes nothing of the record */
    public BadValueException(String rule) {
        super(rule);
    }

    /** @param rule what is wrong, in one line of at most 200 characters that quotes nothing of the record */
    public BadValueException(String rule, Throwable cause) {
        super(rule, cause);
    }
}
