package dev.accountrisk.broker;

/**
 * Where a log ends.
 *
 * @param offset      the offset after the last record that may be read
 * @param leaderEpoch counts the leaders that the partition has had; -1 if the broker does not report it
 */
public record LogEnd(long offset, int leaderEpoch) {
    /** Whether the broker that answered is not the newest leader, because a record of this leader epoch was read. */
    public boolean isOlderThan(int epoch) {
        return leaderEpoch >= 0 && leaderEpoch < epoch;
    }
}
