package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventIdPropertiesTest {
    /** Few values, so that many pairs are alike in all but one part. */
    @Property(tries = 20_000)
    void oneIdNeverHasTwoContents(@ForAll("events") AccountEvent one, @ForAll("events") AccountEvent other) {
        assertThat(idOf(one).equals(idOf(other))).isEqualTo(one.equals(other));
    }

    private static String idOf(AccountEvent event) {
        StringBuilder text = new StringBuilder();
        EventId.append(event, text);
        assertThat(text).doesNotContain("\"", "\\", "\n");
        return text.toString();
    }

    @Provide
    Arbitrary<AccountEvent> events() {
        Arbitrary<String> ids = Arbitraries.of("8", "8.", "8:8", "5");
        Arbitrary<String> places = Arbitraries.of("5", "8", "17,8,0", "17,8:8,0");
        Arbitrary<CommandType> types = Arbitraries.of(CommandType.DEBIT, CommandType.CREDIT);
        Arbitrary<BigDecimal> amounts = Arbitraries.of("0", "5", "8", "0.5").map(BigDecimal::new);
        Arbitrary<RiskLevel> levels = Arbitraries.of(RiskLevel.class);
        return Arbitraries.oneOf(
                Combinators.combine(ids, places, ids, types, ids, amounts, amounts)
                        .as((account, place, command, type, asset, balance, frozen) -> new CommandApplied(account,
                                place,
                                command, type, asset, balance, frozen, 0)),
                Combinators.combine(ids, places, ids, types)
                        .as((account, place, command, type) -> new CommandApplied(account, place, command, type, null,
                                null, null, 0)),
                Combinators.combine(ids, places, ids, types, Arbitraries.of(Refusal.class))
                        .as((account, place, command, type, refusal) -> new CommandRefused(account, place, command,
                                type,
                                refusal, 0)),
                Combinators.combine(ids, places, Arbitraries.of(0.0, 5.0, 42.5), levels, levels)
                        .as((account, place, risk, before, after) -> new RiskLevelChanged(account, place, risk, before,
                                after, 0)),
                Combinators.combine(ids, places, ids, amounts, amounts)
                        .as((account, place, asset, balance, frozen) -> new BalanceChanged(account, place, asset,
                                balance,
                                frozen, 0)));
    }
}
