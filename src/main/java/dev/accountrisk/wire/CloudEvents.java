package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;

/** The form in which events leave: CloudEvents 1.0, structured, JSON. */
public final class CloudEvents {
    private CloudEvents() {}

    /** Encodes one event under an id that is the same however often it is sent. */
    @SuppressWarnings("DoNotCallSuggester") // signatures first, bodies follow
    public static byte[] encode(String source, String id, AccountEvent event) {
        throw new UnsupportedOperationException();
    }
}
