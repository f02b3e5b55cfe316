package dev.accountrisk.cluster;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.model.LogEnds;
import dev.accountrisk.model.WorkerDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The servers that a cluster's workers use, reached from outside the cluster. */
final class ClusterServers implements AutoCloseable {
    static final String UPDATES = "account.risk.updates";
    static final String COMMANDS = "account.commands";
    static final String EVENTS = "account.events";
    static final String PARKED = "account.parked";
    static final int PARTITIONS = 6;
    static final String DATABASE = "account_risk";
    /** The password in {@code overlays/local}. */
    private static final String PASSWORD = "local";
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(3);
    /** The load's times lie near the present: the broker must not take them for old. */
    private static final Map<String, String> TOPIC_SETTINGS = Map.of("retention.ms", "-1", "max.message.bytes",
            "1100000");

    private final String mysql;
    private final String kafka;
    private final String user;
    private final String password;
    private final Admin admin;

    private ClusterServers(String mysql, String kafka, String user, String password) {
        this.mysql = mysql;
        this.kafka = kafka;
        this.user = user;
        this.password = password;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
    }

    /** The servers that the environment names. */
    static ClusterServers fromEnvironment() {
        Map<String, String> environment = System.getenv();
        return new ClusterServers(
                Objects.requireNonNull(environment.get("MYSQL"), "MYSQL names MySQL, as host:port"),
                Objects.requireNonNull(environment.get("KAFKA"), "KAFKA names a broker, as host:port"),
                environment.getOrDefault("MYSQL_USER", "root"),
                environment.getOrDefault("MYSQL_PASSWORD", ""));
    }

    String bootstrapServers() {
        return kafka;
    }

    WorkerDatabase database() {
        return new WorkerDatabase(url(DATABASE), user, password);
    }

    void prepare() throws IOException, SQLException, InterruptedException, ExecutionException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            for (String schema : schemas()) {
                statement.execute("DROP DATABASE IF EXISTS " + schema);
            }
            statement.execute("CREATE DATABASE " + DATABASE);
            DatabaseUsers users = new DatabaseUsers(connection, DATABASE, DatabaseUsers.DIR);
            users.create();
            for (String name : List.of(DatabaseUsers.WORKER, DatabaseUsers.JOBS, DatabaseUsers.MIGRATION,
                    DatabaseUsers.CONSOLE)) {
                users.open(name, PASSWORD);
            }
        }
        deleteTopics();
        admin.createTopics(topics().map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                .configs(TOPIC_SETTINGS)).toList()).all().get();
    }

    void grant(Path scripts) throws IOException, SQLException {
        try (Connection connection = connect("")) {
            DatabaseUsers users = new DatabaseUsers(connection, DATABASE, scripts);
            users.grant();
            users.grantBackfill();
        }
    }

    /** Every column of every row, or an empty text if it is no query. */
    String sql(String text) throws SQLException {
        StringBuilder answer = new StringBuilder();
        try (Connection connection = connect(DATABASE); Statement statement = connection.createStatement()) {
            if (statement.execute(text)) {
                ResultSet row = statement.getResultSet();
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int column = 1; column <= columns; column++) {
                        answer.append(row.getString(column)).append(column < columns ? '\t' : '\n');
                    }
                }
            }
        }
        return answer.toString();
    }

    /** Waits until every record is applied, no due hold waits for its end, and the outbox is empty. */
    void awaitDrained() {
        try (LogEnds ends = new LogEnds(admin, List.of(UPDATES, COMMANDS))) {
            await("everything is applied and has left").atMost(DRAINED_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> isDrained(ends.now()));
        }
    }

    private boolean isDrained(Map<String, Long> ends) {
        Map<String, Long> positions = database().positions();
        return ends.entrySet()
                .stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L).equals(end.getValue()))
                && database().number("SELECT COUNT(*) FROM outbox") == 0 && dueHolds() == 0;
    }

    /** Open holds that are due on accounts that nothing holds back. */
    private long dueHolds() {
        return database().number("SELECT COUNT(*) FROM account_hold h WHERE h.state = 'OPEN' AND h.expires_at <= "
                + System.currentTimeMillis() + " AND NOT EXISTS (SELECT 1 FROM parked_record p"
                + " WHERE p.account_uuid = h.account_uuid AND p.state = 'PARKED' AND p.reason <> 'CONFLICT'"
                + " AND p.source_topic = '" + COMMANDS + "')");
    }

    void remove() throws SQLException, InterruptedException, ExecutionException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            for (String schema : schemas()) {
                statement.execute("DROP DATABASE IF EXISTS " + schema);
            }
            for (String name : List.of(DatabaseUsers.WORKER, DatabaseUsers.JOBS, DatabaseUsers.REBUILD,
                    DatabaseUsers.MIGRATION, DatabaseUsers.CONSOLE)) {
                statement.execute("DROP USER IF EXISTS '" + name + "'@'%'");
            }
        }
        deleteTopics();
    }

    private void deleteTopics() throws InterruptedException, ExecutionException {
        List<String> there = admin.listTopics().names().get().stream().filter(topics().toList()::contains).toList();
        if (!there.isEmpty()) {
            admin.deleteTopics(there).all().get();
            await("the topics are gone").atMost(Duration.ofSeconds(30))
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(there::contains));
        }
    }

    private static Stream<String> topics() {
        return Stream.of(UPDATES, COMMANDS, EVENTS, PARKED);
    }

    private static List<String> schemas() {
        return List.of(DATABASE, DATABASE + "_shadow", DATABASE + "_replaced");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    private String url(String database) {
        return "jdbc:mysql://" + mysql + "/" + database + "?allowPublicKeyRetrieval=true";
    }

    @Override
    public void close() {
        admin.close();
    }
}
