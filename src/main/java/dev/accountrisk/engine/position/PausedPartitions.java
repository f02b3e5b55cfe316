package dev.accountrisk.engine.position;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table {@code paused_partition}: which topics and partitions an operator has paused, and why. */
public final class PausedPartitions {
    private static final String PAUSE = """
            INSERT INTO paused_partition (topic, whole_topic, partition_no, why) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE why = VALUES(why)""";

    private static final String RESUME = "DELETE FROM paused_partition WHERE topic = ? AND whole_topic = ? AND partition_no = ?";

    private static final String READ = "SELECT topic, whole_topic, partition_no, why FROM paused_partition";

    /** What is paused at one moment. */
    public static final class Snapshot {
        private final Map<String, String> topics = new HashMap<>();
        private final Map<String, SortedMap<Integer, String>> partitions = new HashMap<>();

        /** Why a partition is paused, by itself or with its topic. Empty if it is not. */
        public Optional<String> why(String topic, int partition) {
            return Optional.ofNullable(topics.get(topic))
                    .or(() -> Optional
                            .ofNullable(partitions.getOrDefault(topic, Collections.emptySortedMap()).get(partition)));
        }

        /** Whether the topic is paused as a whole. */
        public boolean hasTopic(String topic) {
            return topics.containsKey(topic);
        }

        /** The partitions of a topic that are paused by themselves. */
        public List<Integer> partitionsOf(String topic) {
            return List.copyOf(partitions.getOrDefault(topic, Collections.emptySortedMap()).keySet());
        }
    }

    /** Reads what is paused. */
    public Snapshot readInTx(Connection connection) throws SQLException {
        Snapshot snapshot = new Snapshot();
        try (PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (row.getBoolean(2)) {
                    snapshot.topics.put(row.getString(1), row.getString(4));
                } else {
                    snapshot.partitions.computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                            .put(row.getInt(3), row.getString(4));
                }
            }
        }
        return snapshot;
    }

    /**
     * Pauses a topic or a partition. One that is paused already gets the new reason.
     *
     * @param partition the partition, or null for the whole topic
     */
    public void pauseInTx(Connection connection, String topic, @Nullable Integer partition, String why)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAUSE)) {
            bindKey(statement, topic, partition);
            statement.setString(4, why);
            statement.executeUpdate();
        }
    }

    /** Resumes a topic or a partition; returns whether it was paused. */
    public boolean resumeInTx(Connection connection, String topic, @Nullable Integer partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RESUME)) {
            bindKey(statement, topic, partition);
            return switch (statement.executeUpdate()) {
                case 0 -> false;
                case 1 -> true;
                default -> throw new IllegalStateException("bug: the key of paused_partition is not unique");
            };
        }
    }

    private static void bindKey(PreparedStatement statement, String topic, @Nullable Integer partition)
            throws SQLException {
        statement.setString(1, topic);
        statement.setBoolean(2, partition == null);
        statement.setInt(3, partition == null ? 0 : partition);
    }
}
