package dev.accountrisk.acceptance;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.Checkers;
import dev.accountrisk.model.ContractModel;
import dev.accountrisk.model.EventLog;
import dev.accountrisk.model.Findings;
import dev.accountrisk.model.LogRecord;
import dev.accountrisk.model.ModelComparison;
import dev.accountrisk.model.Outcome;
import dev.accountrisk.model.ParkedTopic;
import dev.accountrisk.model.TopicReader;
import dev.accountrisk.schemas.SchemaCheck;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** The result of a scenario: the topics are read into the model, and everything that the workers wrote is compared with it. */
public final class Verdict {
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);
    private static final Pattern LOST_TO_THE_DATABASE = Pattern.compile(
            "Duplicate entry|Lock wait timeout exceeded|Deadlock found"
                    + "|(?i:error|code|errno)\\W{0,5}(?:1062|1205|1213)\\b");

    private final Scenario scenario;
    private final TopicReader reader;
    private final Findings findings = new Findings();
    private final SchemaCheck schemas = new SchemaCheck(findings);
    private final ContractModel model;
    private long ignored;

    Verdict(Scenario scenario) {
        this.scenario = scenario;
        this.reader = new TopicReader(scenario.kafka().bootstrapServers());
        this.model = new ContractModel(scenario.modelSettings(), scenario.database());
    }

    void reach() {
        Map<LogRecord, Boolean> parked = new HashMap<>();
        Map<String, Long> ends = reader.forEach(scenario.sources(), record -> {
            LogRecord seen = TopicReader.logRecord(record);
            model.use(scenario.policyFor(seen));
            scenario.asTheModelReads(seen).ifPresentOrElse(read -> {
                if (model.accept(read) == Outcome.PARKED) {
                    parked.put(seen, true);
                } else {
                    schemas.input(scenario.topics(), read);
                }
            }, () -> ignored++);
        });
        Checkers.check(scenario.database(), findings);
        if (scenario.modelSettings().policy().halfLifeMillis() == 0) {
            ModelComparison.compare(model, scenario.database(), ends, findings);
        } else {
            ModelComparison.compareFading(model, scenario.database(), ends, findings);
        }
        told(parked.keySet().stream().toList());
        reader.forEach(List.of(scenario.topics().events()), schemas::event);
        reader.forEach(List.of(scenario.topics().parked()), schemas::parked);
        logs();
    }

    /** Waits for events and parked records, because they leave after the commit, and reports what is wrong at the end. */
    private void told(List<LogRecord> parked) {
        Findings[] last = {new Findings()};
        try {
            await("every event has arrived").atMost(TOLD_WITHIN).ignoreExceptions().until(() -> {
                Findings found = new Findings();
                last[0] = found;
                EventLog events = new EventLog(found);
                reader.forEach(List.of(scenario.topics().events()), events::accept);
                events.compare(model);
                ParkedTopic topic = new ParkedTopic(found);
                parked.forEach(topic::source);
                reader.forEach(List.of(scenario.topics().parked()), topic::accept);
                topic.compare(model);
                return found.isEmpty();
            });
        } catch (ConditionTimeoutException late) {
            findings.addAll(last[0]);
        }
    }

    private void logs() {
        for (WorkerProcess worker : scenario.workers()) {
            worker.log()
                    .lines()
                    .filter(line -> LOST_TO_THE_DATABASE.matcher(line).find())
                    .filter(line -> !scenario.lockWaits().explain(line, worker.clockAhead()))
                    .forEach(line -> findings.add("log", line));
        }
    }

    /** How many records the model left out, because they are not for this worker. */
    public long ignored() {
        return ignored;
    }

    /** The model's counts of all records by outcome. */
    public Map<Outcome, Long> expectedOutcomes() {
        Map<Outcome, Long> outcomes = new EnumMap<>(model.riskOutcomes());
        model.commandOutcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        return outcomes;
    }

    public ContractModel model() {
        return model;
    }

    public Findings findings() {
        return findings;
    }
}
