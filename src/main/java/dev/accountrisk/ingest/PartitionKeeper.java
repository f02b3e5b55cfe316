package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.IdentityCheck.TopicRecreatedException;
import dev.accountrisk.ingest.partition.Backlog;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.text.LastCause;
import dev.accountrisk.threads.VitalThreads;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the partitions between the polls: opens those that are new, waiting or stopped, and measures lag. */
final class PartitionKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final long TICK_MILLIS = 250;
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LivePartitions partitions;
    private final PartitionOpenings openings;
    private final IdentityCheck identity;
    private final PositionWatch positions;
    private final LagMeter lag;
    private final GroupWatch group;
    private final Runnable round;
    private final LastCause bugs = new LastCause();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("partition-keeper").daemon().factory());
    private volatile String brokerProblem = "";
    private volatile String databaseProblem = "";
    private long lookAtNanos = System.nanoTime();

    /**
     * Makes it; it does nothing until it is started.
     *
     * @param opener  opens a partition, or notes why not. Several threads call it
     * @param threads where its thread is noted if it dies
     */
    PartitionKeeper(LivePartitions partitions, Consumer<LivePartition<?>> opener, IdentityCheck identity,
            PositionWatch positions, LagMeter lag, GroupWatch group, VitalThreads threads) {
        this.partitions = partitions;
        this.openings = new PartitionOpenings(opener);
        this.identity = identity;
        this.positions = positions;
        this.lag = lag;
        this.group = group;
        this.round = threads.guard("partition-keeper", this::tick);
    }

    void start() {
        var _ = scheduler.scheduleWithFixedDelay(round, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Opens new partitions now instead of at the next tick. */
    void wake() {
        if (!scheduler.isShutdown()) {
            scheduler.execute(round);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** Why the broker did not answer the last question, or an empty text. */
    String brokerProblem() {
        return brokerProblem;
    }

    /** Why MySQL did not answer the last question, or an empty text. */
    String databaseProblem() {
        return databaseProblem;
    }

    private void tick() {
        tick(System.nanoTime());
    }

    /** Runs one bounded round. */
    void tick(long nowNanos) {
        try {
            open(nowNanos);
            group.look(nowNanos);
            if (nowNanos - lookAtNanos >= 0) {
                lookAtNanos = nowNanos + LOOK_EVERY_NANOS;
                checkPositions();
                checkTopics();
                lag.measure(partitions.all(), nowNanos);
                brokerProblem = "";
                var _ = bugs.ends();
            }
        } catch (BrokerException unavailable) {
            brokerProblem = String.valueOf(unavailable.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            if (bugs.changesTo(String.valueOf(bug))) {
                LOG.error("unexpected failure while looking after the partitions; the next round runs anyway", bug);
            }
        }
    }

    private void open(long nowNanos) throws InterruptedException {
        List<? extends LivePartition<?>> due = partitions.all()
                .stream()
                .filter(partition -> partition.life().isDueToOpen(nowNanos))
                // the one that failed last comes last, so that none delays the others
                .sorted(Comparator.comparingLong(partition -> -partition.life().state().overdueNanos(nowNanos)))
                .toList();
        openings.open(due);
    }

    private void checkPositions() {
        try {
            positions.check(partitions.all());
            databaseProblem = "";
        } catch (SQLException unavailable) {
            databaseProblem = "MySQL cannot be asked for positions: " + SqlFault.describe(unavailable);
        }
    }

    /** A topic that was recreated is noticed even when nothing arrives from it. */
    private void checkTopics() throws BrokerException {
        identity.ask(partitions.topics());
        for (LivePartition<?> partition : partitions.all()) {
            Optional<Source> source = partition.life().backlog().map(Backlog::source);
            try {
                if (source.isPresent()) {
                    identity.check(source.get());
                }
            } catch (TopicRecreatedException recreated) {
                partition.life().fail(recreated.status());
            }
        }
    }
}
