package dev.accountrisk.cli;

import picocli.CommandLine.Command;

/** The command {@code redrive}: its own commands say what to do with parked records. */
@Command(name = "redrive", synopsisSubcommandLabel = "(list|show|release|drop)", subcommands = {RedriveList.class,
        RedriveShow.class, RedriveRelease.class, RedriveDrop.class}, description = {
                "Shows parked records, and applies them again or gives them up.", "",
                "release applies the parked commands of an account in their order, under their own ids, and then lets the"
                        + " account's later commands through; drop gives records up for good."})
final class RedriveCommand {}
