package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.acceptance.WorkerProcess;
import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.servers.ManagedServer;
import dev.accountrisk.servers.MySqlPackets;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Does one fault and undoes it. */
final class FaultInjector {
    private static final Duration POINT_REACHED_WITHIN = Duration.ofSeconds(15);

    private final TestServers servers;
    private final TcpProxy mysqlProxy;
    private final Scenario scenario;
    private final Fleet fleet;

    FaultInjector(TestServers servers, TcpProxy mysqlProxy, Scenario scenario, Fleet fleet) {
        this.servers = servers;
        this.mysqlProxy = mysqlProxy;
        this.scenario = scenario;
        this.fleet = fleet;
    }

    /**
     * Returns when the fault is undone. The workers may still be recovering.
     *
     * @return false if there was no opportunity for it
     */
    boolean inject(FaultKind kind, SplittableRandom random) {
        Optional<EngineStep> point = kind.step();
        if (point.isPresent()) {
            return fleet.killAfter(point.get(), POINT_REACHED_WITHIN, random);
        }
        switch (kind) {
            case KILL_WORKER -> fleet.kill(random);
            case STOP_WORKER -> fleet.stop(random);
            case FREEZE_WORKER -> freezeWorker(random);
            case REBALANCE_STORM -> storm(random);
            case KILL_MYSQL -> restart(servers.mysql(), random);
            case FREEZE_MYSQL -> freeze(servers.mysql(), 2_000, 8_000, random);
            case KILL_CONNECTIONS -> killConnections();
            case RESET_MYSQL -> mysqlProxy.resetAll();
            case LOSE_COMMIT -> cut(false, random);
            case LOSE_COMMIT_ANSWER -> cut(true, random);
            case BLACKHOLE_MYSQL -> blackhole(random);
            case SLOW_MYSQL -> slow(random);
            case FLUSH_REDIS -> flush(random);
            case KILL_REDIS -> restart(servers.redis(), random);
            case FREEZE_REDIS -> freeze(servers.redis(), 1_000, 6_000, random);
            case KILL_BROKER -> restart(servers.kafka(), random);
            case FREEZE_BROKER -> freeze(servers.kafka(), 1_000, 8_000, random);
            case RECREATE_TOPIC -> scenario.recreate(scenario.topics().riskUpdates());
            default -> throw new IllegalArgumentException("nobody knows how to do " + kind);
        }
        return true;
    }

    /** Restores every process and connection, whatever state an interrupted fault has left. */
    void heal() {
        mysqlProxy.pass();
        for (ManagedServer server : List.of(servers.mysql(), servers.redis(), servers.kafka())) {
            server.start();
        }
    }

    private void freezeWorker(SplittableRandom random) {
        WorkerProcess sleeper = fleet.freeze(random);
        try {
            between(7_000, 14_000, random);
        } finally {
            fleet.thaw(sleeper);
        }
    }

    private void storm(SplittableRandom random) {
        try (WorkerProcess guest = fleet.oneMore()) {
            guest.awaitReady();
            between(200, 3_000, random);
            if (random.nextBoolean()) {
                guest.terminate(Duration.ofSeconds(45));
            }
        }
    }

    private static void restart(ManagedServer server, SplittableRandom random) {
        server.kill();
        between(0, 3_000, random);
        server.start();
    }

    private static void freeze(ManagedServer server, int leastMillis, int mostMillis, SplittableRandom random) {
        server.freeze();
        try {
            between(leastMillis, mostMillis, random);
        } finally {
            server.thaw();
        }
    }

    private void killConnections() {
        scenario.database()
                .texts(
                        "SELECT processlist_id FROM performance_schema.threads WHERE processlist_db = DATABASE() AND processlist_id <> CONNECTION_ID()")
                .forEach(this::killConnection);
    }

    private void killConnection(String id) {
        try {
            scenario.database().execute("KILL " + id);
        } catch (IllegalStateException goneAlready) {
            // it ended by itself between the list and the kill
        }
    }

    private void cut(boolean afterCommit, SplittableRandom random) {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int before = mysqlProxy.cuts();
            if (afterCommit) {
                mysqlProxy.loseAnswerTo(MySqlPackets.commit());
            } else {
                mysqlProxy.lose(MySqlPackets.commit());
            }
            Pause.until(Duration.ofSeconds(20), () -> mysqlProxy.cuts() > before);
        }
        mysqlProxy.pass();
    }

    private void blackhole(SplittableRandom random) {
        mysqlProxy.blackhole();
        try {
            between(2_000, 10_000, random);
        } finally {
            mysqlProxy.pass();
        }
    }

    private void slow(SplittableRandom random) {
        mysqlProxy.delay(Duration.ofMillis(5 + random.nextInt(40)));
        try {
            between(1_000, 5_000, random);
        } finally {
            mysqlProxy.pass();
        }
    }

    private void flush(SplittableRandom random) {
        for (int times = 0; times < 5; times++) {
            servers.redis().flushAll();
            between(0, 500, random);
        }
    }

    private static void between(int leastMillis, int mostMillis, SplittableRandom random) {
        Pause.exactly(Duration.ofMillis(random.nextInt(leastMillis, mostMillis)));
    }
}
