package dev.accountrisk.apply;

import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The updates of one account in a batch, in order, with what was stored before and is afterwards. */
final class RiskGroup {
    final String accountUuid;
    final List<RiskUpdate> updates = new ArrayList<>(4);
    /** Of the record that first brought each addition's id; empty where all are SETs. */
    Map<String, Long> additionOffsets = Map.of();
    @Nullable
    RiskState before;
    @Nullable
    RiskState after;

    RiskGroup(String accountUuid) {
        this.accountUuid = accountUuid;
    }

    void add(RiskUpdate update, long offset) {
        updates.add(update);
        if (update.type() == RiskUpdate.Type.ADD) {
            if (additionOffsets.isEmpty()) {
                additionOffsets = new HashMap<>();
            }
            additionOffsets.putIfAbsent(update.eventId(), offset);
        }
    }

    boolean adds() {
        return !additionOffsets.isEmpty();
    }

    String accountUuid() {
        return accountUuid;
    }
}
