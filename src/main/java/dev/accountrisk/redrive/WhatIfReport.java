package dev.accountrisk.redrive;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.Amounts;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.engine.release.Preview;
import dev.accountrisk.engine.release.PreviewedRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release would do with the first parked records of an account.
 *
 * @param whole whether no later record would be tried with them
 */
public record WhatIfReport(List<Line> records, boolean whole) {
    public WhatIfReport {
        records = List.copyOf(records);
    }

    /**
     * What becomes of one record.
     *
     * @param reason  why it is refused, or stays parked; null for any other outcome
     * @param changes what it changes
     * @param events  what other systems learn, each in one line
     */
    public record Line(long id, Outcome outcome, @Nullable String reason, List<PreviewedRecord.Change> changes,
            List<String> events) {}

    static WhatIfReport of(Preview preview) {
        return new WhatIfReport(preview.records()
                .stream()
                .map(record -> new Line(record.id(), record.outcome(), record.reason(), record.changes(),
                        record.events().stream().map(WhatIfReport::describe).toList()))
                .toList(), preview.whole());
    }

    /** The same report of its first records alone. */
    public WhatIfReport first(int most) {
        return most >= records.size() ? this : new WhatIfReport(records.subList(0, most), false);
    }

    /** In one line. */
    static String describe(AccountEvent event) {
        return switch (event) {
            case AccountEvent.CommandApplied applied ->
                "CommandApplied: " + applied.commandType() + " " + applied.commandId();
            case AccountEvent.CommandRefused refused -> "CommandRefused: " + refused.commandType() + " "
                    + refused.commandId() + ", " + refused.reason();
            case AccountEvent.BalanceChanged changed -> "BalanceChanged: " + changed.asset() + ", balance "
                    + Amounts.text(changed.balance()) + ", frozen " + Amounts.text(changed.frozen());
            case AccountEvent.RiskLevelChanged changed -> "RiskLevelChanged: " + changed.oldLevel() + " to "
                    + changed.newLevel() + ", risk " + changed.risk();
        };
    }
}
