package dev.accountrisk.acceptance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a value of the contract's form becomes one of another form, and back. What has not the form that a change needs stays as it is.
 */
record Change(UnaryOperator<JsonNode> there, UnaryOperator<JsonNode> back) {
    /** The value stays. */
    static final Change NONE = new Change(value -> value, value -> value);
    /** A number becomes text. */
    static final Change TO_TEXT = new Change(
            value -> value.isIntegralNumber() ? text(value.decimalValue().toPlainString()) : value,
            value -> isDigits(value) ? number(new BigDecimal(value.stringValue())) : value);

    private static final Pattern DIGITS = Pattern.compile("[0-9]+([.][0-9]+)?");

    /** The decimal point moves to the right, of numbers and of text that is one. */
    static Change shift(int places) {
        return new Change(value -> shifted(value, places), value -> shifted(value, -places));
    }

    /** Each word becomes another one. */
    static Change words(Map<String, String> table) {
        Map<String, String> reversed = table.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        return new Change(value -> translated(value, table), value -> translated(value, reversed));
    }

    private static JsonNode shifted(JsonNode value, int places) {
        if (value.isNumber()) {
            return number(value.decimalValue().scaleByPowerOfTen(places));
        }
        return isDigits(value)
                ? text(new BigDecimal(value.stringValue()).scaleByPowerOfTen(places).toPlainString())
                : value;
    }

    private static JsonNode translated(JsonNode value, Map<String, String> table) {
        return value.isString() ? text(table.getOrDefault(value.stringValue(), value.stringValue())) : value;
    }

    private static boolean isDigits(JsonNode value) {
        return value.isString() && DIGITS.matcher(value.stringValue()).matches();
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static JsonNode number(BigDecimal number) {
        return JsonNodeFactory.instance
                .numberNode(number.scale() < 0 ? number.setScale(0, RoundingMode.UNNECESSARY) : number);
    }
}
