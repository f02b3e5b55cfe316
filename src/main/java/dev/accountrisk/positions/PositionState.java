package dev.accountrisk.positions;

/** How a position relates to the log that it belongs to. */
public enum PositionState {
    /** The log holds the position: workers resume from it. */
    IN_LOG("workers read on from here"),
    /** The log begins after the position: records are gone that were not applied. */
    RECORDS_GONE("records are gone that were not applied; decide about the gap, then positions move"),
    /** The log was cut off before the position, and may have grown past it since with other records. */
    LOG_CUT_OFF("the log was cut off before the position; decide from where to read, then positions move"),
    /** The leader that answered is older than the position. A newer leader may hold another log. */
    OLDER_LEADER(
            "the broker that answers does not know the newest leader, or Kafka was restored from a backup; if it was restored, decide"
                    + " from where to read, then positions move"),
    /** The topic with this name has another id: it was deleted and recreated. */
    OTHER_TOPIC("the topic was recreated; if no record of the old one is missing, positions accept"),
    /** The topic has fewer partitions than before, or is gone. */
    NO_PARTITION("the topic has no such partition; nothing reads it");

    private final String meaning;

    PositionState(String meaning) {
        this.meaning = meaning;
    }

    /** What it means, and what an operator may do. */
    public String meaning() {
        return meaning;
    }

    static PositionState of(long nextOffset, long beginning, long end, boolean cut) {
        if (nextOffset < beginning) {
            return RECORDS_GONE;
        }
        return cut || nextOffset > end ? LOG_CUT_OFF : IN_LOG;
    }
}
