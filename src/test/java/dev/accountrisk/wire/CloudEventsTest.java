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
        CloudEvents one = new CloudEvents("/one");
        AccountEvent told = balance("7", "15.5");
        assertThat(one.idOf(told)).hasSize(32).isEqualTo(new CloudEvents("/other").idOf(balance("7", "15.500")));
        assertThat(List.of(one.idOf(balance("8", "15.5")), one.idOf(balance("7", "15.6")),
                one.idOf(
                        new AccountEvent.BalanceChanged("9", "7", "COIN", new BigDecimal("15.5"), BigDecimal.ZERO, 0))))
                .doesNotHaveDuplicates()
                .doesNotContain(one.idOf(told));
    }

    private static AccountEvent balance(String place, String amount) {
        return new AccountEvent.BalanceChanged("8", place, "COIN", new BigDecimal(amount), BigDecimal.ZERO, 0);
    }

    @Test
    void whatIsConfiguredIsEscaped() {
        JsonNode event = JSON.readTree(new CloudEvents("/a\"\\ä").encode("id\n1",
                new AccountEvent.RiskLevelChanged("8", "1", 1, RiskLevel.HIGH, RiskLevel.LOW, 0), null));

        assertThat(event.get("source").stringValue()).isEqualTo("/a\"\\ä");
        assertThat(event.get("id").stringValue()).isEqualTo("id\n1");
    }

    private static void assertEvent(AccountEvent event, String type, String data) {
        assertThat(read(event)).isEqualTo(JSON.readTree("""
                {"specversion":"1.0","id":"id-1","source":"/account-risk-worker","type":"%s","subject":"8",
                "time":"2025-11-22T02:00:00.123Z","datacontenttype":"application/json","data":%s}""".formatted(type,
                data)));
    }

    private static JsonNode read(AccountEvent event) {
        return JSON.readTree(new CloudEvents("/account-risk-worker").encode("id-1", event, null));
    }
}
