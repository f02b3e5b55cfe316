package dev.accountrisk.cli;

import dev.accountrisk.redrive.ParkedBytes;
import dev.accountrisk.redrive.ParkedRecords;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code redrive show}. */
@Command(name = "show", description = "Shows one parked record, with its key and value.")
final class RedriveShow implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RedriveCommand parent;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    @Option(names = "--id", required = true, paramLabel = "N", description = "The record's number.")
    private long id;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return JobContext.run(parent.all().settings(), (context, out, stop) -> {
            Optional<ParkedBytes> record = context.getBean(ParkedRecords.class).show(id);
            if (record.isEmpty()) {
                throw new IllegalArgumentException("--id: there is no parked record " + id);
            }
            new RedriveOutput(out, json).show(record.get());
            return 0;
        });
    }
}
