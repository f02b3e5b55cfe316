package dev.accountrisk.wire;

/** Writes JSON. It is far less code than a general generator, so it is warm much sooner. */
final class JsonText {
    private static final int INITIAL_CHARACTERS = 512;

    private final StringBuilder text;

    /** An empty text. */
    JsonText() {
        this(new StringBuilder(INITIAL_CHARACTERS));
    }

    /** Writes to the end of a text. */
    JsonText(StringBuilder text) {
        this.text = text;
    }

    /** Adds text that is JSON already. */
    JsonText raw(String json) {
        text.append(json);
        return this;
    }

    /** Adds a string, in quotes. */
    JsonText string(String value) {
        text.append('"');
        if (isPlain(value)) {
            text.append(value);
        } else {
            escape(value);
        }
        text.append('"');
        return this;
    }

    /** Adds a string that has nothing to escape, such as an id, an amount or a name of ours, in quotes. */
    JsonText plain(String value) {
        text.append('"').append(value).append('"');
        return this;
    }

    /** Adds a finite number. */
    JsonText number(double value) {
        text.append(value);
        return this;
    }

    /** Adds a time of the years 0 to 9999 in the form of RFC 3339, in quotes. */
    JsonText time(long epochMillis) {
        text.append('"');
        Rfc3339.append(epochMillis, text);
        text.append('"');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < ' ' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < ' ') {
                text.append(String.format("\\u%04x", (int) character));
            } else {
                if (character == '"' || character == '\\') {
                    text.append('\\');
                }
                text.append(character);
            }
        }
    }
}
