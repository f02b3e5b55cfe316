package dev.accountrisk.risk;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.outbox.PartitionEvents;
import dev.accountrisk.parking.ParkedStore;
import dev.accountrisk.wire.Decoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One slice of risk updates, and what became of it in the newest attempt. */
final class RiskPlan implements SliceStep.Plan {
    private final Slice<RiskUpdate> slice;
    private final Source source;
    private final Lane lane;
    private final RememberedStates remembered;
    private final RiskGroup[] groups;
    private final List<ParkedStore.Row> toPark = new ArrayList<>();
    private int ignored;
    private OutcomeCounts.Tally tally = new OutcomeCounts.Tally();
    private List<AccountEvent> events = new ArrayList<>();

    RiskPlan(Slice<RiskUpdate> slice, Lane lane, RememberedStates remembered) {
        this.slice = slice;
        this.source = slice.source();
        this.lane = lane;
        this.remembered = remembered;
        PackedRiskUpdates records = PackedRiskUpdates.of(slice.records());
        this.groups = IdOrder.sorted(grouped(records), RiskGroup::accountUuid, RiskGroup[]::new);
    }

    private List<RiskGroup> grouped(PackedRiskUpdates records) {
        @Nullable
        RiskGroup[] byPlace = new RiskGroup[records.accountCount()];
        List<RiskGroup> found = new ArrayList<>(byPlace.length);
        int[] next = new int[records.size()];
        for (int index = 0; index < records.size(); index++) {
            int place = records.placeOfAccount(index);
            if (place < 0) {
                addWithoutAccount(records.get(index));
                continue;
            }
            RiskGroup group = byPlace[place];
            if (group == null) {
                byPlace[place] = new RiskGroup(this, records, next, index);
                found.add(byPlace[place]);
            } else {
                group.add(index);
            }
        }
        return found;
    }

    private void addWithoutAccount(Received<RiskUpdate> record) {
        if (record.decoded() instanceof Decoded.Invalid<RiskUpdate> invalid) {
            toPark.add(new ParkedStore.Row(source, record, invalid.reason(), invalid.detail()));
        } else {
            ignored++;
        }
    }

    @Override
    public List<String> accountsToLock() {
        return Arrays.stream(groups).filter(this::takesLockedLane).map(group -> group.accountUuid).toList();
    }

    boolean takesLockedLane(RiskGroup group) {
        return group.adds() || lane == Lane.LOCKED;
    }

    /** Begins an attempt: nothing is decided yet. */
    void begin() {
        tally = new OutcomeCounts.Tally();
        tally.add(Outcome.PARKED, toPark.size());
        tally.add(Outcome.IGNORED, ignored);
        events = new ArrayList<>();
    }

    @Override
    public void committed() {
        for (RiskGroup group : groups) {
            if (group.after != null) {
                remembered.put(group.accountUuid, group.after);
            }
        }
    }

    @Override
    public void visitAccounts(SliceStep.AccountVisitor visitor) {
        for (RiskGroup group : groups) {
            visitor.account(group.accountUuid, group.count(), 0);
        }
    }

    Slice<RiskUpdate> slice() {
        return slice;
    }

    RememberedStates remembered() {
        return remembered;
    }

    /** The accounts, in the order of their keys. */
    RiskGroup[] groups() {
        return groups;
    }

    List<ParkedStore.Row> toPark() {
        return toPark;
    }

    OutcomeCounts.Tally tally() {
        return tally;
    }

    void addEvents(List<? extends AccountEvent> more) {
        events.addAll(more);
    }

    PartitionEvents events() {
        return new PartitionEvents(source.topic(), source.partition(), slice.traceParent(), events);
    }
}
