package dev.accountrisk.account;

/**
 * A valid risk update.
 *
 * @param sequence the source's own counter, or {@link #NO_SEQUENCE}
 */
public record RiskUpdate(String eventId, String accountUuid, Type type, double risk, long occurredAtMillis,
        long sequence) implements Entry {

    /** Stands for an absent sequence: a real one is never negative. */
    public static final long NO_SEQUENCE = -1;

    @Override
    public String entryId() {
        return eventId;
    }

    /** What an update does to the risk. */
    public enum Type {
        /** Sets the risk. */
        SET,
        /** Adds to the risk. */
        ADD
    }
}
