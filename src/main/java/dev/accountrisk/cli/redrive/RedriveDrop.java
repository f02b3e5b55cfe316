package dev.accountrisk.cli.redrive;

import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.job.Pace;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveReport;
import dev.accountrisk.redrive.RedriveRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code redrive drop}. */
@Command(name = "drop", description = {
        "Discards the selected records: they will never be applied. An account of which no other command is parked"
                + " resumes; where others are parked, they wait for a release."})
final class RedriveDrop implements Callable<Integer> {
    private final JobContext jobs;

    @Mixin
    private RedriveOrder order = new RedriveOrder();

    RedriveDrop(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        RedriveRequest request = order.request(order.selection(jobs), false, null);
        return jobs.withEntities()
                .run(Redrive.class, "redrive_action", order.audited("DROP", request), (redrive, out, stop) -> {
                    RedriveReport report = order.dryRun()
                            ? redrive.planDrop(request)
                            : redrive.drop(request, new Pace(order.recordsPerSecond(), stop));
                    new RedriveOutput(out, order.json()).report(report);
                    return report.stopped() ? ExitCodes.LEFT : ExitCodes.CLEAN;
                });
    }
}
