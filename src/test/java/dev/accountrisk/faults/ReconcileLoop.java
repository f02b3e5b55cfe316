package dev.accountrisk.faults;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.accountrisk.acceptance.JobProcess;
import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;

/** Reconciles again and again while everything breaks. It may fail when a server is away; it may not find anything. */
final class ReconcileLoop implements Callable<Void> {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);
    private static final int DRIFT = 3;

    private final Scenario scenario;
    private final FaultReport report;
    private final long endNanos;

    ReconcileLoop(Scenario scenario, FaultReport report, long endNanos) {
        this.scenario = scenario;
        this.report = report;
        this.endNanos = endNanos;
    }

    @Override
    public Void call() {
        while (System.nanoTime() < endNanos) {
            Pause.exactly(EVERY);
            JobProcess job = scenario.startJob("reconcile");
            int code = job.exitCode(ENDS_WITHIN);
            report.reconciled(code == 0 || code == DRIFT);
            if (code == DRIFT) {
                report.findings().add("RECONCILE", job.output());
            }
        }
        return null;
    }
}
