package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import java.util.List;

/** What an outbox row says, for tests that read the table. */
public final class OutboxEvents {
    private OutboxEvents() {}

    /** The events of a row of the kind {@code EVENTS}. */
    public static List<AccountEvent> of(byte[] payload) {
        OutboxRow row = new OutboxRow(0, "of a test", OutboxRow.Kind.EVENTS, payload);
        return ((OutboxPayload.Events) PayloadJson.unpack(row)).events();
    }
}
