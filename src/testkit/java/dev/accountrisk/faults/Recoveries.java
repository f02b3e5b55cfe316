package dev.accountrisk.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How often each kind of fault was done, and how soon the workers recovered from it. */
final class Recoveries {
    private final Set<FaultKind> wanted;
    private final Map<FaultKind, List<Duration>> times = new EnumMap<>(FaultKind.class);

    /** None yet of these kinds. */
    Recoveries(Set<FaultKind> wanted) {
        this.wanted = wanted;
    }

    void add(FaultKind kind, Duration recovery) {
        times.computeIfAbsent(kind, any -> new ArrayList<>()).add(recovery);
    }

    int count(Predicate<FaultKind> of) {
        return times.entrySet()
                .stream()
                .filter(entry -> of.test(entry.getKey()))
                .mapToInt(entry -> entry.getValue().size())
                .sum();
    }

    /** The kinds that were wanted and had no opportunity, or cannot be done on this machine. */
    Set<FaultKind> missing() {
        Set<FaultKind> missing = EnumSet.copyOf(wanted);
        missing.removeAll(times.keySet());
        return missing;
    }

    Map<String, Object> asMap() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        times.forEach(
                (kind, all) -> kinds.put(
                        kind.name(),
                        Map.of("times", all.size(), "recoveryMillisMedian", median(all), "recoveryMillisMax",
                                longest(all))));
        return kinds;
    }

    /** In Markdown. */
    String asTable() {
        StringBuilder table = new StringBuilder(2_000);
        table.append("| fault | times | recovery, median ms | longest ms |\n|---|---:|---:|---:|\n");
        times.forEach(
                (kind, all) -> table.append("| ")
                        .append(kind.inWords())
                        .append(" | ")
                        .append(all.size())
                        .append(" | ")
                        .append(median(all))
                        .append(" | ")
                        .append(longest(all))
                        .append(" |\n"));
        return table.toString();
    }

    private static long median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2).toMillis();
    }

    private static long longest(List<Duration> times) {
        return times.stream().mapToLong(Duration::toMillis).max().orElse(0);
    }
}
