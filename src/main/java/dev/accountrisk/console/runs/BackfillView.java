package dev.accountrisk.console.runs;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run of backfill. The components are named as the attributes of the row.
 *
 * @param endedAt null while it runs, or if it was killed
 */
public record BackfillView(long id, String mode, String specification, int shards, String state, long differences,
        long records,
        @Nullable Instant begunAt, @Nullable Instant endedAt) {
    /** What it says about the data, in one line. */
    public String result() {
        return switch (state) {
            case "EQUAL" -> "the tables are what the topics say";
            case "DIFFERENT" ->
                String.format(Locale.ROOT, "%,d differences between the tables and the topics", differences);
            case "DONE" -> String.format(Locale.ROOT, "done, %,d records replayed", records);
            case "RUNNING" -> "under way or killed";
            case "SUPERSEDED" -> "a later run took its place";
            case "STOPPED" -> "told to stop; the same command continues it";
            default -> "failed; the same command continues it";
        };
    }
}
