package dev.accountrisk.acceptance;

import java.util.regex.Pattern;

/** Reads metrics in Prometheus's format. */
final class Samples {
    private Samples() {}

    /** The sum of all series of a metric that have a label; of a timer, how often it was used. */
    static double sum(String metrics, String metric, String label) {
        Pattern sample = Pattern.compile("(?m)^" + metric + "(?:_count)?(?:\\{([^}]*)})? ([-+.\\dE]+)$");
        return sample.matcher(metrics)
                .results()
                .filter(found -> label.isEmpty() || (found.group(1) != null && found.group(1).contains(label)))
                .mapToDouble(found -> Double.parseDouble(found.group(2)))
                .sum();
    }
}
