package dev.accountrisk.observe;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Why a worker is not ready, cut to what the column of its report takes: the report must not fail on the worst night. */
final class ReportedProblems {
    /** The column takes 65,535 bytes. */
    private static final int BYTES_MAX = 60_000;
    private static final int CAUSE_MAX = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PARTITION = Pattern.compile(".+-\\d+");

    private ReportedProblems() {}

    /**
     * Writes problems as a JSON object: first those that concern no single partition, because they may be the cause of the others.
     *
     * @param problems the cause by the thing concerned
     */
    static String toJson(Map<String, ?> problems) {
        List<String> names = problems.keySet()
                .stream()
                .sorted(Comparator.comparing((String name) -> PARTITION.matcher(name).matches())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<String, String> reported = new LinkedHashMap<>();
        int bytes = 0;
        for (String name : names) {
            String cause = String.valueOf(problems.get(name));
            String shortened = cause.substring(0, Math.min(CAUSE_MAX, cause.length()));
            bytes += JSON.writeValueAsBytes(Map.of(name, shortened)).length;
            if (bytes > BYTES_MAX) {
                reported.put("and " + (names.size() - reported.size()) + " more",
                        "the worker's readiness names them all");
                break;
            }
            reported.put(name, shortened);
        }
        return JSON.writeValueAsString(reported);
    }
}
