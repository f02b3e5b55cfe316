package dev.accountrisk.mapping;

import java.io.Serial;

/** A mapping file that cannot be used: one line with the line's number, the field and the rule. */
public final class MappingException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param line counted from 1 */
    MappingException(int line, String field, String rule) {
        super("line " + line + ": " + field + ": " + rule);
    }
}
