package dev.accountrisk.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the partitions beside the polls: opens again those that wait or are stopped, and measures lag. */
final class PartitionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LivePartitions partitions;
    private final Consumer<LivePartition<?>> opener;
    private final TopicCatalog catalog;
    private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
    private volatile String brokerProblem = "";
    private @Nullable LivePartition<?> brokeOff;
    private long lookAtNanos = System.nanoTime();

    /** @param opener opens a partition, or says why not */
    PartitionKeeper(LivePartitions partitions, Consumer<LivePartition<?>> opener, TopicCatalog catalog) {
        this.partitions = partitions;
        this.opener = opener;
        this.catalog = catalog;
    }

    Map<TopicPartition, Long> lags() {
        return Map.copyOf(lags);
    }

    /** Why the broker could not be asked a moment ago, or an empty text. */
    String brokerProblem() {
        return brokerProblem;
    }

    /** One bounded round. */
    void tick() {
        tick(System.nanoTime());
    }

    void tick(long nowNanos) {
        try {
            reopen(nowNanos);
            if (nowNanos - lookAtNanos >= 0) {
                lookAtNanos = nowNanos + LOOK_EVERY_NANOS;
                checkTopics();
                measureLag();
                brokerProblem = "";
            }
        } catch (BrokerUnavailableException unavailable) {
            brokerProblem = String.valueOf(unavailable.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("the look after the partitions failed", bug);
        }
    }

    private void reopen(long nowNanos) {
        List<LivePartition<?>> all = new ArrayList<>(partitions.all());
        // behind the one that broke the last round off, so that none keeps the others from their turn
        Collections.rotate(all, -1 - all.indexOf(brokeOff));
        for (LivePartition<?> partition : all) {
            if (!partition.isDueToOpen(nowNanos)) {
                continue;
            }
            opener.accept(partition);
            if (partition.status() instanceof PartitionStatus.Running) {
                LOG.info("goes on: {}", partition.id());
            } else if (partition.status() instanceof PartitionStatus.Waiting) {
                // the next would mostly wait for the same server
                brokeOff = partition;
                return;
            }
        }
    }

    /** A topic that was made again is noticed even when nothing arrives from it. */
    private void checkTopics() throws BrokerUnavailableException {
        Map<String, String> topicIds = catalog.askForIds(partitions.topics()).topicIds();
        for (LivePartition<?> partition : partitions.all()) {
            String topic = partition.id().topic();
            if (partition.isRunning() && !partition.topicId().equals(topicIds.get(topic))) {
                partition.become(new PartitionStatus.Stopped("topic " + topic + " was deleted and made again"));
            }
        }
    }

    private void measureLag() throws BrokerUnavailableException {
        List<TopicPartition> ids = new ArrayList<>();
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (LivePartition<?> partition : partitions.all()) {
            if (partition.nextOffset() >= 0) {
                ids.add(partition.id());
                positions.put(partition.id(), partition.nextOffset());
            }
        }
        Map<TopicPartition, Long> ends = catalog.ends(ids);
        lags.keySet().retainAll(ends.keySet());
        ends.forEach((id, end) -> lags.put(id, Math.max(0, end - positions.getOrDefault(id, end))));
    }
}
