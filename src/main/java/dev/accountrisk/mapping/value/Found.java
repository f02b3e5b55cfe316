package dev.accountrisk.mapping.value;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a record has where a rule looks.
 *
 * @param token how JSON has it; bytes of a header or the key, and constants, count as strings
 * @param text  the text, the digits of a number, {@code true} or {@code false}; empty for an object or an array
 */
public record Found(JsonToken token, String text) {

    /** What the parser is at. */
    public static Found of(JsonToken token, JsonParser parser) {
        return new Found(token, token.isStructStart() ? "" : parser.getString());
    }

    /** Text. */
    public static Found text(String text) {
        return new Found(JsonToken.VALUE_STRING, text);
    }

    /** A number in JSON's form. */
    public static Found number(String number) {
        return new Found(isWhole(number) ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT, number);
    }

    private static boolean isWhole(String number) {
        for (int i = 0; i < number.length(); i++) {
            char character = number.charAt(i);
            if (character == '.' || character == 'e' || character == 'E') {
                return false;
            }
        }
        return true;
    }

    /** Whether it is text. */
    public boolean isText() {
        return token == JsonToken.VALUE_STRING;
    }

    /** Whether it is a JSON number. */
    public boolean isNumber() {
        return token.isNumeric();
    }
}
