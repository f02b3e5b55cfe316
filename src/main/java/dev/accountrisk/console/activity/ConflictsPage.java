package dev.accountrisk.console.activity;

import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.page.Trouble.Weight;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The page of fences and conflicts. Pure code.
 *
 * @param windowSeconds how long ago the counting began, or null if nothing is known
 * @param unknownAt     the workers whose version does not report it
 * @param partitions    those with something to show, the most first; null if nothing is known
 * @param whole         whether every such partition is shown
 */
record ConflictsPage(Instant asOf, String answer, List<Trouble> troubles, @Nullable Long windowSeconds,
        List<String> unknownAt, @Nullable List<Conflicts> partitions, boolean whole) {

    static ConflictsPage of(Reported seen, Instant now) {
        List<Activity> known = seen.known();
        if (known.isEmpty()) {
            return new ConflictsPage(now, "Whether transactions collide is unknown: " + seen.whyUnknown(),
                    List.of(), null, seen.unknownAt(), null, true);
        }
        List<Conflicts> partitions = partitions(known);
        long total = partitions.stream().mapToLong(Conflicts::total).sum();
        String answer = total == 0
                ? "Every transaction of the last " + seen.window() + " was committed at once."
                : (total == 1 ? "One transaction" : total + " transactions") + " of the last " + seen.window()
                        + " did not commit at once.";
        return new ConflictsPage(now, answer, troubles(partitions), seen.windowSeconds(), seen.unknownAt(), partitions,
                known.stream().noneMatch(Activity::failuresCut));
    }

    private static List<Conflicts> partitions(List<Activity> known) {
        Map<String, Conflicts> sums = new TreeMap<>();
        known.stream()
                .flatMap(activity -> activity.failures().stream())
                .map(Conflicts::of)
                .forEach(one -> sums.merge(one.name(), one, Conflicts::plus));
        return sums.values().stream().sorted(Comparator.comparingLong(Conflicts::total).reversed()).toList();
    }

    private static List<Trouble> troubles(List<Conflicts> partitions) {
        return partitions.stream()
                .filter(one -> one.fenced() > 0)
                .map(one -> new Trouble(Weight.WARN, one.name() + " lost its fence.",
                        "Another worker or a person had moved its position. The batch was rolled back, so nothing is applied twice.",
                        "Nothing, after a rebalance. If it goes on, look for two workers that both believe they have it.",
                        "/partitions"))
                .toList();
    }
}
