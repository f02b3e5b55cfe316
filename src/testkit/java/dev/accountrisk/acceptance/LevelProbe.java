package dev.accountrisk.acceptance;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.LoadRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** An account that shows which level the worker gives to a risk at this moment. */
final class LevelProbe {
    private static final String ACCOUNT = "level-probe";

    private final Scenario scenario;
    private final long startMillis = System.currentTimeMillis();
    private int sent;

    LevelProbe(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Sends the risk, waits until it is stored, and returns its level. */
    String levelOf(double risk) {
        long time = startMillis + ++sent;
        String eventId = "probe-" + sent;
        String json = "{\"eventId\":\"%s\",\"accountUuid\":\"%s\",\"risk\":%s,\"occurredAt\":%d}"
                .formatted(eventId, ACCOUNT, risk, time);
        scenario.send(
                sender -> sender.accept(
                        new LoadRecord(
                                scenario.topics().riskUpdates(),
                                ACCOUNT.getBytes(StandardCharsets.UTF_8),
                                json.getBytes(StandardCharsets.UTF_8),
                                time)));
        List<String> levels = await(eventId + " is stored").atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> scenario.database()
                        .texts("SELECT level FROM account_risk WHERE last_event_id = '" + eventId + "'"),
                        rows -> !rows.isEmpty());
        return levels.getFirst();
    }
}
