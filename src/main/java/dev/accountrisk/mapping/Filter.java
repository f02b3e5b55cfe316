package dev.accountrisk.mapping;

import java.util.List;

/**
 * Which records are for this worker: those that keep every condition.
 *
 * @param beforeValue conditions that need nothing of the value: whatever the value is, a record that breaks one is left out
 * @param ofValue     conditions on the value
 */
record Filter(List<Condition> beforeValue, List<Condition> ofValue) {
    static final Filter NONE = new Filter(List.of(), List.of());

    static Filter of(List<Condition> conditions) {
        return conditions.isEmpty()
                ? NONE
                : new Filter(conditions.stream().filter(condition -> !condition.needsValue()).toList(),
                        conditions.stream().filter(Condition::needsValue).toList());
    }

    static boolean keeps(List<Condition> conditions, SourceRecord record) {
        for (Condition condition : conditions) {
            if (!condition.holds(record)) {
                return false;
            }
        }
        return true;
    }
}
