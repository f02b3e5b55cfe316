package dev.accountrisk.local;

import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Looks at a worker from outside: its metrics, its tables and its lag. */
final class WorkerView implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final MySqlAddress mysql;
    private final String database;
    private final int partitions;
    private final HttpRequest metrics;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Admin admin;

    WorkerView(TestServers servers, MySqlAddress mysql, String database, int partitions, URI metrics) {
        this.mysql = mysql;
        this.database = database;
        this.partitions = partitions;
        this.metrics = HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build();
        this.admin = servers.kafka().admin();
    }

    Snapshot look() throws IOException, InterruptedException, SQLException, ExecutionException {
        try (var connection = mysql.connect(database)) {
            Map<TopicPartition, Long> positions = positions(connection);
            return new Snapshot(OutcomeMetrics.parse(http.send(metrics, HttpResponse.BodyHandlers.ofString()).body()),
                    count(connection, "account_risk"), count(connection, "account_balance"), lag(positions));
        }
    }

    @Override
    public void close() {
        admin.close(TIMEOUT);
        http.shutdownNow();
    }

    private long lag(Map<TopicPartition, Long> positions) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = Stream.of(FeedRecord.Kind.values())
                .flatMap(kind -> IntStream.range(0, partitions)
                        .mapToObj(number -> new TopicPartition(kind.topic(), number)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long lag = 0;
        for (var end : admin.listOffsets(wanted).all().get().entrySet()) {
            lag += end.getValue().offset() - positions.getOrDefault(end.getKey(), 0L);
        }
        return lag;
    }

    private static Map<TopicPartition, Long> positions(Connection connection) throws SQLException {
        var positions = new HashMap<TopicPartition, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT topic, partition_no, next_offset FROM consumer_position")) {
            while (rows.next()) {
                positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        return positions;
    }

    /** Parked records in the order in which they were parked. */
    List<ParkedLines.Parked> parkedAfter(long id, int most) throws SQLException {
        var parked = new ArrayList<ParkedLines.Parked>();
        try (var connection = mysql.connect(database);
                var statement = connection.prepareStatement("SELECT id, source_topic, source_partition, source_offset,"
                        + " reason, detail FROM parked_record WHERE id > ? ORDER BY id LIMIT ?")) {
            statement.setLong(1, id);
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.add(new ParkedLines.Parked(rows.getLong(1), rows.getString(2), rows.getInt(3),
                            rows.getLong(4), rows.getString(5), rows.getString(6)));
                }
            }
        }
        return parked;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The view at one moment. */
    record Snapshot(Map<String, Long> outcomes, long riskRows, long balanceRows, long lag) {

        static final List<String> OUTCOMES = List.of("applied", "stale", "duplicate", "refused", "parked",
                "ignored");

        long of(String outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        /** Every record consumed ends as exactly one of these. */
        long consumed() {
            return OUTCOMES.stream().mapToLong(this::of).sum();
        }
    }
}
