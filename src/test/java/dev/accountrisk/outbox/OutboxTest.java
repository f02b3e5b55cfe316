package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.outbox.lanes.OutboxLane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How events are divided into rows. */
class OutboxTest {
    @Test
    void eachAccountsEventsAreInItsLaneInTheirOrder() {
        List<AccountEvent> events = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            events.add(new AccountEvent.CommandRefused("account-" + number % 17, "place", "c" + number,
                    CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE, 1_000));
        }

        var byLane = Outbox.byLane(events);
        assertThat(byLane).hasSize(OutboxLane.COUNT);
        byLane.forEach((lane, ofLane) -> assertThat(ofLane).containsExactlyElementsOf(
                events.stream().filter(event -> OutboxLane.of(event.accountUuid()) == lane).toList()));
    }
}
