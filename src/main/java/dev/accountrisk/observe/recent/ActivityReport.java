package dev.accountrisk.observe.recent;

import java.util.List;
import java.util.Map;

/**
 * What happened in a worker in the last minutes, as it tells the console.
 *
 * @param windowSeconds  how long ago that began
 * @param sampled        whether only some records of large batches were counted, each for several
 * @param failures       by partition, those with the most first
 * @param failuresCut whether partitions are left out
 */
public record ActivityReport(long windowSeconds, boolean sampled, Ranking records, Ranking refused, Ranking reruns,
        List<PartitionFailures> failures, boolean failuresCut) {

    /**
     * The accounts with the highest counts.
     *
     * @param total the count of all accounts
     */
    public record Ranking(long total, List<HotAccount> top) {}

    /**
     * An account of one partition.
     *
     * @param atLeast its count is not lower
     * @param atMost  its count is not higher
     */
    public record HotAccount(String topic, int partition, String account, long atLeast, long atMost) {}

    /**
     * The transactions of one partition that did not commit.
     *
     * @param byCause how many, by the name of the cause
     */
    public record PartitionFailures(String topic, int partition, Map<String, Long> byCause) {}
}
