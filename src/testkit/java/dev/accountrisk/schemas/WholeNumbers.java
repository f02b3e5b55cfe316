package dev.accountrisk.schemas;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/** Makes an integer of a number that is whole by value. The validator fails on one beyond 64 bits that has a fraction of zeros. */
final class WholeNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;
    private static final int DIGITS_MAX = 1_000;

    @Override
    public ValueNode numberNode(@Nullable BigDecimal value) {
        return value == null || isFractionOrHuge(value)
                ? super.numberNode(value)
                : numberNode(value.toBigIntegerExact());
    }

    private static boolean isFractionOrHuge(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() > 0 || stripped.precision() - stripped.scale() > DIGITS_MAX;
    }
}
