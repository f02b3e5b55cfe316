package dev.accountrisk.observe;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.database.Causes;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.observe.recent.RecentActivity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the console what only this worker knows: which partitions it has, how they are, whether it is ready, its risk
 * policy, and what happened in its last minutes. Every few seconds it
 * writes one row of {@code worker_report}. A failure costs the console a report, and the worker nothing.
 */
public final class WorkerReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerReports.class);
    private static final long PERIOD_MILLIS = 5_000;
    private static final int PARTITIONS_MAX = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String id = UUID.randomUUID().toString();
    private final WorkerReportStore store;
    private final LiveConsumer consumer;
    private final WorkerHealth health;
    private final RecentActivity activity;
    private final Supplier<RiskPolicy> policy;
    private final BooleanSupplier policyFileIsBroken;
    private final Identity identity;
    private String lastFailure = "";
    private volatile boolean reported;

    /**
     * Which process reports.
     *
     * @param host      where it runs
     * @param version   of the program
     * @param startedAt when the process started
     */
    public record Identity(String host, String version, Instant startedAt) {}

    /**
     * Makes it.
     *
     * @param policy             supplies the risk policy in force
     * @param policyFileIsBroken whether the file of the policy cannot be used as it is now
     */
    public WorkerReports(Transactions transactions, LiveConsumer consumer, WorkerHealth health, RecentActivity activity,
            Supplier<RiskPolicy> policy, BooleanSupplier policyFileIsBroken, Identity identity) {
        this.store = new WorkerReportStore(transactions);
        this.consumer = consumer;
        this.health = health;
        this.activity = activity;
        this.policy = policy;
        this.policyFileIsBroken = policyFileIsBroken;
        this.identity = identity;
    }

    @Scheduled(initialDelay = 2_000, fixedDelay = PERIOD_MILLIS)
    void report() {
        Health now = health.health();
        Map<String, Object> problems = Status.UP.equals(now.getStatus()) ? Map.of() : now.getDetails();
        List<PartitionReport> partitions = PartitionReport.of(consumer.statuses(), consumer.lags(), PARTITIONS_MAX);
        try {
            store.write(new WorkerReportStore.Row(id, identity, problems.isEmpty(), ReportedProblems.toJson(problems),
                    JSON.writeValueAsString(partitions), lastMinutes()));
            reported = true;
            store.deleteSilent();
            lastFailure = "";
        } catch (SQLException | RuntimeException failure) {
            // until the worker has found its schema, the table may not be there
            if (!now.getDetails().containsKey(WorkerHealth.WAITING_FOR)) {
                logOnce(Causes.innermost(failure));
            }
        }
    }

    /** The activity, and the policy in force beside it. */
    private String lastMinutes() {
        ObjectNode report = JSON.valueToTree(activity.report());
        report.set("policy",
                JSON.valueToTree(PolicyReport.of(policy.get(), policyFileIsBroken.getAsBoolean())));
        return JSON.writeValueAsString(report);
    }

    private void logOnce(String cause) {
        if (!cause.equals(lastFailure)) {
            lastFailure = cause;
            LOG.warn("the console gets no report of this worker: {}. Records are applied all the same", cause);
        }
    }

    /** Removes the row: this worker ends. */
    @Override
    public void close() {
        if (!reported) {
            return;
        }
        try {
            store.delete(id);
        } catch (SQLException | RuntimeException failure) {
            LOG.debug("the report of this worker stays for an hour", failure);
        }
    }
}
