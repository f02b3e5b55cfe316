package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.engine.Topic;
import java.util.List;

/** Sentences that a report explains itself with. */
public final class Notes {
    private Notes() {}

    /** What the mode means for this plan. */
    public static String about(Plan plan, BackfillSettings settings, List<Topic<?>> consumed) {
        return switch (settings.mode()) {
            case VERIFY -> plan.whole()
                    ? "every row is compared with the state that the topics produce"
                    : "the range is not all there ever was: each of its records is looked for in the tables";
            case REPAIR -> "a command that is missing is applied after what its account has decided since";
            case REBUILD -> plan.leavesOut(consumed)
                    ? "the tables that " + String.join(" or ", plan.topics().stream().map(Topic::name).toList())
                            + " alone fills are replaced"
                    : "all tables of state are replaced";
        };
    }

    public static List<BackfillResult.ReadRange> ranges(List<Range> ranges) {
        return ranges.stream()
                .map(range -> new BackfillResult.ReadRange(range.source().toString(), range.from(), range.until()))
                .toList();
    }
}
