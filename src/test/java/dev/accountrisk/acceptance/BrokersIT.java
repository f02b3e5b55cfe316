package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.Outcome;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.KafkaCluster;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers lose leaders, a controller and each other under two workers and a steady load. Nothing is lost, nothing restarted. */
class BrokersIT {
    private static final int PARTITIONS = 6;
    private static final int MORE_PARTITIONS = 9;
    private static final int UPDATES_PER_SECOND = 500;
    private static final int COMMANDS_PER_SECOND = 200;
    private static final int MANY = 1_000_000;
    /** A quiet machine needs a fraction of it, most of which the controllers wait before they believe that a broker is gone. */
    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(90);
    /** Longer than the controllers wait for a broker. */
    private static final Duration ISOLATED_FOR = Duration.ofSeconds(14);

    @TempDir
    private static Path folder;
    private static TestServers servers;
    private static KafkaCluster kafka;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @BeforeAll
    static void startServers() {
        servers = TestServers.shared();
        assumeThat(servers.kind()).as("a cluster needs processes").isEqualTo("local processes");
        kafka = KafkaCluster.start(folder);
    }

    @AfterAll
    static void stopServers() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @BeforeEach
    void makeWholeFirst() {
        makeWhole();
    }

    @Test
    void whateverHappensToOneBrokerTheRowsEqualTheTopics() throws Exception {
        try (Scenario scenario = new Scenario(servers, kafka, "brokers", PARTITIONS)) {
            List<WorkerProcess> workers = List.of(scenario.startWorker(), scenario.startWorker());
            TopicPartition watched = new TopicPartition(scenario.topics().riskUpdates(), 0);
            try (var _ = load(scenario, 0.02)) {
                for (int kill = 0; kill < 3; kill++) {
                    killAndRestart(scenario, "leader killed", kafka.leader(watched));
                }
                killAndRestart(scenario, "controller killed", kafka.controller());
                int isolated = kafka.leader(watched);
                loseLeader(scenario, "leader isolated", isolated, () -> kafka.broker(isolated).freeze());
                Pause.exactly(ISOLATED_FOR);
                kafka.broker(isolated).thaw();
                makeWhole();
                kafka.roll();
            }
            checkCounters(scenario, scenario.verify());
            assertNothingStopped(workers);
        }
    }

    /** Only updates that set a risk: keys move to other partitions, and no order between those changes what such updates make. */
    @Test
    void partitionsAreAddedUnderLoad() throws Exception {
        try (Scenario scenario = new Scenario(servers, kafka, "more_partitions", PARTITIONS)) {
            List<WorkerProcess> workers = List.of(scenario.startWorker(), scenario.startWorker());
            String updates = scenario.topics().riskUpdates();
            try (var _ = load(scenario, 0)) {
                awaitApplied(scenario, Map.of(updates + "-0", 1L));
                addPartitions(updates);
                // a producer that has not heard of the new partitions yet sends to the old ones
                try (var _ = load(scenario, 0)) {
                    awaitApplied(scenario, Map.of(updates + "-" + (MORE_PARTITIONS - 1), 1L));
                    killAndRestart(scenario, "leader of a new partition killed",
                            kafka.leader(new TopicPartition(updates, MORE_PARTITIONS - 1)));
                }
            }
            checkCounters(scenario, scenario.verify());
            assertNothingStopped(workers);
        }
    }

    private static void assertNothingStopped(List<WorkerProcess> workers) {
        for (WorkerProcess worker : workers) {
            assertThat(worker.isAlive()).isTrue();
            assertThat(worker.log()).doesNotContain("partition stopped");
        }
    }

    private static void killAndRestart(Scenario scenario, String what, int broker) {
        loseLeader(scenario, what, broker, () -> kafka.broker(broker).kill());
        makeWhole();
    }

    private static void makeWhole() {
        kafka.start();
        kafka.awaitWhole();
    }

    /** Breaks a broker, and returns once records of every partition are applied that arrived after new leaders were elected. */
    private static void loseLeader(Scenario scenario, String what, int broker, Runnable breaking) {
        List<TopicPartition> led = Eventually
                .value("where the logs end", RECOVERED_WITHIN, scenario::ends, ends -> true)
                .keySet()
                .stream()
                .map(BrokersIT::partition)
                .filter(id -> kafka.leader(id) == broker)
                .toList();
        long beganNanos = System.nanoTime();
        breaking.run();
        Eventually.await("every partition has another leader", RECOVERED_WITHIN,
                () -> led.stream().map(kafka::leader).allMatch(leader -> leader > 0 && leader != broker));
        long electedNanos = System.nanoTime();
        Map<String, Long> next = new HashMap<>(
                Eventually.value("where the logs end", RECOVERED_WITHIN, scenario::ends, ends -> true));
        next.replaceAll((partition, end) -> end + 1);
        awaitApplied(scenario, next);
        Duration recovered = Duration.ofNanos(System.nanoTime() - beganNanos);
        System.out.printf("%s: broker %d led %d partitions, new leaders after %d ms, records applied after %d ms%n",
                what,
                broker, led.size(), Duration.ofNanos(electedNanos - beganNanos).toMillis(), recovered.toMillis());
        assertThat(recovered).as("time to recovery").isLessThan(RECOVERED_WITHIN);
    }

    private static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    private static void awaitApplied(Scenario scenario, Map<String, Long> offsets) {
        Eventually.await("applied to " + offsets, RECOVERED_WITHIN, () -> {
            Map<String, Long> positions = scenario.database().positions();
            return offsets.entrySet()
                    .stream()
                    .allMatch(offset -> positions.getOrDefault(offset.getKey(), 0L) >= offset.getValue());
        });
    }

    private static void addPartitions(String topic) throws Exception {
        try (Admin admin = kafka.admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(MORE_PARTITIONS))).all().get();
        }
        Eventually.await("the new partitions have leaders", RECOVERED_WITHIN,
                () -> kafka.leader(new TopicPartition(topic, MORE_PARTITIONS - 1)) > 0);
    }

    /** Sends both kinds of records at a steady rate until it is closed. */
    private AutoCloseable load(Scenario scenario, double addShare) {
        int round = scenario.nextRound();
        RiskLoad updates = RiskLoad.usual(scenario.topics().riskUpdates(), round, MANY, 3_000, start).adding(addShare);
        CommandLoad commands = CommandLoad.usual(scenario.topics().commands(), round, MANY, 300, start);
        AtomicBoolean over = new AtomicBoolean();
        Background risks = Background.run(() -> send(scenario, updates::forEach, UPDATES_PER_SECOND, over));
        Background orders = Background.run(() -> send(scenario, commands::forEach, COMMANDS_PER_SECOND, over));
        return () -> {
            over.set(true);
            risks.close();
            orders.close();
        };
    }

    private static void send(Scenario scenario, Consumer<Consumer<LoadRecord>> load, int perSecond,
            AtomicBoolean over) {
        long beganNanos = System.nanoTime();
        long[] number = new long[1];
        scenario.send(sender -> load.accept(record -> {
            if (!over.get()) {
                long dueNanos = beganNanos + number[0]++ * 1_000_000_000 / perSecond;
                Pause.exactly(Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime())));
                sender.accept(record);
            }
        }));
    }

    /** A record that is read again after a leader was lost counts once, because its position counts it. */
    private static void checkCounters(Scenario scenario, Verdict verdict) {
        for (Outcome outcome : List.of(Outcome.APPLIED, Outcome.DUPLICATE, Outcome.REFUSED, Outcome.PARKED)) {
            assertThat(
                    counted(scenario, scenario.topics().commands(), outcome.name().toLowerCase(Locale.ROOT)))
                    .as("commands that were " + outcome)
                    .isEqualTo(verdict.model().commandOutcomes().getOrDefault(outcome, 0L));
        }
        assertThat(counted(scenario, scenario.topics().riskUpdates(), "applied + stale + duplicate + refused + parked"))
                .as("updates")
                .isEqualTo(verdict.model().riskOutcomes().values().stream().mapToLong(Long::longValue).sum());
    }

    private static long counted(Scenario scenario, String topic, String columns) {
        return scenario.database()
                .number("SELECT SUM(" + columns + ") FROM consumer_position WHERE topic = '" + topic + "'");
    }
}
