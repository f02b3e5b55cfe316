package dev.accountrisk.backfill.shadow;

import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.replay.ParallelRanges;
import dev.accountrisk.backfill.replay.ReplayThrottle;
import dev.accountrisk.backfill.replay.Servers;

/** What one process replays, with what and how fast. */
public record ReplayContext(Servers servers, Schemas schemas, Plan plan, BackfillSettings settings,
        ReplayThrottle throttle,
        ParallelRanges parallel) {
    /** Whether the plan leaves out topics that are consumed. */
    public boolean leavesOutTopics() {
        return plan.leavesOut(servers.topics());
    }
}
