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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    void aWorkerThatTakesPartitionsWhileMySqlIsSilentAndOneThatGetsNone() throws IOException {
        try (TcpProxy mysql = TcpProxy.to(servers.mysql());
                Scenario scenario = new Scenario(servers, servers.kafka(), "states_group", 1)) {
            WorkerProcess other = scenario.startWorker();
            scenario.useMySqlAt(mysql.host(), mysql.port());
            WorkerProcess worker = scenario.startWorker();
            // the group decides who has the partitions, and it must be the other one
            while (hasPartitions(worker)) {
                worker.terminate(SOON);
                worker.start();
                worker.awaitReady();
            }
            mysql.blackhole();
            other.terminate(SOON);
            awaitState(worker, "partition opening");
            mysql.pass();

            WorkerProcess third = scenario.startWorker();
            // each topic has one partition
            WorkerProcess spare = hasPartitions(third) ? worker : third;
            awaitState(spare, "spare");
        }
    }

    private static boolean hasPartitions(WorkerProcess worker) throws IOException {
        return Samples.sum(worker.metrics(), "account_risk_partitions", "status=\"running\"") > 0;
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
