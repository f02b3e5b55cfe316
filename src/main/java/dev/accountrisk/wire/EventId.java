package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.Amounts;

/**
 * The id of an event: its type, its account, its place in the account's history, and its data, with slashes between them. No part
 * has a slash, so one id never has two contents. A digest would be shorter, but took two fifths of the time of encoding an event.
 */
final class EventId {
    private static final char SEPARATOR = '/';

    private EventId() {}

    static void append(AccountEvent event, StringBuilder text) {
        text.append(EventType.of(event).spelling());
        add(event.accountUuid(), text);
        add(event.place(), text);
        switch (event) {
            case CommandApplied applied -> {
                add(applied.commandId(), text);
                add(applied.commandType().name(), text);
                if (applied.asset() != null && applied.balance() != null && applied.frozen() != null) {
                    add(applied.asset(), text);
                    add(Amounts.text(applied.balance()), text);
                    add(Amounts.text(applied.frozen()), text);
                }
            }
            case CommandRefused refused -> {
                add(refused.commandId(), text);
                add(refused.commandType().name(), text);
                add(refused.reason().name(), text);
            }
            case RiskLevelChanged changed -> {
                text.append(SEPARATOR).append(changed.risk());
                add(changed.oldLevel().name(), text);
                add(changed.newLevel().name(), text);
            }
            case BalanceChanged changed -> {
                add(changed.asset(), text);
                add(Amounts.text(changed.balance()), text);
                add(Amounts.text(changed.frozen()), text);
            }
        }
    }

    private static void add(String part, StringBuilder text) {
        text.append(SEPARATOR).append(part);
    }
}
