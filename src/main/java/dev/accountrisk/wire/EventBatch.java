package dev.accountrisk.wire;

import java.util.List;

import dev.accountrisk.account.AccountEvent;

/** The form in which events wait in the database until they leave. */
public final class EventBatch {
    private EventBatch() {}

    /** Packs events, in order. */
    @SuppressWarnings("DoNotCallSuggester") // signatures first, bodies follow
    public static byte[] pack(List<AccountEvent> events) {
        throw new UnsupportedOperationException();
    }

    /** Unpacks what {@link #pack} packed. */
    @SuppressWarnings("DoNotCallSuggester") // signatures first, bodies follow
    public static List<AccountEvent> unpack(byte[] packed) {
        throw new UnsupportedOperationException();
    }
}
