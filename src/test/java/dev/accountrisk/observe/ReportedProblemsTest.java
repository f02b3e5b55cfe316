package dev.accountrisk.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How much of its problems a worker reports. */
class ReportedProblemsTest {
    private static final int COLUMN_BYTES_MAX = 65_535;

    @Test
    void fewAreReportedAsTheyAre() {
        assertThat(ReportedProblems.toJson(Map.of("database", "refused \"x\""))).isEqualTo(
                "{\"database\":\"refused \\\"x\\\"\"}");
    }

    @Test
    void ofManyTheFirstFitAndTheOthersAreCounted() {
        Map<String, String> problems = new TreeMap<>();
        for (int partition = 0; partition < 1_000; partition++) {
            problems.put("account.commands-" + partition, "the disk is full: \u00e9\u20ac ".repeat(100));
        }
        problems.put("database", "away");

        String json = ReportedProblems.toJson(problems);

        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(COLUMN_BYTES_MAX);
        Map<String, String> reported = JsonMapper.shared().readValue(json, new TypeReference<>() {
        });
        assertThat(reported).containsEntry("database", "away")
                .containsKey("and " + (problems.size() - (reported.size() - 1)) + " more");
        assertThat(reported.get("account.commands-0")).hasSizeLessThanOrEqualTo(500);
    }
}
