package dev.accountrisk.risk;

import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The updates of one account in a slice, in order, with the row before and the row after them. */
final class RiskGroup {
    final String accountUuid;
    final RiskPlan plan;
    private final PackedRiskUpdates records;
    /** For each record the index of the next record of the same account. */
    private final int[] next;
    private final int first;
    private int last;
    private int count = 1;
    /** The offset of the record that first carried each addition's id; empty if all updates are SETs. */
    Map<String, Long> additionOffsets = Map.of();
    @Nullable
    RiskState before;
    @Nullable
    RiskState after;

    /** Begins with the first record of an account. The groups of a slice share {@code next}. */
    RiskGroup(RiskPlan plan, PackedRiskUpdates records, int[] next, int first) {
        this.accountUuid = records.account(records.placeOfAccount(first));
        this.plan = plan;
        this.records = records;
        this.next = next;
        this.first = first;
        this.last = first;
        noteAddition(first);
    }

    void add(int index) {
        next[last] = index;
        last = index;
        count++;
        noteAddition(index);
    }

    private void noteAddition(int index) {
        if (records.adds(index)) {
            if (additionOffsets.isEmpty()) {
                additionOffsets = new HashMap<>();
            }
            additionOffsets.putIfAbsent(records.eventId(index), records.offset(index));
        }
    }

    /** How many updates there are. */
    int count() {
        return count;
    }

    /** The updates, unpacked. */
    List<RiskUpdate> updates() {
        List<RiskUpdate> updates = new ArrayList<>(count);
        for (int i = 0, index = first; i < count; i++, index = next[index]) {
            updates.add(records.update(index));
        }
        return updates;
    }

    /** The offset of the record that first carried an addition's id. */
    long offsetOf(String eventId) {
        Long offset = additionOffsets.get(eventId);
        if (offset == null) {
            throw new IllegalStateException("bug: " + eventId + " is no addition of this group");
        }
        return offset;
    }

    boolean adds() {
        return !additionOffsets.isEmpty();
    }

    String accountUuid() {
        return accountUuid;
    }
}
