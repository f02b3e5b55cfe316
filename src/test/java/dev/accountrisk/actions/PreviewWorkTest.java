package dev.accountrisk.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Outcome;
import dev.accountrisk.redrive.WhatIfOfMany;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A result fits into its column, however much was looked at, and its sums are whole. */
class PreviewWorkTest {
    private static WhatIfOfMany report(int accounts, int others, String event) {
        List<WhatIfOfMany.Account> all = IntStream.range(0, accounts)
                .mapToObj(number -> new WhatIfOfMany.Account("account-" + number, "t", 1, others, 0, true, List.of(),
                        LongStream.rangeClosed(0, others)
                                .mapToObj(id -> new WhatIfOfMany.Line(id, id == 0, Outcome.APPLIED, null,
                                        List.of(event)))
                                .toList()))
                .toList();
        return new WhatIfOfMany(accounts, true, accounts, new WhatIfOfMany.LeftOut(0, 0, 0),
                List.of(new WhatIfOfMany.Sum(Outcome.APPLIED, null, accounts, accounts * others)), List.of(), accounts,
                all);
    }

    private static JsonNode fitting(WhatIfOfMany report) {
        String json = PreviewWork.json(report);
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(65_535);
        JsonNode shown = JsonMapper.builder().build().readTree(json);
        assertThat(shown.get("sums").get(0).get("chosen").asInt()).isEqualTo(report.chosen());
        assertThat(shown.get("accountsIn").asInt()).isEqualTo(report.accountsIn());
        return shown;
    }

    @Test
    void theOtherRecordsGiveWayFirstAndThenHalfOfTheAccounts() {
        assertThat(fitting(report(3, 2, "e")).get("accounts").get(2).get("records").size()).isEqualTo(3);
        JsonNode withoutOthers = fitting(report(100, 5, "e".repeat(200)));
        assertThat(withoutOthers.get("accounts").size()).isEqualTo(100);
        assertThat(withoutOthers.get("accounts").get(0).get("records").size()).isEqualTo(1);
        assertThat(fitting(report(100, 5, "e".repeat(900))).get("accounts").size()).isEqualTo(50);
        assertThat(fitting(report(2, 0, "e".repeat(70_000))).get("accounts").size()).isZero();
    }
}
