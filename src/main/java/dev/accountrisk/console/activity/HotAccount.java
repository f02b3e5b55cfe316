package dev.accountrisk.console.activity;

/**
 * An account of one partition, and how often something happened to it: not less than {@code atLeast}, not more than {@code atMost}.
 */
record HotAccount(String topic, int partition, String account, long atLeast, long atMost) {
    /** The name of its partition, as in logs and alerts. */
    public String partitionName() {
        return topic + "-" + partition;
    }

    HotAccount plus(HotAccount other) {
        return new HotAccount(topic, partition, account, atLeast + other.atLeast, atMost + other.atMost);
    }
}
