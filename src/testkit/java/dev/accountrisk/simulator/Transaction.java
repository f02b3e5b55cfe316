package dev.accountrisk.simulator;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a transaction has changed and locked. */
final class Transaction {
    private Map<String, Change> changes = new LinkedHashMap<>();
    private final Set<String> locks = new HashSet<>();
    private @Nullable Transaction waitsFor;

    /** A row as it is to be, or null where it is deleted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the values
    record Change(String table, String key, @Nullable Object @Nullable [] row) {}

    Map<String, Change> changes() {
        return changes;
    }

    /** For the case that a statement fails half-way. */
    Map<String, Change> copyOfChanges() {
        return new LinkedHashMap<>(changes);
    }

    void restore(Map<String, Change> copy) {
        changes = copy;
    }

    Set<String> locks() {
        return locks;
    }

    @Nullable
    Transaction waitsFor() {
        return waitsFor;
    }

    void waitsFor(@Nullable Transaction other) {
        waitsFor = other;
    }
}
