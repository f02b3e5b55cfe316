package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How long it takes from a record's arrival at the broker, by its timestamp, until the position of its partition has passed it. Both clocks are
 * this machine's if the servers run here.
 */
final class ArrivalTimes implements AutoCloseable {
    private static final String POSITIONS = "SELECT topic, partition_no, next_offset FROM consumer_position";

    private final PreparedStatement positions;
    private final Map<TopicPartition, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<Place, Long> arrivals = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> seen = new HashMap<>();
    private final List<Double> millis = new ArrayList<>();

    private record Place(TopicPartition partition, long offset) {}

    ArrivalTimes(Connection connection) throws SQLException {
        this.positions = connection.prepareStatement(POSITIONS);
    }

    /**
     * Notes a record that the broker has.
     *
     * @param counts whether its time is to be measured
     */
    void arrived(RecordMetadata record, boolean counts) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        acknowledged.merge(partition, record.offset() + 1, Math::max);
        if (counts) {
            arrivals.put(new Place(partition, record.offset()), record.timestamp());
        }
    }

    /** Reads the positions. */
    void look() throws SQLException {
        try (ResultSet row = positions.executeQuery()) {
            long nowMillis = System.currentTimeMillis();
            while (row.next()) {
                TopicPartition partition = new TopicPartition(row.getString(1), row.getInt(2));
                long next = row.getLong(3);
                for (long offset = seen.getOrDefault(partition, 0L); offset < next; offset++) {
                    Long arrived = arrivals.remove(new Place(partition, offset));
                    if (arrived != null) {
                        millis.add((double) Math.max(0, nowMillis - arrived));
                    }
                }
                seen.put(partition, next);
            }
        }
    }

    /** How many partitions have a position. */
    int partitions() {
        return seen.size();
    }

    /** How many records are committed, by the newest look. */
    long committed() {
        return seen.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether records that the broker has are not committed. */
    boolean isBehind() {
        return acknowledged.entrySet().stream().anyMatch(end -> seen.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    /** The times so far, sorted. */
    double[] sortedMillis() {
        return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    @Override
    public void close() throws SQLException {
        positions.close();
    }
}
