package dev.accountrisk.risk.check;

import dev.accountrisk.account.RiskPolicy;
import java.util.List;
import java.util.stream.Stream;

/** A policy as a run records it: half-life in milliseconds, cap, and where the levels begin. */
public final class PolicyText {
    private static final String SEPARATOR = " ";
    private static final int FIELDS = 5;

    private PolicyText() {}

    /** The text. */
    public static String of(RiskPolicy policy) {
        return String.join(SEPARATOR,
                Stream.of(policy.halfLifeMillis(), policy.cap(), policy.mediumFrom(), policy.highFrom(),
                        policy.criticalFrom()).map(String::valueOf).toList());
    }

    static RiskPolicy parse(String text) {
        List<Double> fields = Stream.of(text.split(SEPARATOR, -1)).map(Double::valueOf).toList();
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("not the text of a risk policy: " + text);
        }
        return new RiskPolicy(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
    }
}
