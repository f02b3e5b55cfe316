package dev.accountrisk.deploy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a PromQL expression asks for: its metrics, and the values of the tags it names. */
final class Queries {
    private static final Pattern METRIC = Pattern.compile("([a-z_:][a-z0-9_:]*)\\s*(\\{[^}]*})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(=~|!=|=)\\s*\"([^\"]*)\"");

    private Queries() {}

    /** A metric, and the series it has to have: "tag=value", for those values that are named outright. */
    record Asked(String metric, Set<String> tags) {}

    static Set<Asked> of(String expression) {
        // what groups by, windows and literals hold is no metric
        String bare = expression.replaceAll("\\b(by|without|on)\\s*\\([^)]*\\)", " ")
                .replaceAll("\\[[^]]*]", " ")
                .replaceAll("\\$__?[a-z_]+", " ");
        Set<Asked> asked = new LinkedHashSet<>();
        Matcher metric = METRIC.matcher(bare);
        while (metric.find()) {
            boolean function = bare.substring(metric.end()).stripLeading().startsWith("(");
            if (function || Set.of("and", "or", "unless").contains(metric.group(1))) {
                continue;
            }
            Set<String> tags = new TreeSet<>();
            if (metric.group(2) != null) {
                Matcher matcher = MATCHER.matcher(metric.group(2));
                while (matcher.find()) {
                    for (String value : matcher.group(3).split("\\|", -1)) {
                        tags.add(matcher.group(1) + "=" + value);
                    }
                }
            }
            asked.add(new Asked(metric.group(1), tags));
        }
        return asked;
    }
}
