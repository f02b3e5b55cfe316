package dev.accountrisk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTest {

    private static final long NOW_MILLIS = 1_763_776_800_000L;
    private static final int RECORDS = 50_000;

    @TempDir
    Path dir;

    @Test
    void theUsersLinesGoWhereTheyBelongByteForByte() throws IOException {
        Path file = Files.write(dir.resolve("feed.jsonl"), """
                {"eventId":"e1","accountUuid":"a","risk":1}

                {"commandId":"c1", "accountUuid":"b"}\r
                no json
                [1]
                {"accountUuid":7}""".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (var traffic = new FileTraffic(file)) {
            assertThat(all(traffic, Integer.MAX_VALUE))
                    .map(sent -> sent.line() + " " + sent.kind() + " " + sent.keyText() + " " + sent.text())
                    .containsExactly("1 RISK_UPDATE a {\"eventId\":\"e1\",\"accountUuid\":\"a\",\"risk\":1}",
                            "3 COMMAND b {\"commandId\":\"c1\", \"accountUuid\":\"b\"}", "4 RISK_UPDATE null no json",
                            "5 RISK_UPDATE null [1]", "6 RISK_UPDATE null {\"accountUuid\":7}");
        }
    }

    @Test
    void theUsersLinesOfAnotherFormGetTheKeyOfTheirAccount() throws IOException {
        Path mapping = Files.writeString(dir.resolve("m.yaml"), """
                fields: {eventId: /id, accountUuid: /no, risk: /r, occurredAt: 'header:at'}
                key: {pointer: /a/no}
                """);
        Path file = Files.writeString(dir.resolve("feed.jsonl"), """
                {"id":"e1","no":8,"r":1}

                {"key":"k","headers":{"at":"17"},"timestamp":18,"value":{"id":"e2"}}
                no json
                {"key":null,"value":null}
                """);
        try (var traffic = new MappedTraffic(file, mapping, "risk-updates", List.of(), NOW_MILLIS)) {
            assertThat(all(traffic, Integer.MAX_VALUE))
                    .map(sent -> sent.line() + " " + sent.keyText() + " " + sent.text() + " " + sent.timestampMillis()
                            + " " + sent.headers().keySet())
                    .containsExactly("1 {\"a\":{\"no\":\"8\"}} {\"id\":\"e1\",\"no\":8,\"r\":1} 1763776800000 []",
                            "3 k {\"id\":\"e2\"} 18 [at]", "4 {\"a\":{\"no\":\"\"}} no json 1763776800000 []",
                            "5 null  1763776800000 []");
        }
    }

    @Test
    void aParkedLineIsNamedWithItsReasonAndField() {
        assertThat(ParkedLines.format("line 4", new ParkedLines.Parked(1, "t", 0, 17, "WRONG_TYPE",
                "/r (risk): must be a number")))
                .isEqualTo("line 4: parked as WRONG_TYPE: /r (risk): must be a number");
    }

    @Test
    void theSameSeedMakesTheSameTraffic() {
        assertThat(madeUp(1)).isEqualTo(madeUp(1)).isNotEqualTo(madeUp(2));
    }

    @Test
    void madeUpTrafficHasSomethingOfEverything() {
        List<FeedRecord> records = madeUp(3);
        List<String> texts = records.stream().map(FeedRecord::text).toList();
        for (String type : List.of("SET", "ADD", "OPEN", "CREDIT", "DEBIT", "FREEZE", "SETTLE", "REFUND", "TRANSFER")) {
            assertThat(texts).as(type).anyMatch(text -> text.contains("\"type\":\"" + type + "\""));
        }
        assertThat(texts).as("late").anyMatch(text -> text.matches(".*\"occurredAt\":17637766\\d+.*"));
        assertThat(texts).as("of the future").anyMatch(text -> text.contains("\"occurredAt\":1763780400000"));
        assertThat(texts).as("not json").contains("not json at all");
        assertThat(texts).as("not a number").anyMatch(text -> text.contains(":NaN"));
        assertThat(records).as("another's key")
                .anyMatch(sent -> "somebody-else".equals(sent.keyText()) && !sent.text().contains("somebody-else"));
        assertThat(texts).as("due to expire").anyMatch(text -> text.contains("expiresAt"));

        Map<FeedRecord, Long> times = records.stream()
                .collect(Collectors.groupingBy(sent -> sent, Collectors.counting()));
        assertThat(times.values()).as("sent twice").contains(2L);
        Map<String, Long> ofAccount = records.stream()
                .collect(Collectors.groupingBy(sent -> String.valueOf(sent.keyText()), Collectors.counting()));
        assertThat(ofAccount).hasSizeGreaterThan(MadeUpAccounts.COUNT / 2);
        assertThat(Collections.max(ofAccount.entrySet(), Map.Entry.comparingByValue()).getKey())
                .isEqualTo(MadeUpAccounts.HOT);
    }

    @Test
    void readsTheOutcomesOfTheWorkersMetrics() {
        assertThat(OutcomeMetrics.parse("""
                # TYPE account_risk_records_total counter
                account_risk_records_total{outcome="applied"} 12.0
                account_risk_records_total{application="w",outcome="parked",topic="t"} 3.0
                account_risk_records_total{application="w",outcome="parked",topic="u"} 1.0E3
                account_risk_other_total{outcome="applied"} 99.0
                """)).isEqualTo(Map.of("applied", 12L, "parked", 1_003L));
    }

    @Test
    void theLiveLineAddsUp() {
        var seen = new WorkerView.Snapshot(Map.of("applied", 1_000L, "stale", 20L, "duplicate", 3L, "parked", 1L), 7, 8,
                9);
        assertThat(LiveLine.format(1_033, seen, 500)).isEqualTo("1,024 consumed: 1,000 applied 20 stale 3 duplicate"
                + " 0 refused 1 parked | 7 + 8 rows | lag 9 | 500/s | 1,033 sent");
    }

    private static List<FeedRecord> madeUp(long seed) {
        try (var traffic = new MadeUpTraffic(seed, () -> NOW_MILLIS)) {
            return all(traffic, RECORDS);
        }
    }

    private static List<FeedRecord> all(Traffic traffic, int most) {
        var records = new ArrayList<FeedRecord>();
        for (var next = traffic.next(); next.isPresent() && records.size() < most; next = traffic.next()) {
            records.add(next.get());
        }
        return records;
    }
}
