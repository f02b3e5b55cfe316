package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.ingest.partition.LivePartition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Measures how many records lie between each partition's position and the end of its log, and what may not be read. */
final class LagMeter {
    private final TopicLogs logs;
    private final OpenTransactions transactions = new OpenTransactions();
    private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();

    LagMeter(TopicLogs logs) {
        this.logs = logs;
    }

    /** The lags as last measured. */
    Map<TopicPartition, Long> lags() {
        return Map.copyOf(lags);
    }

    /** The open transactions as last measured. */
    OpenTransactions transactions() {
        return transactions;
    }

    void measure(Collection<LivePartition<?>> partitions, long nowNanos) throws BrokerException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> partition.life()
                .appliedOffset()
                .ifPresent(offset -> positions.put(partition.id(), offset)));
        Map<TopicPartition, Long> uncommitted = logs.endsWithOpenTransactions(positions.keySet());
        Map<TopicPartition, Long> ends = logs.ends(positions.keySet());
        transactions.look(ends, uncommitted, nowNanos);
        lags.keySet().retainAll(ends.keySet());
        ends.forEach((id, end) -> lags.put(id, Math.max(0, end - positions.getOrDefault(id, end))));
    }
}
