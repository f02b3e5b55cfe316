package dev.accountrisk.backfill.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where a range begins or ends, as it was asked for. */
public sealed interface Bound {
    /** As far as the log goes: {@code earliest}, or {@code now}. */
    record Edge() implements Bound {}

    /** The first record of this time or later. */
    record Time(long epochMillis) implements Bound {}

    /** An offset for each partition; others are not read. */
    record Offsets(Map<Integer, Long> byPartition) implements Bound {
        /** Keeps a copy. */
        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }
    }

    /** Reads the value of {@code --from}. */
    static Bound from(String text) {
        return parse("--from", "earliest", text);
    }

    /** Reads the value of {@code --until}. */
    static Bound until(String text) {
        return parse("--until", "now", text);
    }

    private static Bound parse(String option, String edge, String text) {
        if (text.equals(edge)) {
            return new Edge();
        }
        if (Pattern.matches("\\d+:\\d+(,\\d+:\\d+)*", text)) {
            return offsets(option, text);
        }
        try {
            return new Time(Pattern.matches("\\d{1,18}", text)
                    ? Long.parseLong(text)
                    : Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException notATime) {
            throw new IllegalArgumentException(option + ": must be " + edge
                    + ", an ISO-8601 instant or epoch milliseconds, or PARTITION:OFFSET,…", notATime);
        }
    }

    private static Bound offsets(String option, String text) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            try {
                Long earlier = offsets.put(Integer.parseInt(part.substring(0, colon)),
                        Long.parseLong(part.substring(colon + 1)));
                if (earlier != null) {
                    throw new IllegalArgumentException(option + ": names a partition twice");
                }
            } catch (NumberFormatException tooLong) {
                throw new IllegalArgumentException(option + ": has a number that is too large", tooLong);
            }
        }
        return new Offsets(offsets);
    }
}
