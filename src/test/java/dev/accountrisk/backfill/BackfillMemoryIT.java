package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.CommandLineEntry;
import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import dev.accountrisk.servers.SmallHeap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replay of many parked records, which operators have dropped, needs little memory. */
class BackfillMemoryIT {
    private static final int RECORDS = 100_000;
    private static final int BATCH = 5_000;
    private static final int HEAP_MEBIBYTES = 112;

    @Test
    void manyDroppedRecordsPassASmallHeap() throws Exception {
        try (JobLab lab = new JobLab("backfill_memory")) {
            for (int parked = 0; parked < RECORDS; parked += BATCH) {
                lab.command(Collections.nCopies(BATCH, new JobLab.Sent("many", "{")));
            }
            lab.change("UPDATE parked_record SET state = 'DROPPED'");
            lab.change("UPDATE account_head SET held_back = FALSE");
            lab.change("INSERT INTO redrive_action (action, state, account_uuid, done_by, why, begun_at)"
                    + " VALUES ('DROP', 'DONE', 'many', 'me', 'test', 0)");
            lab.command(List.of(JobLab.credit("many", "c1", 10)));
            List<String> arguments = new ArrayList<>(List.of("backfill"));
            arguments.addAll(lab.settings());

            SmallHeap.Result verified = SmallHeap.run(HEAP_MEBIBYTES, CommandInSmallHeap.class,
                    arguments.toArray(String[]::new));

            assertThat(verified.exitCode()).as(verified.output()).isZero();
        }
    }

    /** A command as a process. */
    static final class CommandInSmallHeap {
        private CommandInSmallHeap() {}

        public static void main(String[] arguments) {
            System.exit(CommandLineEntry.run(Console.class, arguments).orElseThrow());
        }
    }
}
