package dev.accountrisk.bench;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Processor time by name, in µs, as a line of a report. */
final class SpentMicros {
    private static final double TOLD_MICROS = 0.05;

    private SpentMicros() {}

    /** What was spent between two looks, for a record, the most first. */
    static String text(Map<String, Double> before, Map<String, Double> now, long records) {
        return now.entrySet()
                .stream()
                .map(name -> Map.entry(name.getKey(),
                        (name.getValue() - before.getOrDefault(name.getKey(), 0.0)) / records))
                .filter(spent -> spent.getValue() >= TOLD_MICROS)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(spent -> String.format(Locale.ROOT, "%s %.2f", spent.getKey(), spent.getValue()))
                .collect(Collectors.joining(", "));
    }
}
