package dev.accountrisk.cli.positions;

import dev.accountrisk.actions.CommandAudit;
import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.positions.PositionActions;
import dev.accountrisk.positions.PositionChange;
import dev.accountrisk.positions.PositionView;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code positions}. */
@Command(name = "positions", synopsisSubcommandLabel = "(list|accept|move|translate|pause|resume)", description = {
        "Shows how far each partition has been applied, and settles what needs a person.", "",
        "Every change needs a reason and is recorded in the table position_action. Workers notice it within seconds."})
public final class PositionsCommand {
    private static final String RECORD = "position_action";

    private final JobContext jobs;

    PositionsCommand(JobContext jobs) {
        this.jobs = jobs;
    }

    @Command(name = "list", description = {"Lists all positions beside their logs.",
            "Exit code 3: a position needs a decision."})
    int list(@Option(names = "--json", description = "Writes JSON.") boolean json) throws Exception {
        return jobs.run(PositionActions.class, (actions, out, stop) -> {
            List<PositionView> views = actions.list();
            new PositionsOutput(out, json).list(views);
            return views.stream().anyMatch(PositionView::needsALook) ? ExitCodes.LEFT : ExitCodes.CLEAN;
        });
    }

    @Command(name = "accept", description = {
            "Accepts that a topic was deleted and created again: its partitions begin anew at their start.",
            "Records of the old topic that were not applied are lost."})
    int accept(@Mixin PositionsOrder order) throws Exception {
        return change(order, "ACCEPT", order.topic(jobs),
                actions -> actions.accept(order.topic(jobs), order.decision()));
    }

    @Command(name = "move", description = {
            "Moves a position that its log no longer holds: across records that are gone, or back to where the log was cut off.",
            "Refuses while the log still holds the position, unless --skip-records is there."})
    int move(@Mixin PositionsOrder order,
            @Option(names = "--partition", required = true, paramLabel = "N", description = "The partition.") int partition,
            @Option(names = "--to", paramLabel = "OFFSET", description = "Where to; without it the nearest offset that the"
                    + " log holds.") @Nullable Long to,
            @Option(names = "--skip-records", description = "Leaves out records that the log holds but nobody can read. They are"
                    + " never applied. Needs --to.") boolean skipRecords)
            throws Exception {
        OptionalLong target = to == null ? OptionalLong.empty() : OptionalLong.of(to);
        return change(order, "MOVE",
                order.topic(jobs) + "-" + partition + (to == null ? "" : " to " + to)
                        + (skipRecords ? ", leaving out records" : ""),
                actions -> List.of(actions.move(order.topic(jobs), partition, target, skipRecords, order.decision())));
    }

    @Command(name = "translate", description = {
            "Continues in a copy of the topic on another cluster, which has other offsets: finds the offset of each position there.",
            "Run it with the settings of the new cluster, while no worker runs. Refuses, and changes nothing, unless every offset is"
                    + " certain."})
    int translate(@Mixin PositionsOrder order,
            @Option(names = "--old-servers", paramLabel = "HOST:PORT", description = "The old cluster. The last records"
                    + " before each position are read there, and looked for in the copy by timestamp, key and value.") @Nullable String oldServers,
            @Option(names = "--offset-header", paramLabel = "NAME", description = "The header in which the mirror keeps a"
                    + " record's old offset; the old cluster is not asked.") @Nullable String offsetHeader,
            @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.") boolean dryRun)
            throws Exception {
        if ((oldServers == null) == (offsetHeader == null)) {
            throw new UsageException("--old-servers, --offset-header: one of them is required");
        }
        CommandAudit.Order audited = order.audited(CommandAudit.TRANSLATE,
                order.topic(jobs) + " by " + (offsetHeader == null ? oldServers : "header " + offsetHeader));
        return order(order, dryRun ? "" : RECORD, dryRun ? null : audited, (actions, output) -> output.translated(
                offsetHeader == null
                        ? actions.translateByRecords(order.topic(jobs), String.valueOf(oldServers), dryRun,
                                order.decision())
                        : actions.translateByHeader(order.topic(jobs), offsetHeader, dryRun, order.decision()),
                dryRun));
    }

    @Command(name = "pause", description = {
            "Pauses a topic, or one of its partitions, for all workers: nothing of it is applied until it is resumed.",
            "Restarts do not end a pause. Probes and alerts report the partitions as stopped."})
    int pause(@Mixin PositionsOrder order,
            @Option(names = "--partition", paramLabel = "N", description = "The partition; without"
                    + " it the whole topic.") @Nullable Integer partition)
            throws Exception {
        return change(order, "PAUSE", named(order, partition),
                actions -> List.of(actions.pause(order.topic(jobs), partition, order.decision())));
    }

    @Command(name = "resume", description = "Resumes a topic or a partition that was paused in the same way.")
    int resume(@Mixin PositionsOrder order,
            @Option(names = "--partition", paramLabel = "N", description = "The partition; without"
                    + " it the whole topic.") @Nullable Integer partition)
            throws Exception {
        return change(order, "RESUME", named(order, partition),
                actions -> List.of(actions.resume(order.topic(jobs), partition, order.decision())));
    }

    @FunctionalInterface
    private interface Change {
        List<PositionChange> make(PositionActions actions) throws Exception;
    }

    private String named(PositionsOrder order, @Nullable Integer partition) {
        return partition == null ? "topic " + order.topic(jobs) : order.topic(jobs) + "-" + partition;
    }

    private int change(PositionsOrder order, String what, String subject, Change change) throws Exception {
        return order(order, RECORD, order.audited(what, subject),
                (actions, output) -> output.changed(change.make(actions)));
    }

    @FunctionalInterface
    private interface Order {
        void carryOut(PositionActions actions, PositionsOutput output) throws Exception;
    }

    /**
     * Carries it out.
     *
     * @param writes  the table that it needs to write, or an empty text
     * @param audited its row in the audit, or null if nothing is to change
     */
    private int order(PositionsOrder order, String writes, CommandAudit.@Nullable Order audited, Order what)
            throws Exception {
        return jobs.run(PositionActions.class, writes, audited, (actions, out, stop) -> {
            what.carryOut(actions, new PositionsOutput(out, order.json()));
            return ExitCodes.CLEAN;
        });
    }
}
