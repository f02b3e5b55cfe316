package dev.accountrisk.cluster;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.Checkers;
import dev.accountrisk.model.ContractModel;
import dev.accountrisk.model.EventLog;
import dev.accountrisk.model.Findings;
import dev.accountrisk.model.LogRecord;
import dev.accountrisk.model.ModelComparison;
import dev.accountrisk.model.ModelPolicy;
import dev.accountrisk.model.ModelSettings;
import dev.accountrisk.model.Outcome;
import dev.accountrisk.model.ParkedTopic;
import dev.accountrisk.model.TopicReader;
import dev.accountrisk.model.WorkerDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** Compares tables, journal, events and parked records with what the model makes of the topics. */
final class ClusterVerdict {
    /** The one in {@code base/risk-policy.yaml}. */
    private static final ModelPolicy POLICY = new ModelPolicy(Duration.ofDays(7).toMillis(), 1000, 30, 60, 85);
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);

    private final ClusterServers servers;
    private final TopicReader reader;
    private final List<LogRecord> parked = new ArrayList<>();

    ClusterVerdict(ClusterServers servers) {
        this.servers = servers;
        this.reader = new TopicReader(servers.bootstrapServers());
    }

    /**
     * What was compared, in one line.
     *
     * @throws AssertionError with what differs
     */
    String reach() {
        servers.awaitDrained();
        WorkerDatabase database = servers.database();
        ContractModel model = new ContractModel(
                ModelSettings.defaults(ClusterServers.UPDATES, ClusterServers.COMMANDS).withPolicy(POLICY), database);
        Map<String, Long> ends = reader.forEach(List.of(ClusterServers.UPDATES, ClusterServers.COMMANDS), record -> {
            LogRecord seen = TopicReader.logRecord(record);
            if (model.accept(seen) == Outcome.PARKED) {
                parked.add(seen);
            }
        });
        Findings findings = new Findings();
        Checkers.check(database, findings);
        ModelComparison.compareFading(model, database, ends, findings);
        findings.addAll(told(model));
        findings.assertNone();
        return ends.values().stream().mapToLong(Long::longValue).sum() + " records: every row of "
                + database.number("SELECT COUNT(*) FROM account_risk") + " risks, "
                + database.number("SELECT COUNT(*) FROM account_balance") + " balances and "
                + database.number("SELECT COUNT(*) FROM account_entry") + " journal entries, the events and "
                + parked.size() + " parked records are as the model has them";
    }

    /** Events and parked records leave after the commit. */
    private Findings told(ContractModel model) {
        Findings[] last = {new Findings()};
        try {
            await("every event has arrived").atMost(TOLD_WITHIN).ignoreExceptions().until(() -> {
                Findings found = new Findings();
                last[0] = found;
                EventLog events = new EventLog(found);
                reader.forEach(List.of(ClusterServers.EVENTS), events::accept);
                events.compare(model);
                ParkedTopic topic = new ParkedTopic(found);
                parked.forEach(topic::source);
                reader.forEach(List.of(ClusterServers.PARKED), topic::accept);
                topic.compare(model);
                return found.isEmpty();
            });
        } catch (ConditionTimeoutException late) {
            return last[0];
        }
        return new Findings();
    }
}
