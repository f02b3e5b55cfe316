package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;
import org.jspecify.annotations.Nullable;

/** The events by the names that other systems know. */
enum EventType {
    COMMAND_APPLIED("CommandApplied"),
    COMMAND_REFUSED("CommandRefused"),
    RISK_LEVEL_CHANGED("RiskLevelChanged"),
    BALANCE_CHANGED("BalanceChanged");

    private final String spelling;

    EventType(String spelling) {
        this.spelling = spelling;
    }

    String spelling() {
        return spelling;
    }

    static EventType of(AccountEvent event) {
        return switch (event) {
            case AccountEvent.CommandApplied _ -> COMMAND_APPLIED;
            case AccountEvent.CommandRefused _ -> COMMAND_REFUSED;
            case AccountEvent.RiskLevelChanged _ -> RISK_LEVEL_CHANGED;
            case AccountEvent.BalanceChanged _ -> BALANCE_CHANGED;
        };
    }

    static @Nullable EventType spelt(String spelling) {
        for (EventType type : values()) {
            if (type.spelling.equals(spelling)) {
                return type;
            }
        }
        return null;
    }
}
