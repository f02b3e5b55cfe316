package dev.accountrisk.console.backfills;

import dev.accountrisk.console.page.Words;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run of backfill. The components are named as the attributes of the row.
 *
 * @param phase      what the process does that reported last, or null if none has
 * @param reportedAt when a process last reported, or null if none has
 * @param endedAt    null while it runs, or if it was killed
 */
public record BackfillView(long id, String mode, String specification, int shards, String state, long differences,
        long records, @Nullable String phase, @Nullable Instant reportedAt, @Nullable Instant begunAt,
        @Nullable Instant endedAt) {
    private static final Words WORDS = new Words();
    private static final String CONTINUE = "; the same command with --resume continues it";

    /** What it says about the data, in one line. */
    public String result(Instant now) {
        return switch (state) {
            case "EQUAL" -> "the tables are what the topics say";
            case "DIFFERENT" -> found();
            case "DONE" -> String.format(Locale.ROOT, "done, %,d records replayed", records);
            case "RUNNING" -> running(now);
            case "SUPERSEDED" -> "a later run took its place";
            case "STOPPED" -> "told to stop" + CONTINUE;
            default -> "failed" + CONTINUE;
        };
    }

    /** How much differs, in words. */
    public String found() {
        return String.format(Locale.ROOT, "%,d %s between the tables and the topics", differences,
                differences == 1 ? "difference" : "differences");
    }

    private String running(Instant now) {
        if (phase == null || reportedAt == null) {
            return "under way or killed";
        }
        if (!PartProgress.isFresh(reportedAt, now)) {
            return "not reporting since " + WORDS.utc(reportedAt) + (shards == 1
                    ? ": killed, or without MySQL"
                    : ": killed, without MySQL, or another of its processes is not started") + CONTINUE;
        }
        return "under way, " + switch (phase) {
            case "repair" -> "applies what is missing";
            case "check" -> "looks for the effect of each record";
            case "catch-up" -> "replays what the workers applied meanwhile";
            case "compare" -> "compares the tables";
            case "swap" -> "puts the rebuilt tables in place";
            default -> "replays the topics";
        };
    }

    /** Whether a process may work on it: one of several that share a run may have failed while others go on. */
    boolean mayBeUnderWay() {
        return endedAt == null && (state.equals("RUNNING") || shards > 1);
    }

    /** The differences that are counted so far. A run adds those of its partitions when it ends. */
    long differencesSoFar(long ofPartitions) {
        return endedAt == null ? differences + ofPartitions : differences;
    }
}
