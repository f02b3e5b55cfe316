package dev.accountrisk.cli;

import dev.accountrisk.redrive.ParkedRecords;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code redrive list}. */
@Command(name = "list", description = "Lists parked records.")
final class RedriveList implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RedriveCommand parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    @Mixin
    private RedriveFilter filter = new RedriveFilter();

    @Option(names = "--state", defaultValue = "PARKED", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private State state = State.PARKED;

    @Option(names = "--limit", defaultValue = "100", description = "So many at most (${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    /** Where a parked record has come to. */
    enum State {
        PARKED, RELEASED, DROPPED
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit: must be 1 or more");
        }
        return JobContext.run(parent.all().settings(), (context, out, stop) -> {
            new RedriveOutput(out, json).list(context.getBean(ParkedRecords.class)
                    .list(filter.selection(), state.name(), limit));
            return 0;
        });
    }
}
