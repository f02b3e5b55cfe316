package dev.accountrisk.account;

/** The command ids that belong to the workers: {@code expire:} and a hold id. */
public final class ExpiryIds {
    /** What these ids begin with, and no other command id. */
    public static final String PREFIX = "expire:";

    private ExpiryIds() {}

    /** The id of the command by which the workers let a hold expire. */
    public static String of(String holdId) {
        return PREFIX + holdId;
    }

    /** Whether an id is one of the workers' own. */
    public static boolean isExpiryId(String commandId) {
        return commandId.startsWith(PREFIX);
    }
}
