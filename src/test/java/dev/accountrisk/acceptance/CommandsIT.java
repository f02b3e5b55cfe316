package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the worker owes to whoever sends commands, on the built jar. */
class CommandsIT {
    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void everyBalanceHoldVerdictAndEventEqualsTheModelAndAReplayChangesNothing() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "commands_equal")) {
            WorkerProcess worker = scenario.startWorker();
            scenario.send(CommandLoad.usual(scenario.topics().commands(), 1, 30_000, 200, start)::forEach);
            scenario.send(
                    RiskLoad.usual(scenario.topics().riskUpdates(), 1, 10_000, 200, start).adding(0.1)::forEach);
            Verdict verdict = scenario.verify();
            RiskUpdatesIT.assertCountsAddUp(worker.outcomes(), verdict.expectedOutcomes());
            worker.close();

            String before = Digest.of(scenario.database());
            scenario.forgetPositions();
            WorkerProcess again = scenario.startWorker();
            scenario.verify();
            assertThat(Digest.of(scenario.database())).as("rows after a second reading").isEqualTo(before);
            assertThat(again.outcomes().getOrDefault("refused", 0L)).as("refused the second time").isZero();
        }
    }

    @Test
    void whatCanBePaidIsFrozenAndNotOneMore() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "commands_coins")) {
            WorkerProcess worker = scenario.startWorker();
            String topic = scenario.topics().commands();
            scenario.send(sender -> {
                sender.accept(command(topic, "rich", "c", "\"CREDIT\",\"amount\":\"61600\""));
                sender.accept(command(topic, "poor", "c", "\"CREDIT\",\"amount\":\"" + 616 * 37 + ".5\""));
                for (String account : List.of("rich", "poor")) {
                    IntStream.range(0, 100)
                            .mapToObj(
                                    task -> command(
                                            topic,
                                            account,
                                            "f" + task,
                                            "\"FREEZE\",\"amount\":\"616\",\"holdId\":\"task-" + task + "\""))
                            .forEach(sender);
                }
            });
            scenario.verify();
            assertThat(worker.outcomes()).isEqualTo(
                    Map.of("applied", 2L + 100 + 37, "refused", 63L, "stale", 0L, "duplicate", 0L, "parked", 0L));
            assertThat(
                    scenario.database()
                            .texts("SELECT DISTINCT reason FROM account_entry WHERE account_uuid = 'poor' AND reason IS NOT NULL"))
                    .containsExactly("INSUFFICIENT_BALANCE");
        }
    }

    @Test
    void aDueHoldExpiresOnceThoughTwoWorkersWatch() {
        try (Scenario scenario = new Scenario(TestServers.shared(), "commands_expiry")) {
            scenario.startWorker();
            scenario.startWorker();
            String topic = scenario.topics().commands();
            long due = System.currentTimeMillis() + 3_000;
            scenario.send(sender -> IntStream.range(0, 200).forEach(number -> {
                String account = "a" + number;
                sender.accept(command(topic, account, "c", "\"CREDIT\",\"amount\":10"));
                sender.accept(
                        command(topic, account, "f", "\"FREEZE\",\"amount\":10,\"holdId\":\"h\",\"expiresAt\":" + due));
            }));
            awaitStates(scenario, Map.of("EXPIRED", 200L));
            scenario.verify();
            assertThat(
                    scenario.database()
                            .number(
                                    "SELECT COUNT(*) FROM account_entry WHERE kind = 'EXPIRE' AND entry_id = 'expire:h'"
                                            + " AND outcome = 'APPLIED'"))
                    .isEqualTo(200);
        }
    }

    private static void awaitStates(Scenario scenario, Map<String, Long> states) {
        await("holds are " + states).atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> states.entrySet()
                        .stream()
                        .allMatch(
                                state -> scenario.database()
                                        .number("SELECT COUNT(*) FROM account_hold WHERE state = '" + state.getKey()
                                                + "'") == state.getValue()));
    }

    @Test
    void oneOfTwoAccountsGetsTheReference() {
        try (Scenario scenario = new Scenario(TestServers.shared(), "commands_open")) {
            scenario.startWorker();
            scenario.startWorker();
            String topic = scenario.topics().commands();
            scenario.send(sender -> IntStream.range(0, 500).forEach(number -> {
                String open = "\"OPEN\",\"externalRef\":\"book-" + number + "\"";
                sender.accept(command(topic, "left-" + number, "o", open));
                sender.accept(command(topic, "right-" + number, "o", open));
            }));
            scenario.verify();
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account")).isEqualTo(500);
        }
    }

    private static LoadRecord command(String topic, String account, String commandId, String typeAndMore) {
        String json = "{\"commandId\":\"%s\",\"accountUuid\":\"%s\",\"type\":%s}"
                .formatted(commandId, account, typeAndMore);
        return new LoadRecord(
                topic,
                account.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8),
                System.currentTimeMillis());
    }
}
