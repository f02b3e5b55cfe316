package dev.accountrisk.cli;

import dev.accountrisk.job.Pace;
import dev.accountrisk.redrive.Mandate;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveReport;
import dev.accountrisk.redrive.Selection;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The command {@code redrive drop}. */
@Command(name = "drop", description = {
        "Gives the chosen records up: they will never be applied. An account of which no other command is parked goes"
                + " on; where others are, they wait for release."})
final class RedriveDrop implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RedriveCommand parent;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    @Mixin
    private RedriveOrder order = new RedriveOrder();

    @Override
    public Integer call() throws Exception {
        Selection selection = order.selection();
        Mandate mandate = order.mandate(null);
        return JobContext.run(parent.all().settings(), (context, out, stop) -> {
            Redrive redrive = context.getBean(Redrive.class);
            RedriveReport report = order.dryRun()
                    ? redrive.planDrop(selection)
                    : redrive.drop(selection, mandate, new Pace(order.recordsPerSecond(), stop));
            new RedriveOutput(out, order.json()).report(report);
            return report.stopped() ? RedriveRelease.SOMETHING_LEFT_EXIT_CODE : 0;
        });
    }
}
