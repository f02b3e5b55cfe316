package dev.accountrisk.acceptance;

import static dev.accountrisk.acceptance.StateCheck.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.FakeClock;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brings workers into the states of the run-book. {@link StandingStillIT} has those that need a broker with other settings. */
class WorkerStatesIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestServers servers = TestServers.shared();
    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @TempDir
    private Path folder;

    @Test
    void aWorkerThatRunsAndLosesItsServersOneAfterTheOther() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "cap: 1000\n");
        try (TcpProxy mysql = TcpProxy.to(servers.mysql()); Scenario scenario = new Scenario(servers, "states")) {
            scenario.useMySqlAt(mysql.host(), mysql.port())
                    .useRedisAt("127.0.0.1", closedPort())
                    .with("account-risk.lane", "locked")
                    .with("account-risk.risk.policy-file", policy);
            WorkerProcess worker = scenario.startWorker();
            awaitState(worker, "running");

            send(scenario, 1);
            awaitState(worker, "without Redis");

            Files.writeString(policy, "cap: much\n");
            awaitState(worker, "policy broken");

            mysql.blackhole();
            send(scenario, 2);
            awaitState(worker, "partition waiting");
            awaitState(worker, "database unknown");
            mysql.pass();
            scenario.awaitDrained();

            scenario.recreate(scenario.topics().riskUpdates());
            awaitState(worker, "partition stopped");
        }
    }

    @Test
    void aWorkerWhoseEventsTopicIsGone() throws Exception {
        try (Scenario scenario = new Scenario(servers, "states_outbox")) {
            WorkerProcess worker = scenario.startWorker();
            scenario.kafka().deleteTopic(scenario.topics().events());
            send(scenario, 1);
            awaitState(worker, "outbox blocked");
            scenario.kafka().createTopic(scenario.topics().events(), Scenario.PARTITIONS, Map.of());
            scenario.verify();
        }
    }

    @Test
    void aWorkerThatWaitsForItsTopicsAndIsKilled() {
        try (Scenario scenario = new Scenario(servers, "states_early")
                .with("account-risk.topics.commands", "states_early.not-there")) {
            WorkerProcess early = scenario.newWorker();
            early.start();
            awaitState(early, "starting");
            early.kill();
            awaitState(early, "gone");
        }
    }

    @Test
    void aWorkerThatIsSpareAndTakesPartitionsWhosePositionsAreLocked() throws Exception {
        try (Scenario scenario = new Scenario(servers, servers.kafka(), "states_group", 1);
                Connection locker = servers.mysql().connect("states_group");
                Statement lock = locker.createStatement()) {
            List<WorkerProcess> both = List.of(scenario.startWorker(), scenario.startWorker());
            awaitStableGroup(scenario, both.size());
            // each topic has one partition, and the group gives both to the same worker: nobody chooses to which
            WorkerProcess owner = Eventually.value("one worker has both partitions", SOON, () -> withPartitions(both),
                    found -> found.size() == 1).getFirst();
            WorkerProcess spare = both.getFirst() == owner ? both.getLast() : both.getFirst();
            awaitState(spare, "spare");

            lock.execute("LOCK TABLES consumer_position WRITE");
            // the look-up gives up after the worker's socketTimeout, 15 s, and the owner may need longer to end
            try (Background _ = Background.run(() -> owner.terminate(SOON))) {
                awaitState(spare, "partition opening");
                lock.execute("UNLOCK TABLES");
            }
            awaitState(spare, "running");
        }
    }

    private static List<WorkerProcess> withPartitions(List<WorkerProcess> workers) throws IOException {
        List<WorkerProcess> found = new ArrayList<>();
        for (WorkerProcess worker : workers) {
            if (Samples.sum(worker.metrics(), "account_risk_partitions", "status=\"running\"") > 0) {
                found.add(worker);
            }
        }
        return found;
    }

    /** Returns when the group has so many members, and each has the partitions that it should have. */
    private static void awaitStableGroup(Scenario scenario, int members) {
        String group = scenario.topics().group();
        try (Admin admin = scenario.kafka().admin()) {
            Eventually.await(group + " is stable with " + members + " members", SOON, () -> {
                ConsumerGroupDescription described = Objects.requireNonNull(
                        admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)).get();
                return described.groupState() == GroupState.STABLE && described.members().size() == members;
            });
        }
    }

    @Test
    void aWorkerWithASettingThatCannotBe() {
        try (Scenario scenario = new Scenario(servers, "states_setting").with("account-risk.lane", "sideways")) {
            WorkerProcess worker = scenario.newWorker();
            worker.start();
            Eventually.await("it ends, see " + worker.tail(), SOON, () -> !worker.isAlive());
            awaitState(worker, "start failed");
            assertThat(worker.log()).contains("APPLICATION FAILED TO START", "account-risk.lane");
        }
    }

    @Test
    void aWorkerWhoseClockIsAhead() {
        Optional<FakeClock> clock = FakeClock.find();
        assumeThat(clock).as("a library that changes a process's clock").isPresent();
        try (Scenario scenario = new Scenario(servers, "states_clock")) {
            WorkerProcess worker = scenario.newWorker(clock.get().ahead(Duration.ofMinutes(2)));
            worker.start();
            worker.awaitReady();
            awaitState(worker, "clock differs");
        }
    }

    @Test
    void aWorkerWhoseConsumerDiesOfAnError() {
        try (Scenario scenario = new Scenario(servers, "states_thread")
                .with("spring.kafka.consumer.properties.interceptor.classes", Failpoint.class.getName())) {
            WorkerProcess worker = scenario.newWorker();
            worker.enableFailpoints();
            worker.start();
            worker.awaitReady();
            worker.failNextPoll();
            send(scenario, 1);
            awaitState(worker, "thread dead");
            assertThat(worker.log()).contains(Failpoint.ERROR);
        }
    }

    @Test
    void aWorkerWhoseRelayDiesOfAnError() {
        try (Scenario scenario = new Scenario(servers, "states_relay")
                .with("spring.kafka.producer.properties.interceptor.classes", Failpoint.class.getName())) {
            WorkerProcess worker = scenario.newWorker();
            worker.enableFailpoints();
            worker.start();
            worker.awaitReady();
            worker.failNextSend();
            send(scenario, 1);
            awaitState(worker, "thread dead");
            assertThat(worker.log()).contains(Failpoint.ERROR, "outbox-relay");
        }
    }

    private void send(Scenario scenario, int round) {
        scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), round, 200, 100, start)::forEach);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
