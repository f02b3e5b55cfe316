package dev.accountrisk.local;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the worker's counts of records by outcome from the text that Prometheus reads. */
final class OutcomeMetrics {

    private static final Pattern COUNTER = Pattern
            .compile("^account_risk_records_total\\{.*?outcome=\"([a-z]+)\".*?\\} ([0-9.Ee+]+)$", Pattern.MULTILINE);

    private OutcomeMetrics() {}

    /** The counts by outcome, summed over all other labels. */
    static Map<String, Long> parse(String text) {
        var outcomes = new HashMap<String, Long>();
        var matcher = COUNTER.matcher(text);
        while (matcher.find()) {
            outcomes.merge(matcher.group(1), (long) Double.parseDouble(matcher.group(2)), Long::sum);
        }
        return outcomes;
    }
}
