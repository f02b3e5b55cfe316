package dev.accountrisk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code redrive}: what is to be done is named behind it. */
@Command(name = "redrive", synopsisSubcommandLabel = "(list|show|release|drop)", subcommands = {RedriveList.class,
        RedriveShow.class, RedriveRelease.class, RedriveDrop.class}, description = {
                "Shows parked records, and lets them go.", "",
                "release applies an account's parked commands in their order, with their own ids, and then lets its"
                        + " later commands through; drop gives records up for good."})
final class RedriveCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private AllCommands parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    AllCommands all() {
        return parent;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "redrive: one of list, show, release, drop has to be named");
    }
}
