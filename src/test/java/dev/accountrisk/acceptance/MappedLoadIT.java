package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.Outcome;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load of both topics in another form: what a worker makes of it equals the model, to the last digit.
 * {@code -Daccountrisk.mapped-records=1000000} sends more.
 */
class MappedLoadIT {
    private static final int RECORDS = Integer.getInteger("accountrisk.mapped-records", 30_000);
    private static final int COMMANDS = RECORDS / 5;
    private static final int FOR_ANOTHER_EVERY = 50;
    private static final int UNFIT_KEY_EVERY = 1_000;
    private static final Duration COUNTED_WITHIN = Duration.ofMinutes(1);

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @TempDir
    private Path folder;

    @Test
    void rowsJournalEventsAndCountsEqualTheModel() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "mapped_load")) {
            OtherForm form = new OtherForm(scenario.topics().commands());
            scenario.with("account-risk.mappings.risk-updates", write("risk.yaml", OtherForm.RISK_UPDATES))
                    .with("account-risk.mappings.commands", write("commands.yaml", OtherForm.COMMANDS))
                    .reading(form::back);
            WorkerProcess worker = scenario.startWorker();
            RiskLoad updates = RiskLoad.usual(scenario.topics().riskUpdates(), 1, RECORDS - COMMANDS, 10_000, start)
                    .adding(0.05)
                    .inSequence();
            CommandLoad commands = CommandLoad.usual(scenario.topics().commands(), 1, COMMANDS, 500, start);
            scenario.send(sender -> updates.forEach(new Translator(form, sender)));
            scenario.send(sender -> commands.forEach(new Translator(form, sender)));

            Verdict verdict = scenario.verify();
            assertCounts(scenario, worker, verdict);
        }
    }

    /** A {@code SET} that is overtaken within its own batch may be counted as applied, stale or duplicate. */
    private static void assertCounts(Scenario scenario, WorkerProcess worker, Verdict verdict) {
        Map<Outcome, Long> expected = verdict.expectedOutcomes();
        long refused = expected.getOrDefault(Outcome.REFUSED, 0L);
        long parked = expected.getOrDefault(Outcome.PARKED, 0L);
        long others = expected.values().stream().mapToLong(Long::longValue).sum() - refused - parked;
        assertThat(List.of(refused, parked, others, verdict.ignored())).as("there are records of each kind")
                .allMatch(count -> count > 0);

        await("the worker has counted all").atMost(COUNTED_WITHIN)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(grouped(worker.outcomes()))
                        .isEqualTo(Map.of("refused", refused, "parked", parked, "ignored", verdict.ignored(), "others",
                                others)));
        assertThat(scenario.database()
                .texts("SELECT CONCAT_WS(' ', SUM(refused), SUM(parked), SUM(ignored), SUM(applied + stale + duplicate))"
                        + " FROM consumer_position"))
                .containsExactly(refused + " " + parked + " " + verdict.ignored() + " " + others);
    }

    private static Map<String, Long> grouped(Map<String, Long> outcomes) {
        return Map.of("refused", outcomes.getOrDefault("refused", 0L), "parked", outcomes.getOrDefault("parked", 0L),
                "ignored", outcomes.getOrDefault("ignored", 0L), "others",
                outcomes.getOrDefault("applied", 0L) + outcomes.getOrDefault("stale", 0L)
                        + outcomes.getOrDefault("duplicate", 0L));
    }

    /** Sends each record in the other form; some once more for another reader, and some once more under a key that does not fit. */
    private static final class Translator implements Consumer<LoadRecord> {
        private final OtherForm form;
        private final Consumer<LoadRecord> sender;
        private int sent;

        Translator(OtherForm form, Consumer<LoadRecord> sender) {
            this.form = form;
            this.sender = sender;
        }

        @Override
        public void accept(LoadRecord plain) {
            LoadRecord other = form.of(plain, OtherForm.FOR_THE_WORKER);
            sender.accept(other);
            sent++;
            if (sent % FOR_ANOTHER_EVERY == 0) {
                sender.accept(form.of(plain, OtherForm.FOR_ANOTHER));
            }
            if (sent % UNFIT_KEY_EVERY == 0) {
                sender.accept(OtherForm.underUnfitKey(other));
            }
        }
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
