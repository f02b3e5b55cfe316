package dev.accountrisk.account;

/** Which of two {@code SET}s of one account wins. */
public enum RiskOrder {
    /** The one with the later time; at the same time, the one with the greater event id. */
    OCCURRED_AT {
        @Override
        public int compare(RiskUpdate update, RiskUpdate earlier) {
            return comparePairs(update.occurredAtMillis(), update.eventId(), earlier.occurredAtMillis(),
                    earlier.eventId());
        }

        @Override
        public int compare(RiskUpdate update, RiskState stored) {
            return comparePairs(update.occurredAtMillis(), update.eventId(), stored.occurredAtMillis(),
                    stored.lastEventId());
        }
    },
    /** The one with the greater sequence; of two with the same sequence, the one that arrived first. */
    SEQUENCE {
        @Override
        public int compare(RiskUpdate update, RiskUpdate earlier) {
            return compareSequences(update, earlier.sequence(), earlier.eventId());
        }

        @Override
        public int compare(RiskUpdate update, RiskState stored) {
            return compareSequences(update, stored.sequence(), stored.lastEventId());
        }
    };

    /**
     * Compares an update with an earlier one: positive if the update wins, 0 if it is a duplicate, negative if it is
     * stale.
     */
    public abstract int compare(RiskUpdate update, RiskUpdate earlier);

    /** Compares an update with the stored row, in the same way. */
    public abstract int compare(RiskUpdate update, RiskState stored);

    /** Compares (time, id) pairs. Ids are ASCII, so the order of characters is the order of bytes. */
    static int comparePairs(long occurredAtMillis, String eventId, long otherOccurredAtMillis, String otherEventId) {
        int byTime = Long.compare(occurredAtMillis, otherOccurredAtMillis);
        return byTime != 0 ? byTime : eventId.compareTo(otherEventId);
    }

    /** An absent sequence is {@link RiskUpdate#NO_SEQUENCE}, which is older than any. */
    private static int compareSequences(RiskUpdate update, long otherSequence, String otherEventId) {
        int bySequence = Long.compare(update.sequence(), otherSequence);
        if (bySequence != 0) {
            return bySequence;
        }
        return update.eventId().equals(otherEventId) ? 0 : -1;
    }
}
