package dev.accountrisk.apply;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.RiskEntry;
import dev.accountrisk.account.RiskFold;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.outbox.Outbox;
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

/**
 * Risk updates. Accounts whose updates are all {@code SET}s take the upsert lane: what is stored is remembered, or looked at
 * without a lock, and the winner is written conditionally on it. The others, and all of them with {@link Lane#LOCKED}, take the
 * locked lane: their rows are locked before they are read.
 */
final class RiskStep implements BatchStep<RiskUpdate> {
    private final ApplySettings settings;
    private final Supplier<RiskPolicy> policy;
    private final RiskStore store = new RiskStore();
    private final JournalStore journal = new JournalStore();
    private final ParkedStore parked;
    private final Outbox outbox;
    private final RememberedStates remembered;
    private final StepClock clock;

    RiskStep(ApplySettings settings, Supplier<RiskPolicy> policy, Outbox outbox, RememberedStates remembered,
            StepClock clock) {
        this.settings = settings;
        this.policy = policy;
        this.parked = new ParkedStore(outbox);
        this.outbox = outbox;
        this.remembered = remembered;
        this.clock = clock;
    }

    @Override
    public Plan plan(Batch<RiskUpdate> batch) {
        return new RiskPlan(batch);
    }

    /** The updates of one account, in order. */
    private static final class Group {
        final String accountUuid;
        final List<RiskUpdate> updates = new ArrayList<>(4);
        /** Of the record that first brought each addition's id; empty where all are SETs. */
        Map<String, Long> additionOffsets = Map.of();

        Group(String accountUuid) {
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
    }

    private final class RiskPlan implements Plan {
        private final Batch<RiskUpdate> batch;
        private final Source source;
        private final Group[] groups;
        private final List<ParkedStore.Row> toPark = new ArrayList<>();
        private Map<String, RiskState> after = Map.of();

        RiskPlan(Batch<RiskUpdate> batch) {
            this.batch = batch;
            this.source = batch.source();
            Map<String, Group> byAccount = new HashMap<>(batch.records().size());
            for (Received<RiskUpdate> received : batch.records()) {
                switch (received.decoded()) {
                    case Decoded.Valid<RiskUpdate>(RiskUpdate update) -> byAccount
                            .computeIfAbsent(update.accountUuid(), Group::new)
                            .add(update, received.offset());
                    case Decoded.Invalid<RiskUpdate> invalid -> toPark
                            .add(new ParkedStore.Row(source, received, invalid.reason(), invalid.detail()));
                }
            }
            this.groups = byAccount.values().toArray(Group[]::new);
            Arrays.sort(groups, (one, other) -> one.accountUuid.compareTo(other.accountUuid));
        }

        @Override
        public List<String> accountsToLock() {
            return Arrays.stream(groups).filter(this::takesLockedLane).map(group -> group.accountUuid).toList();
        }

        private boolean takesLockedLane(Group group) {
            return group.adds() || settings.lane() == Lane.LOCKED;
        }

        @Override
        public OutcomeCounts applyInTx(Connection connection, boolean again) throws SQLException {
            if (again) {
                remembered.forgetAll();
            }
            Map<String, RiskState> before = loadInTx(connection, again);
            Set<AccountKey> knownIds = knownIdsInTx(connection);
            clock.done(EngineStep.LOAD);
            Decided decided = decide(before, knownIds);
            clock.done(EngineStep.DECIDE);
            writeInTx(connection, decided);
            clock.done(EngineStep.WRITE);
            return decided.tally.counts();
        }

        @Override
        public void committed() {
            after.forEach(remembered::put);
        }

        private Map<String, RiskState> loadInTx(Connection connection, boolean lockAll) throws SQLException {
            Map<String, RiskState> before = new HashMap<>(groups.length * 2);
            List<String> toLock = new ArrayList<>();
            List<String> toRead = new ArrayList<>();
            for (Group group : groups) {
                if (lockAll || takesLockedLane(group)) {
                    toLock.add(group.accountUuid);
                } else {
                    RiskState state = remembered.get(group.accountUuid);
                    if (state == null) {
                        toRead.add(group.accountUuid);
                    } else {
                        before.put(group.accountUuid, state);
                    }
                }
            }
            store.readInTx(connection, toLock, true, before);
            store.readInTx(connection, toRead, false, before);
            return before;
        }

        private Set<AccountKey> knownIdsInTx(Connection connection) throws SQLException {
            List<AccountKey> asked = new ArrayList<>();
            for (Group group : groups) {
                group.additionOffsets.keySet().forEach(id -> asked.add(new AccountKey(group.accountUuid, id)));
            }
            Set<AccountKey> known = new HashSet<>();
            journal.readInTx(connection, asked.stream().sorted().toList(),
                    (key, decision) -> known.add(key));
            return known;
        }

        private Decided decide(Map<String, RiskState> before, Set<AccountKey> knownIds) {
            Decided decided = new Decided();
            RiskPolicy inForce = policy.get();
            toPark.forEach(row -> decided.tally.add(Outcome.PARKED));
            after = new HashMap<>(groups.length * 2);
            for (Group group : groups) {
                RiskState stored = before.get(group.accountUuid);
                RiskFold.Result result = RiskFold.fold(stored, group.updates, known(group, knownIds), inForce,
                        settings.order());
                result.outcomes().forEach(decided.tally::add);
                RiskState state = result.after();
                if (result.changed() && state != null) {
                    decided.add(group, result, state);
                    for (RiskEntry entry : result.entries()) {
                        decided.journal.add(new JournalStore.RiskRow(entry, source,
                                group.additionOffsets.getOrDefault(entry.update().eventId(), -1L)));
                    }
                    after.put(group.accountUuid, state);
                } else if (stored != null) {
                    after.put(group.accountUuid, stored);
                }
            }
            return decided;
        }

        private static Set<String> known(Group group, Set<AccountKey> knownIds) {
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
            Set<Long> before = parked.parkedBeforeInTx(connection, batch).keySet();
            return toPark.stream().filter(row -> !before.contains(row.record().offset())).toList();
        }

        private void writeInTx(Connection connection, Decided decided) throws SQLException {
            store.updateInTx(connection, decided.updates);
            store.insertInTx(connection, decided.inserts);
            journal.insertInTx(connection, decided.journal);
            parked.insertInTx(connection, notParkedBeforeInTx(connection));
            outbox.appendEventsInTx(connection, decided.events);
        }
    }

    /** What a batch comes to. */
    private static final class Decided {
        final OutcomeCounts.Tally tally = new OutcomeCounts.Tally();
        final List<RiskStore.Row> updates = new ArrayList<>();
        final List<RiskStore.Row> inserts = new ArrayList<>();
        final List<JournalStore.Row> journal = new ArrayList<>();
        final List<AccountEvent> events = new ArrayList<>();

        void add(Group group, RiskFold.Result result, RiskState state) {
            (result.before() == null ? inserts : updates).add(new RiskStore.Row(group.accountUuid, state));
            AccountEvent change = result.levelChange(group.accountUuid);
            if (change != null) {
                events.add(change);
            }
        }
    }
}
