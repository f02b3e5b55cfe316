package dev.accountrisk.backfill.compare;

import java.util.List;

/**
 * Rows that are not as the topics make them.
 *
 * @param count how many
 * @param first some of them
 */
public record Differences(long count, List<Difference> first) {
    /** No difference. */
    public static final Differences NONE = new Differences(0, List.of());

    /** Keeps a copy. */
    public Differences {
        first = List.copyOf(first);
    }
}
