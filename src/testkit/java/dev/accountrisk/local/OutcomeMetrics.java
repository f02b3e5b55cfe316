package dev.accountrisk.local;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the worker's count of records by outcome from the text that Prometheus would read. */
final class OutcomeMetrics {

    private static final Pattern COUNTER = Pattern
            .compile("^account_risk_records_total\\{.*?outcome=\"([a-z]+)\".*?\\} ([0-9.Ee+]+)$", Pattern.MULTILINE);

    private OutcomeMetrics() {}

    /** By outcome, summed over whatever other labels there are. */
    static Map<String, Long> parse(String text) {
        var outcomes = new HashMap<String, Long>();
        var matcher = COUNTER.matcher(text);
        while (matcher.find()) {
            outcomes.merge(matcher.group(1), (long) Double.parseDouble(matcher.group(2)), Long::sum);
        }
        return outcomes;
    }
}
