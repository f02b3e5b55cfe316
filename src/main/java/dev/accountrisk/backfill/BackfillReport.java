package dev.accountrisk.backfill;

import dev.accountrisk.engine.OutcomeCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param run         its number; 0 of one that was only planned
 * @param state       {@code PLANNED}, {@code EQUAL}, {@code DIFFERENT}, {@code DONE}, {@code STOPPED}, or {@code SHARD_DONE}
 * @param records     how many this process has read
 * @param outcomes    what became of them; null where nothing was applied to live tables
 * @param differences how many rows; the list may hold the first of them only
 * @param heldMicros  how long the workers were held, or -1
 */
public record BackfillReport(long run, Mode mode, String state, List<Part> parts, long records, double seconds,
        @Nullable OutcomeCounts outcomes, List<TableReport> tables, long differences, List<Difference> first,
        long heldMicros, List<String> notes) {

    /** A range that was read. */
    public record Part(String partition, long from, long until) {}

    /** Whether nothing is left to look at. */
    public boolean isClean() {
        return !state.equals("DIFFERENT") && !state.equals("STOPPED");
    }
}
