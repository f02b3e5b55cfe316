package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.Decimals;
import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.mapping.value.ShortNumbers;
import dev.accountrisk.mapping.value.TimeUnit;
import dev.accountrisk.wire.TextValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * How a part of a record becomes a field of the contract. What has not the form that the field needs is handed on as it is: the
 * contract's own rules refuse it, with their own reason.
 */
sealed interface Conversion {
    /** Whether a JSON value of this kind is the field's as it is. */
    boolean keeps(JsonToken token);

    Found convert(Found found);

    /**
     * Converts a short number without text in between.
     *
     * @return what it is now, or null if nothing was done: {@link #convert} then does it
     */
    default @Nullable JsonToken convertShort(JsonToken token, JsonParser parser, TextValue into) {
        return null;
    }

    /**
     * Words.
     *
     * @param values what each word means; empty to take it as it is. A word that it does not know means nothing
     */
    record Word(Map<String, String> values) implements Conversion {
        private static final String UNKNOWN = "";

        @Override
        public boolean keeps(JsonToken token) {
            return values.isEmpty() && token != JsonToken.VALUE_NUMBER_INT;
        }

        @Override
        public Found convert(Found found) {
            return Found.text(values.isEmpty() ? found.text() : values.getOrDefault(found.text(), UNKNOWN));
        }
    }

    /**
     * Numbers.
     *
     * @param shift    by how many places the decimal point moves to the right
     * @param fromText whether text of digits counts as a number
     */
    record Decimal(int shift, boolean fromText) implements Conversion {
        @Override
        public boolean keeps(JsonToken token) {
            return token.isNumeric() ? shift == 0 : !fromText || token != JsonToken.VALUE_STRING;
        }

        @Override
        public Found convert(Found found) {
            String number = found.isNumber() ? found.text() : Decimals.ofText(found.text());
            return number == null ? found : Found.number(Decimals.shifted(number, shift));
        }

        @Override
        public @Nullable JsonToken convertShort(JsonToken token, JsonParser parser, TextValue into) {
            return token == JsonToken.VALUE_NUMBER_INT && shift < 0 && ShortNumbers.withFraction(parser, -shift, into)
                    ? JsonToken.VALUE_NUMBER_FLOAT
                    : null;
        }
    }

    /**
     * Times.
     *
     * @param unit of numbers; null for milliseconds, where only JSON numbers count
     */
    record Time(@Nullable TimeUnit unit) implements Conversion {
        @Override
        public boolean keeps(JsonToken token) {
            return unit == null || !(token.isNumeric() || token == JsonToken.VALUE_STRING);
        }

        @Override
        public Found convert(Found found) {
            if (unit == TimeUnit.ISO) {
                return Found.text(found.text());
            }
            String number = found.isNumber() ? found.text() : Decimals.ofText(found.text());
            return number == null ? found : Found.number(unit == null ? number : unit.millis(number));
        }

        @Override
        public @Nullable JsonToken convertShort(JsonToken token, JsonParser parser, TextValue into) {
            return unit != null && token.isNumeric() && unit.shortMillis(parser, into)
                    ? JsonToken.VALUE_NUMBER_INT
                    : null;
        }
    }
}
