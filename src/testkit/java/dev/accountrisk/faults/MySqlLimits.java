package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.GlobalSettings;
import dev.accountrisk.servers.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** MySQL runs into its limits: no connection is left, or only small packets pass. */
final class MySqlLimits {
    /** Less than a worker accepts. */
    private static final String PACKET_BYTES = "1048576";
    private static final int CONNECTIONS = 10;
    private static final long TAKEN_WITHIN_NANOS = Duration.ofSeconds(5).toNanos();

    private final MySqlServer server;
    private final Scenario scenario;

    private MySqlLimits(MySqlServer server, Scenario scenario) {
        this.server = server;
        this.scenario = scenario;
    }

    static Map<FaultKind, Fault> of(MySqlServer server, Scenario scenario) {
        MySqlLimits faults = new MySqlLimits(server, scenario);
        return Map.of(
                FaultKind.SMALL_PACKETS, Fault.always(faults::takeSmallPackets),
                FaultKind.TOO_MANY_CONNECTIONS, Fault.always(faults::takeConnections));
    }

    /** The sessions that workers open meanwhile keep the small size when it is over. */
    private void takeSmallPackets(SplittableRandom random) throws SQLException {
        try (GlobalSettings settings = GlobalSettings.of(server)) {
            settings.set("max_allowed_packet", PACKET_BYTES);
            try (Connection admin = scenario.database().open()) {
                Sessions.killOthers(admin);
            }
            Fault.pause(3_000, 10_000, random);
        }
    }

    private void takeConnections(SplittableRandom random) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try (Connection admin = scenario.database().open(); Statement statement = admin.createStatement()) {
            String before = most(statement);
            statement.execute("SET GLOBAL max_connections = " + CONNECTIONS);
            try {
                takeAll(admin, taken);
                Fault.pause(3_000, 10_000, random);
            } finally {
                statement.execute("SET GLOBAL max_connections = " + before);
                for (Connection connection : taken) {
                    connection.close();
                }
            }
        }
    }

    private static String most(Statement statement) throws SQLException {
        try (ResultSet value = statement.executeQuery("SELECT @@GLOBAL.max_connections")) {
            value.next();
            return value.getString(1);
        }
    }

    /** The workers want them, too, as soon as theirs are ended. */
    private void takeAll(Connection admin, List<Connection> taken) throws SQLException {
        long beganNanos = System.nanoTime();
        while (taken.size() < CONNECTIONS && System.nanoTime() - beganNanos < TAKEN_WITHIN_NANOS) {
            try {
                taken.add(server.connect(""));
            } catch (SQLException noneLeft) {
                Sessions.killOthers(admin);
            }
        }
    }
}
