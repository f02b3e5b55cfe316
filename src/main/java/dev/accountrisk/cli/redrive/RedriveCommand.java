package dev.accountrisk.cli.redrive;

import picocli.CommandLine.Command;

/** The command {@code redrive}, whose subcommands do the work. */
@Command(name = "redrive", synopsisSubcommandLabel = "(list|show|release|drop)", subcommands = {RedriveList.class,
        RedriveShow.class, RedriveRelease.class, RedriveDrop.class}, description = {
                "Lists, shows, releases and drops parked records.", "",
                "release applies an account's parked commands in their order, with their own ids, and then its later"
                        + " commands are applied again; drop discards records for good."})
public final class RedriveCommand {}
