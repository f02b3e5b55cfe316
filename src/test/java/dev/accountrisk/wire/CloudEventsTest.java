package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CloudEventsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal TINY = new BigDecimal("0.000000000000000001");
    private static final BigDecimal HUGE = new BigDecimal("1E+19").setScale(18);

    @Test
    void anAppliedCommandTellsWhatIsLeft() {
        assertEvent(new AccountEvent.CommandApplied("8", "1", "test_17", CommandType.FREEZE, "COIN", HUGE, TINY,
                1763776800123L), "CommandApplied", """
                        {"accountUuid":"8","commandId":"test_17","commandType":"FREEZE","asset":"COIN",
                        "balance":"10000000000000000000","frozen":"0.000000000000000001"}""");
    }

    @Test
    void oneThatMovedNoMoneyTellsNoAmounts() {
        assertEvent(new AccountEvent.CommandApplied("8", "1", "c1", CommandType.OPEN, null, null, null, 1763776800123L),
                "CommandApplied", """
                        {"accountUuid":"8","commandId":"c1","commandType":"OPEN"}""");
    }

    @Test
    void aRefusedCommandTellsWhy() {
        assertEvent(new AccountEvent.CommandRefused("8", "1", "c1", CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE,
                1763776800123L), "CommandRefused", """
                        {"accountUuid":"8","commandId":"c1","commandType":"DEBIT","reason":"INSUFFICIENT_BALANCE"}""");
    }

    @Test
    void aChangeOfLevelTellsBoth() {
        assertEvent(new AccountEvent.RiskLevelChanged("8", "1", 42.5, RiskLevel.LOW, RiskLevel.MEDIUM, 1763776800123L),
                "RiskLevelChanged", """
                        {"accountUuid":"8","risk":42.5,"oldLevel":"LOW","newLevel":"MEDIUM"}""");
    }

    @Test
    void aBalanceIsPlainDigits() {
        assertEvent(new AccountEvent.BalanceChanged("8", "1", "COIN", new BigDecimal("15.500"), new BigDecimal("0E-18"),
                1763776800123L), "BalanceChanged", """
                        {"accountUuid":"8","asset":"COIN","balance":"15.5","frozen":"0"}""");
    }

    @Test
    void aTimeThatHasNoSpellingIsLeftOut() {
        for (long timeMillis : new long[]{Long.MIN_VALUE, Long.MAX_VALUE, -62167219200001L, 253402300800000L}) {
            assertThat(read(new AccountEvent.RiskLevelChanged("8", "1", 1, RiskLevel.HIGH, RiskLevel.LOW, timeMillis))
                    .has("time")).isFalse();
        }
    }

    @Test
    void timesAreSpeltAsTheStandardSaysTo() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long timeMillis = random.nextLong(-62167219200000L, 253402300800000L) / (i % 3 == 0 ? 1000 : 1)
                    * (i % 3 == 0 ? 1000 : 1);
            StringBuilder spelt = new StringBuilder();
            Rfc3339.append(timeMillis, spelt);
            assertThat(spelt.toString()).isEqualTo(Instant.ofEpochMilli(timeMillis).toString());
        }
    }

    @Test
    void anIdFollowsFromPlaceAndContentAlone() {
        String told = idOf("/one", balance("8", "7", "15.5"));
        assertThat(told).isEqualTo("BalanceChanged/8/7/COIN/15.5/0")
                .isEqualTo(idOf("/other", balance("8", "7", "15.500")));
        assertThat(List.of(idOf("/one", balance("8", "8", "15.5")), idOf("/one", balance("8", "7", "15.6")),
                idOf("/one", balance("9", "7", "15.5"))))
                .doesNotHaveDuplicates()
                .doesNotContain(told);
    }

    @Test
    void anIdNamesEverythingThatTheEventTells() {
        assertThat(idOf("/one",
                new AccountEvent.CommandApplied("8", "5", "c1", CommandType.FREEZE, "COIN", HUGE, TINY, 1)))
                .isEqualTo("CommandApplied/8/5/c1/FREEZE/COIN/10000000000000000000/0.000000000000000001");
        assertThat(idOf("/one", new AccountEvent.CommandApplied("8", "5", "c1", CommandType.OPEN, null, null, null, 1)))
                .isEqualTo("CommandApplied/8/5/c1/OPEN");
        assertThat(idOf("/one",
                new AccountEvent.CommandRefused("8", "5", "c1", CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE, 1)))
                .isEqualTo("CommandRefused/8/5/c1/DEBIT/INSUFFICIENT_BALANCE");
        assertThat(idOf("/one",
                new AccountEvent.RiskLevelChanged("8", "17,e1,0", 42.5, RiskLevel.LOW, RiskLevel.MEDIUM, 1)))
                .isEqualTo("RiskLevelChanged/8/17,e1,0/42.5/LOW/MEDIUM");
    }

    @Test
    void theLongestIdHasNoMoreCharactersThanTheUpgradeNotesSay() {
        String id = "x".repeat(64);
        String version = Long.toString(Long.MAX_VALUE);
        BigDecimal amount = new BigDecimal("9".repeat(20) + "." + "9".repeat(18));
        String record = "x".repeat(22) + "-" + Integer.MAX_VALUE + "-" + Long.MAX_VALUE;
        assertThat(List.of(
                new AccountEvent.CommandApplied(id, version, id, CommandType.REFUND, id, amount, amount, 1),
                new AccountEvent.BalanceChanged(id, version, id, amount, amount, 1),
                new AccountEvent.CommandRefused(id, record, id, CommandType.REFUND, Refusal.INSUFFICIENT_BALANCE, 1),
                new AccountEvent.RiskLevelChanged(id, Long.MIN_VALUE + "," + id + "," + version, -Double.MAX_VALUE,
                        RiskLevel.CRITICAL, RiskLevel.CRITICAL, 1)))
                .allMatch(event -> idOf("/one", event).length() <= 400);
    }

    private static String idOf(String source, AccountEvent event) {
        StringBuilder text = new StringBuilder();
        new CloudEvents(source).append(event, null, text);
        return JSON.readTree(text.toString()).get("id").stringValue();
    }

    private static AccountEvent balance(String account, String place, String amount) {
        return new AccountEvent.BalanceChanged(account, place, "COIN", new BigDecimal(amount), BigDecimal.ZERO, 0);
    }

    @Test
    void eachEventIsWholeHoweverManyOneEncoderWrites() {
        CloudEvents encoder = new CloudEvents("/one");
        StringBuilder text = new StringBuilder("before ");
        encoder.append(balance("8", "7", "15.5"), null, text);
        int second = text.append('\n').length();
        encoder.append(balance("9", "1", "2"), "00-trace", text);

        assertThat(text).startsWith("before {");
        JsonNode event = JSON.readTree(text.substring(second));
        assertThat(event.get("data").get("accountUuid").stringValue()).isEqualTo("9");
        assertThat(event.get("traceparent").stringValue()).isEqualTo("00-trace");
        assertThat(event.get("id").stringValue()).isEqualTo(idOf("/other", balance("9", "1", "2")));
    }

    @Test
    void whatIsConfiguredIsEscaped() {
        StringBuilder text = new StringBuilder();
        new CloudEvents("/a\"\\ä").append("id-1",
                new AccountEvent.RiskLevelChanged("8", "1", 1, RiskLevel.HIGH, RiskLevel.LOW, 0), null, text);
        JsonNode event = JSON.readTree(text.toString());

        assertThat(event.get("source").stringValue()).isEqualTo("/a\"\\ä");
        assertThat(text).as("a line of the outbox").doesNotContain("\n");
    }

    private static void assertEvent(AccountEvent event, String type, String data) {
        assertThat(read(event)).isEqualTo(JSON.readTree("""
                {"specversion":"1.0","id":"id-1","source":"/account-risk-worker","type":"%s","subject":"8",
                "time":"2025-11-22T02:00:00.123Z","datacontenttype":"application/json","data":%s}""".formatted(type,
                data)));
    }

    private static JsonNode read(AccountEvent event) {
        StringBuilder text = new StringBuilder();
        new CloudEvents("/account-risk-worker").append("id-1", event, null, text);
        return JSON.readTree(text.toString());
    }
}
