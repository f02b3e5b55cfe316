package dev.accountrisk.cli;

import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command {@code migrate}: for a job under a database user of its own, while the workers' user cannot change the schema. */
@Command(name = "migrate", description = {"Migrates the schema to this program's version, and ends.",
        "The worker does so at its start, unless it is told not to (--spring.flyway.enabled=false)."})
final class MigrateCommand implements Callable<Integer> {
    private final JobContext jobs;

    MigrateCommand(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    @SuppressWarnings("SystemOut")
    public Integer call() throws Exception {
        System.out.println("the schema is at version " + jobs.migrate());
        return ExitCodes.CLEAN;
    }
}
