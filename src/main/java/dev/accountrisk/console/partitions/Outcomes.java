package dev.accountrisk.console.partitions;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many records ended as what. */
public record Outcomes(long applied, long stale, long duplicate, long refused, long parked, long ignored) {
    static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0, 0);

    /** All records that were consumed. */
    public long consumed() {
        return applied + stale + duplicate + refused + parked + ignored;
    }

    Outcomes plus(Outcomes other) {
        return new Outcomes(applied + other.applied, stale + other.stale, duplicate + other.duplicate,
                refused + other.refused, parked + other.parked, ignored + other.ignored);
    }

    /** The numbers by name, in the order in which pages show them. */
    public Map<String, Long> byName() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("applied", applied);
        numbers.put("stale", stale);
        numbers.put("duplicate", duplicate);
        numbers.put("refused", refused);
        numbers.put("parked", parked);
        numbers.put("ignored", ignored);
        return numbers;
    }
}
