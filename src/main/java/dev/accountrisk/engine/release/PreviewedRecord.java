package dev.accountrisk.engine.release;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release would make of one parked record.
 *
 * @param outcome how it would end; {@link Outcome#PARKED} if it would stay parked
 * @param reason  why it would be refused, or stay parked; null for any other outcome
 * @param changes the values that it would change
 * @param events  what other systems would learn
 */
public record PreviewedRecord(long id, Outcome outcome, @Nullable String reason, List<Change> changes,
        List<AccountEvent> events) {
    public PreviewedRecord {
        changes = List.copyOf(changes);
        events = List.copyOf(events);
    }

    /**
     * A value before and after the record.
     *
     * @param what names it, for example {@code COIN balance}
     */
    public record Change(String what, String before, String after) {}
}
