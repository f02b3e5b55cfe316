package dev.accountrisk.ingest;

import dev.accountrisk.broker.GroupMembers;
import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.consumer.Consumption;
import dev.accountrisk.consumer.GroupClient;
import dev.accountrisk.consumer.GroupConsumer;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.PartitionStatus;
import dev.accountrisk.threads.VitalThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The room's front door: consumes the topics until it is closed. */
public final class LiveConsumer implements AutoCloseable {
    /** How long a consumer waits for the batches of partitions that are revoked, also when the worker ends. */
    public static final Duration WRITERS_AWAIT_MAX = IngestTimes.DEFAULT.writersAwaitMax();

    private final LivePartitions partitions;
    private final Writers writers;
    private final LogHistory history;
    private final LagMeter lag;
    private final GroupWatch group;
    private final PartitionKeeper keeper;
    private final GroupConsumer consumer;

    /**
     * Makes the consumer; it does nothing until it is started.
     *
     * @param threads where the threads are noted that died
     */
    public LiveConsumer(GroupClient client, TopicLogs logs, GroupMembers members, Engines engines,
            IngestSettings settings,
            List<Topic<?>> topics, IngestObserver observer, VitalThreads threads) {
        IngestTimes times = IngestTimes.DEFAULT;
        IdentityCheck identity = new IdentityCheck(logs);
        this.partitions = new LivePartitions(topics, engines);
        this.writers = new Writers(settings.writers(), new BatchWriter(identity, engines, observer),
                times, threads);
        this.history = new LogReaders(client.configuration()).openHistory();
        this.lag = new LagMeter(logs);
        this.group = new GroupWatch(partitions, logs, members, client.group(), this::hasJoined);
        PartitionOpener opener = new PartitionOpener(logs, history, identity, engines.positions(), settings,
                observer);
        this.keeper = new PartitionKeeper(partitions, opener::open, identity,
                new PositionWatch(engines.positions()), lag, group, threads);
        Assignments assignments = new Assignments(partitions, keeper, times);
        RecordListener listener = new RecordListener(partitions, identity, assignments, writers, observer);
        this.consumer = new GroupConsumer(client, new Consumption(partitions.topics(), settings.consumers(),
                times.poll(), times.containerEndMax(), () -> new FlowControl(partitions, writers), listener,
                assignments, partitions::removeAll), threads);
    }

    /** How many database connections this number of writers and their helpers use at once. */
    public static int connectionsMax(int writers) {
        return Writers.threads(writers);
    }

    private boolean hasJoined() {
        return consumer.problem().isEmpty();
    }

    /** Starts to consume. */
    public void start() {
        consumer.start();
        keeper.start();
    }

    /** Finishes the current batches, or rolls them back if they take too long, and leaves the group. */
    @Override
    public void close() {
        keeper.close();
        consumer.close();
        writers.close();
        history.close();
    }

    /** The status of each assigned partition. */
    public Map<String, PartitionStatus> statuses() {
        Map<String, PartitionStatus> statuses = new TreeMap<>();
        partitions.all().forEach(partition -> statuses.put(partition.id().toString(), partition.status()));
        return statuses;
    }

    /** Whether a partition is assigned to this worker and stopped. */
    public boolean isStopped(String topic, int partition) {
        PartitionStatus status = statuses().get(topic + "-" + partition);
        return status != null && status.phase() == PartitionStatus.Phase.STOPPED;
    }

    /** How many records lie between the position of each assigned partition and its end, as of a few seconds ago. */
    public Map<TopicPartition, Long> lags() {
        return lag.lags();
    }

    /** For how long an open transaction has kept records of each assigned partition from being read; zero if none does. */
    public Map<TopicPartition, Duration> openTransactions() {
        Map<TopicPartition, Duration> ages = new HashMap<>();
        lags().keySet().forEach(id -> ages.put(id, lag.transactions().age(id)));
        return ages;
    }

    /** What this worker cannot change and an operator should know, by partition: transactions that producers leave open. */
    public Map<String, String> notes() {
        return lag.transactions().described();
    }

    /** Why this worker does not apply what it should, by the thing concerned. Empty if all is well. */
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        problems.put("broker", keeper.brokerProblem());
        problems.put("database", keeper.databaseProblem());
        problems.put("group", consumer.problem().isEmpty() ? group.problem() : consumer.problem());
        statuses().forEach((id, status) -> problems.put(id, status.describe()));
        problems.values().removeIf(String::isEmpty);
        return problems;
    }
}
