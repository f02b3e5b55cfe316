package dev.accountrisk.console.activity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one worker in its last minutes, by its report.
 *
 * @param windowSeconds how long ago they began
 * @param sampled       whether only some records of large batches were counted, each for several
 * @param failuresCut   whether partitions are left out
 * @param policy        the risk policy in force, or null if the worker does not report it
 */
record Activity(long windowSeconds, boolean sampled, Ranking records, Ranking refused, Ranking reruns,
        List<Failed> failures, boolean failuresCut, @Nullable PolicyValues policy) {

    /** The accounts with the highest counts, and the count of all accounts. */
    record Ranking(long total, List<HotAccount> top) {}

    /** The transactions of one partition that did not commit, by the name of the cause. */
    record Failed(String topic, int partition, Map<String, Long> byCause) {}
}
