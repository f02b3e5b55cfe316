package dev.accountrisk.database;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A row on its way to MySQL: a JSON array. It is built by hand because that is most of what a row costs the client. */
public final class JsonRow {
    private static final String HEXADECIMAL = "0123456789abcdef";

    private final StringBuilder text;
    private boolean isFirst;

    JsonRow(StringBuilder text) {
        this.text = text;
    }

    void begin() {
        text.append('[');
        isFirst = true;
    }

    void end() {
        text.append(']');
    }

    /**
     * Adds an id, or a name: text of ASCII that JSON takes as it is.
     *
     * @throws IllegalArgumentException if JSON does not
     */
    public JsonRow plain(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        requirePlain(value);
        next().append('"').append(value).append('"');
        return this;
    }

    /** Adds a whole number. */
    public JsonRow number(long value) {
        next().append(value);
        return this;
    }

    /** Adds an amount, as text: a number of JSON need not keep its digits. */
    public JsonRow amount(@Nullable BigDecimal value) {
        if (value == null) {
            return nothing();
        }
        next().append('"').append(value.toPlainString()).append('"');
        return this;
    }

    /** Adds bytes, each as two hexadecimal digits. */
    public JsonRow hex(byte[] bytes) {
        next().append('"');
        for (byte each : bytes) {
            text.append(HEXADECIMAL.charAt(each >> 4 & 0xf)).append(HEXADECIMAL.charAt(each & 0xf));
        }
        text.append('"');
        return this;
    }

    private JsonRow nothing() {
        next().append("null");
        return this;
    }

    private StringBuilder next() {
        if (isFirst) {
            isFirst = false;
            return text;
        }
        return text.append(',');
    }

    private static void requirePlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                throw new IllegalArgumentException("character " + i + " of a value needs an escape in JSON");
            }
        }
    }
}
