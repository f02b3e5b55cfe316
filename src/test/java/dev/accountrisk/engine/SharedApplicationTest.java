package dev.accountrisk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.Fence;
import dev.accountrisk.engine.position.FencedSlice;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.position.PositionFence;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.outbox.Outbox;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What becomes of the slices of several partitions when something is wrong with one of them. No server answers. */
class SharedApplicationTest {
    private static final int CHECK_VIOLATED = 3819;
    private static final OutcomeCounts ONE = new OutcomeCounts(1, 0, 0, 0, 0, 0);
    private static final ApplyResult DONE = new ApplyResult.Done(ONE);
    private static final ApplyResult FENCE_LOST = new ApplyResult.FenceLost(OutcomeCounts.NONE);

    private final List<String> calls = new ArrayList<>();
    private final Set<Integer> lost = new HashSet<>();
    private final Set<Integer> moved = new HashSet<>();
    private boolean losesAnswers;
    private final Engines engines = new Engines(new Transactions(new AbstractDataSource() {
        @Override
        public Connection getConnection() {
            return connection();
        }

        @Override
        public Connection getConnection(String username, String password) {
            return getConnection();
        }
    }), AccountLocks.NONE, EngineObserver.NONE, new RerunPolicy(_ -> {}), new Outbox(), new Installation(),
            new RecordingSharedFence());
    private final Map<Integer, Engine<RiskUpdate>> opened = new TreeMap<>();

    @Test
    void slicesShareATransactionInTheOrderOfTheirPartitions() {
        assertThat(apply("2:b", "0:a", "1:c")).containsExactly("0 " + DONE, "1 " + DONE, "2 " + DONE);

        assertThat(calls).filteredOn(call -> !call.startsWith("forget") && !call.startsWith("plan"))
                .containsExactly("fence [0, 1, 2]", "write 0:a 1:c 2:b", "move [0, 1, 2]", "commit");
    }

    @Test
    void aSliceAloneMovesItsOwnFence() {
        assertThat(apply("0:a")).containsExactly("0 " + DONE);

        assertThat(calls).containsExactly("forget 0", "plan 0", "advance 0", "write 0:a", "count 0", "commit");
    }

    @Test
    void aLostFenceDropsItsSliceBeforeAnythingIsWrittenAndNoOther() {
        lost.add(1);

        assertThat(apply("0:a", "1:b", "2:c")).containsExactly("0 " + DONE, "1 " + FENCE_LOST, "2 " + DONE);

        assertThat(calls).filteredOn(call -> !call.startsWith("forget") && !call.startsWith("plan"))
                .containsExactly("fence [0, 1, 2]", "rollback", "fence [0, 2]", "write 0:a 2:c",
                        "move [0, 2]", "commit");
    }

    @Test
    void whatTheDatabaseRefusesSplitsTheSlicesAndNotTheOthersRecords() {
        assertThat(apply("0:a", "1:b", "2:poison", "3:d", "4:e", "5:f")).containsExactly("0 " + DONE, "1 " + DONE,
                "2 " + DONE, "3 " + DONE, "4 " + DONE, "5 " + DONE);

        assertThat(calls).filteredOn(call -> call.startsWith("write"))
                .containsExactly("write 0:a 1:b 2:poison 3:d 4:e 5:f", "write 0:a 1:b 2:poison", "write 0:a",
                        "write 1:b 2:poison", "write 1:b", "write 2:poison", "write 2:parked", "write 3:d 4:e 5:f");
    }

    @Test
    void aBugInOneSliceStopsItsPartitionAndNoOther() {
        List<String> results = apply("0:a", "1:bug", "2:c");

        assertThat(results.get(0)).isEqualTo("0 " + DONE);
        assertThat(results.get(1)).contains("Stopped").contains("unexpected failure: a bug");
        assertThat(results.get(2)).isEqualTo("2 " + DONE);
    }

    @Test
    void slicesThatTouchOneAccountFollowEachOther() {
        assertThat(apply("0:a", "1:b", "2:a", "3:b", "4:c")).allMatch(result -> result.endsWith(DONE.toString()));

        assertThat(calls).filteredOn(call -> call.startsWith("write"))
                .containsExactly("write 0:a 1:b 4:c", "write 2:a 3:b");
    }

    @Test
    void onePartitionTwiceIsABug() {
        assertThat(calls).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> new SharedFence()
                .lostInTx(connection(), List.of(fenced(1), fenced(1))))
                .withMessageStartingWith("bug: ");
        assertThatIllegalStateException().isThrownBy(() -> new SharedFence()
                .lostInTx(connection(), List.of(fenced(1), fenced(0))))
                .withMessageStartingWith("bug: ");
    }

    @Test
    void aLostAnswerIsACommitWhereAllPositionsMoved() {
        losesAnswers = true;
        moved.addAll(Set.of(0, 1));

        assertThat(apply("0:a", "1:b")).containsExactly("0 " + DONE, "1 " + DONE);
        assertThat(calls).containsOnlyOnce("write 0:a 1:b");
    }

    @Test
    void aSliceThatCannotBePlannedStopsItsOwnPartitionAlone() {
        assertThat(apply("0:a", "1:no-plan", "2:c")).satisfiesExactly(
                first -> assertThat(first).isEqualTo("0 " + DONE),
                second -> assertThat(second).contains("Stopped", "no plan"),
                third -> assertThat(third).isEqualTo("2 " + DONE));
        assertThat(calls).contains("write 0:a 2:c");
    }

    @Test
    void aLostAnswerIsNoCommitWhereNoPositionMoved() {
        losesAnswers = true;

        assertThat(apply("0:a", "1:b")).allMatch(result -> result.contains("Unavailable"));
        assertThat(calls).containsOnlyOnce("write 0:a 1:b");
    }

    @Test
    void nobodyContinuesAfterALostAnswerWhereOnlySomePositionsMoved() {
        losesAnswers = true;
        moved.add(0);

        assertThat(apply("0:a", "1:b")).hasSize(2)
                .allMatch(result -> result.contains("Unavailable") && result.contains("another worker has moved some"));
    }

    @Test
    void whatAStepRemembersIsKeptAfterACommitAndForgottenAfterAnyFailure() {
        apply("0:a", "1:b");
        calls.clear();
        applyAt(1, "0:a", "1:b");
        assertThat(calls).as("continued").doesNotContain("forget 0", "forget 1");
        lost.add(1);
        applyAt(2, "0:a", "1:b", "2:c");
        assertThat(calls).as("1 had moved, so all run again").contains("forget 0");
        calls.clear();
        lost.clear();
        losesAnswers = true;
        applyAt(3, "0:a", "2:c");
        losesAnswers = false;
        calls.clear();
        applyAt(3, "0:a", "2:c");
        assertThat(calls).contains("forget 0", "forget 2");
    }

    private List<String> apply(String... slices) {
        opened.clear();
        return applyAt(0, slices);
    }

    /** Applies one record of each partition, at an offset; each text is a partition and what it does there. */
    private List<String> applyAt(long offset, String... slices) {
        List<PartitionSlice<RiskUpdate>> all = new ArrayList<>();
        for (String each : slices) {
            int partition = Integer.parseInt(each.substring(0, each.indexOf(':')));
            String account = each.substring(each.indexOf(':') + 1);
            all.add(new PartitionSlice<>(opened.computeIfAbsent(partition, this::open),
                    Records.batch(source(partition), offset, List.of(Records.set(account, "e", 1, 1)))));
        }
        calls.clear();
        Map<Integer, ApplyResult> byPartition = new TreeMap<>();
        engines.applyTogether(all).forEach((source, result) -> byPartition.put(source.partition(), result));
        return byPartition.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList();
    }

    private Engine<RiskUpdate> open(int partition) {
        StepClock clock = StepClock.silent();
        return new Engine<>(new RecordingStep(partition), new RecordingFence(), engines.transaction(),
                EngineObserver.NONE,
                clock);
    }

    private static Source source(int partition) {
        return new Source("t", "id", partition);
    }

    private static FencedSlice fenced(int partition) {
        return new FencedSlice(new PositionFence(),
                Records.batch(source(partition), 0, List.of(Records.set("a", "e", 1, 1))));
    }

    private static List<Integer> partitions(Collection<FencedSlice> slices) {
        return slices.stream().map(fenced -> fenced.slice().source().partition()).toList();
    }

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "commit" -> {
                        calls.add("commit");
                        if (losesAnswers && !calls.contains("read")) {
                            throw new SQLException("no answer", "08007");
                        }
                        yield null;
                    }
                    case "rollback" -> {
                        calls.add("rollback");
                        yield null;
                    }
                    case "close" -> null;
                    default -> throw new AssertionError(method);
                });
    }

    private record TestPlan(int partition, String account) implements SliceStep.Plan {
        @Override
        public List<String> accountsToLock() {
            return List.of(account);
        }

        @Override
        public void visitAccounts(SliceStep.AccountVisitor visitor) {
            visitor.account(account, 1, 0);
        }
    }

    /** Writes down what it does, and fails where an account's name says so. */
    private final class RecordingStep implements SliceStep<RiskUpdate> {
        private final int partition;

        RecordingStep(int partition) {
            this.partition = partition;
        }

        @Override
        public Plan plan(Slice<RiskUpdate> slice) {
            calls.add("plan " + partition);
            String account = slice.records().getFirst().isValid()
                    ? String.valueOf(slice.records().getFirst().account())
                    : "parked";
            if (account.equals("no-plan")) {
                throw new IllegalStateException("no plan");
            }
            return new TestPlan(partition, account);
        }

        @Override
        public List<OutcomeCounts> applyInTx(Connection connection, List<? extends Plan> plans, Trust trust)
                throws SQLException {
            List<TestPlan> all = plans.stream().map(TestPlan.class::cast).toList();
            calls.add("write " + all.stream()
                    .map(plan -> plan.partition() + ":" + plan.account())
                    .collect(Collectors.joining(" ")));
            for (TestPlan plan : all) {
                if (plan.account().equals("poison")) {
                    throw new SQLException("refused", "HY000", CHECK_VIOLATED);
                }
                if (plan.account().equals("bug")) {
                    throw new IllegalStateException("a bug");
                }
            }
            return all.stream().map(_ -> ONE).toList();
        }

        @Override
        public void forget() {
            calls.add("forget " + partition);
        }
    }

    /** The fence of a partition alone. */
    private final class RecordingFence implements Fence {
        @Override
        public boolean advanceInTx(Connection connection, Slice<?> slice) {
            calls.add("advance " + slice.source().partition());
            return !lost.contains(slice.source().partition());
        }

        @Override
        public void countInTx(Connection connection, Source source, OutcomeCounts counts) {
            calls.add("count " + source.partition());
        }

        @Override
        public Optional<Position> readInTx(Connection connection, Source source) {
            return Optional.empty();
        }

        @Override
        public PositionFence sharable() {
            return new PositionFence();
        }
    }

    /** The fence of several partitions. */
    private final class RecordingSharedFence extends SharedFence {
        @Override
        public Set<Source> lostInTx(Connection connection, List<FencedSlice> slices) {
            calls.add("fence " + partitions(slices));
            return slices.stream()
                    .map(fenced -> fenced.slice().source())
                    .filter(source -> lost.contains(source.partition()))
                    .collect(Collectors.toSet());
        }

        @Override
        public void moveInTx(Connection connection, List<FencedSlice> slices, List<OutcomeCounts> counts) {
            calls.add("move " + partitions(slices));
        }

        @Override
        public Moved movedInTx(Connection connection, List<FencedSlice> slices) {
            calls.add("read");
            return moved(partitions(slices).stream().map(moved::contains).toList());
        }
    }
}
