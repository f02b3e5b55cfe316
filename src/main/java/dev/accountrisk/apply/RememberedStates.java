package dev.accountrisk.apply;

import dev.accountrisk.account.RiskState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one partition's accounts as this worker last committed or read them, the least recently used forgotten first. A hint
 * that saves the look before a write: a row that somebody else changed has another version, so the write does not match, and
 * the batch is run again from a fresh look. Belongs to the thread of its partition.
 */
final class RememberedStates {
    private final Map<String, RiskState> states;

    /** Keeps as many rows as the bound says at the time a row is added. */
    RememberedStates(IntSupplier bound) {
        this.states = new LinkedHashMap<>(1024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RiskState> eldest) {
                return size() > bound.getAsInt();
            }
        };
    }

    @Nullable
    RiskState get(String accountUuid) {
        return states.get(accountUuid);
    }

    void put(String accountUuid, RiskState state) {
        states.put(accountUuid, state);
    }

    void forgetAll() {
        states.clear();
    }
}
