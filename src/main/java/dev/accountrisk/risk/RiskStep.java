package dev.accountrisk.risk;

import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.RiskEntry;
import dev.accountrisk.account.RiskFold;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.journal.AccountKey;
import dev.accountrisk.journal.JournalStore;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.parking.ParkedStore;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies risk updates. Accounts whose updates are all {@code SET}s take the upsert lane: their rows are remembered, or read
 * without a lock, and the winner is written on the condition that the row is unchanged. All other accounts, and every account
 * with {@link Lane#LOCKED}, take the locked lane: their rows are locked before they are read.
 */
public final class RiskStep implements SliceStep<RiskUpdate> {
    private final RiskSettings settings;
    private final Supplier<RiskPolicy> policy;
    private final RiskStore store = new RiskStore();
    private final JournalStore journal = new JournalStore();
    private final ParkedStore parked;
    private final Outbox outbox;
    private final RememberedStates remembered;
    private final StepClock clock;
    private final Runnable onClose;

    public RiskStep(RiskSettings settings, Supplier<RiskPolicy> policy, Outbox outbox, RememberedStates remembered,
            StepClock clock, Runnable onClose) {
        this.settings = settings;
        this.policy = policy;
        this.parked = new ParkedStore(outbox);
        this.outbox = outbox;
        this.remembered = remembered;
        this.clock = clock;
        this.onClose = onClose;
    }

    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public void forget() {
        remembered.forgetAll();
    }

    @Override
    public RecordBuffer<RiskUpdate> newBuffer() {
        return new PackedRiskUpdates();
    }

    @Override
    public Plan plan(Slice<RiskUpdate> slice) {
        return new RiskPlan(slice);
    }

    private final class RiskPlan implements Plan {
        private final Slice<RiskUpdate> slice;
        private final Source source;
        private final RiskGroup[] groups;
        private final List<ParkedStore.Row> toPark = new ArrayList<>();
        private int ignored;

        RiskPlan(Slice<RiskUpdate> slice) {
            this.slice = slice;
            this.source = slice.source();
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
                    byPlace[place] = new RiskGroup(records, next, index);
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

        private boolean takesLockedLane(RiskGroup group) {
            return group.adds() || settings.lane() == Lane.LOCKED;
        }

        @Override
        public OutcomeCounts applyInTx(Connection connection, Trust trust) throws SQLException {
            boolean lockAll = trust == Trust.LOCK_AND_LOOK;
            if (lockAll) {
                remembered.forgetAll();
            }
            loadInTx(connection, lockAll);
            Set<AccountKey> knownIds = knownIdsInTx(connection);
            clock.done(EngineStep.LOAD);
            RiskDecisions decided = decide(knownIds);
            clock.done(EngineStep.DECIDE);
            writeInTx(connection, decided);
            clock.done(EngineStep.WRITE);
            return decided.tally.counts();
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
        public void visitAccounts(AccountVisitor visitor) {
            for (RiskGroup group : groups) {
                visitor.account(group.accountUuid, group.count(), 0);
            }
        }

        private void loadInTx(Connection connection, boolean lockAll) throws SQLException {
            List<String> toLock = new ArrayList<>();
            List<String> toRead = new ArrayList<>();
            for (RiskGroup group : groups) {
                group.before = null;
                if (lockAll || takesLockedLane(group)) {
                    toLock.add(group.accountUuid);
                } else {
                    group.before = remembered.get(group.accountUuid);
                    if (group.before == null) {
                        toRead.add(group.accountUuid);
                    }
                }
            }
            Map<String, RiskState> stored = new HashMap<>();
            store.readInTx(connection, toLock, true, stored);
            store.readInTx(connection, toRead, false, stored);
            if (stored.isEmpty()) {
                return;
            }
            for (RiskGroup group : groups) {
                if (group.before == null) {
                    group.before = stored.get(group.accountUuid);
                }
            }
        }

        private Set<AccountKey> knownIdsInTx(Connection connection) throws SQLException {
            List<AccountKey> asked = new ArrayList<>();
            for (RiskGroup group : groups) {
                if (group.adds()) {
                    group.additionOffsets.keySet().forEach(id -> asked.add(new AccountKey(group.accountUuid, id)));
                }
            }
            Set<AccountKey> known = new HashSet<>();
            journal.additionsInTx(connection, asked.stream().sorted().toList(), known::add);
            return known;
        }

        private RiskDecisions decide(Set<AccountKey> knownIds) {
            RiskDecisions decided = new RiskDecisions(settings.levelEvents());
            RiskPolicy inForce = policy.get();
            decided.tally.add(Outcome.PARKED, toPark.size());
            decided.tally.add(Outcome.IGNORED, ignored);
            for (RiskGroup group : groups) {
                RiskFold.Result result = RiskFold.fold(group.before, group.updates(), known(group, knownIds), inForce,
                        settings.order());
                result.outcomes().forEach(decided.tally::add);
                group.after = result.after();
                if (group.after != null && result.changed()) {
                    decided.add(group, result, group.after);
                    for (RiskEntry entry : result.entries()) {
                        decided.journal.add(
                                new JournalStore.RiskRow(entry, source, group.offsetOf(entry.update().eventId())));
                    }
                }
            }
            return decided;
        }

        private static Set<String> known(RiskGroup group, Set<AccountKey> knownIds) {
            if (!group.adds() || knownIds.isEmpty()) {
                return Set.of();
            }
            Set<String> known = new HashSet<>(group.additionOffsets.keySet());
            known.removeIf(id -> !knownIds.contains(new AccountKey(group.accountUuid, id)));
            return known;
        }

        private List<ParkedStore.Row> notParkedBeforeInTx(Connection connection) throws SQLException {
            if (toPark.isEmpty()) {
                return toPark;
            }
            Set<Long> before = parked.parkedBeforeInTx(connection, slice).keySet();
            return toPark.stream().filter(row -> !before.contains(row.record().offset())).toList();
        }

        private void writeInTx(Connection connection, RiskDecisions decided) throws SQLException {
            store.updateInTx(connection, decided.updates);
            store.insertInTx(connection, decided.inserts);
            journal.insertInTx(connection, decided.journal);
            parked.insertInTx(connection, notParkedBeforeInTx(connection));
            outbox.appendEventsInTx(connection, source.topic(), source.partition(), decided.events);
        }
    }
}
