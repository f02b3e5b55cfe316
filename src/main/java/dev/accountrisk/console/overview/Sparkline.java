package dev.accountrisk.console.overview;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The points of three lines in a box of {@value #WIDTH} by {@value #HEIGHT}, as SVG writes them. Empty with fewer than two points.
 *
 * @param max the rate at the top of the box
 */
record Sparkline(String applied, String other, String parked, long max) {
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 150;

    static Sparkline of(List<Rates.Point> history) {
        if (history.size() < 2) {
            return new Sparkline("", "", "", 0);
        }
        double max = Math.max(1, history.stream().mapToDouble(Sparkline::highest).max().orElse(1));
        return new Sparkline(line(history, max, point -> rate(point, "applied")), line(history, max, Sparkline::other),
                line(history, max, point -> rate(point, "parked")), Math.round(max));
    }

    private static double highest(Rates.Point point) {
        return Math.max(Math.max(rate(point, "applied"), other(point)), rate(point, "parked"));
    }

    private static double other(Rates.Point point) {
        return rate(point, "refused") + rate(point, "stale") + rate(point, "duplicate") + rate(point, "ignored");
    }

    private static double rate(Rates.Point point, String outcome) {
        return point.perSecond().getOrDefault(outcome, 0.0);
    }

    private static String line(List<Rates.Point> history, double max, ToDoubleFunction<Rates.Point> rate) {
        double step = (double) WIDTH / (history.size() - 1);
        return IntStream.range(0, history.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%.1f,%.1f", i * step,
                        HEIGHT - rate.applyAsDouble(history.get(i)) / max * HEIGHT))
                .collect(Collectors.joining(" "));
    }
}
