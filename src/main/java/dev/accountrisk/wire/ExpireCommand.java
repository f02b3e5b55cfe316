package dev.accountrisk.wire;

/** The command by which the workers let a hold expire: the same bytes whichever worker sends it. */
public final class ExpireCommand {
    private ExpireCommand() {}

    /** Encodes the command. */
    @SuppressWarnings("DoNotCallSuggester") // signatures first, bodies follow
    public static byte[] encode(String accountUuid, String holdId, long expiresAtMillis) {
        throw new UnsupportedOperationException();
    }
}
