package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.MySqlPackets;
import dev.accountrisk.servers.TcpProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** What happens on the way to MySQL: connections end, packets are lost, held and late. */
final class ConnectionFaults {
    private static final Duration CUT_WITHIN = Duration.ofSeconds(20);

    private final TcpProxy proxy;
    private final Scenario scenario;

    private ConnectionFaults(TcpProxy proxy, Scenario scenario) {
        this.proxy = proxy;
        this.scenario = scenario;
    }

    static Map<FaultKind, Fault> of(TcpProxy proxy, Scenario scenario) {
        ConnectionFaults faults = new ConnectionFaults(proxy, scenario);
        return Map.of(
                FaultKind.KILL_CONNECTIONS, Fault.always(random -> faults.killConnections()),
                FaultKind.RESET_MYSQL, Fault.always(random -> proxy.resetAll()),
                FaultKind.LOSE_COMMIT, Fault.always(random -> faults.cut(false, random)),
                FaultKind.LOSE_COMMIT_ANSWER, Fault.always(random -> faults.cut(true, random)),
                FaultKind.BLACKHOLE_MYSQL, Fault.always(faults::blackhole),
                FaultKind.SLOW_MYSQL, Fault.always(faults::slow));
    }

    private void killConnections() throws SQLException {
        try (Connection admin = scenario.database().open()) {
            Sessions.killOthers(admin);
        }
    }

    private void cut(boolean afterCommit, SplittableRandom random) {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int before = proxy.cuts();
            if (afterCommit) {
                proxy.loseAnswerTo(MySqlPackets.commit());
            } else {
                proxy.lose(MySqlPackets.commit());
            }
            Pause.until(CUT_WITHIN, () -> proxy.cuts() > before);
        }
        proxy.pass();
    }

    private void blackhole(SplittableRandom random) {
        proxy.blackhole();
        try {
            Fault.pause(2_000, 10_000, random);
        } finally {
            proxy.pass();
        }
    }

    private void slow(SplittableRandom random) {
        proxy.delay(Duration.ofMillis(5 + random.nextInt(40)));
        try {
            Fault.pause(1_000, 5_000, random);
        } finally {
            proxy.pass();
        }
    }
}
