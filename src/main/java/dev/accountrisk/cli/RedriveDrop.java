package dev.accountrisk.cli;

import dev.accountrisk.job.Pace;
import dev.accountrisk.redrive.Mandate;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveReport;
import dev.accountrisk.redrive.Selection;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code redrive drop}. */
@Command(name = "drop", description = {
        "Gives the chosen records up: they will never be applied. An account of which no other command is parked goes"
                + " on; where others are, they wait for release."})
final class RedriveDrop implements Callable<Integer> {
    private final JobContext jobs;

    @Mixin
    private RedriveOrder order = new RedriveOrder();

    RedriveDrop(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        Selection selection = order.selection();
        Mandate mandate = order.mandate(null);
        return jobs.run(Redrive.class, "redrive_action", (redrive, out, stop) -> {
            RedriveReport report = order.dryRun()
                    ? redrive.planDrop(selection)
                    : redrive.drop(selection, mandate, new Pace(order.recordsPerSecond(), stop));
            new RedriveOutput(out, order.json()).report(report);
            return report.stopped() ? ExitCodes.LEFT : ExitCodes.CLEAN;
        });
    }
}
