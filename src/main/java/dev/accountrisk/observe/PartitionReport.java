package dev.accountrisk.observe;

import dev.accountrisk.ingest.partition.PartitionStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How one partition of a worker is, as the worker reports it to the console.
 *
 * @param status the name of the phase
 * @param cause  why it is not running; empty while it runs
 * @param lag    records that are not applied yet, or null if that is not known
 */
record PartitionReport(String topic, int partition, String status, String cause, @Nullable Long lag) {
    private static final int CAUSE_MAX = 500;
    /** From so many partitions on, causes are shorter: the column takes 16 MiB. */
    private static final int MANY = 1_000;
    private static final int CAUSE_OF_MANY_MAX = 100;

    /** The reports of the first partitions by name. */
    static List<PartitionReport> of(Map<String, PartitionStatus> statuses, Map<TopicPartition, Long> lags, int max) {
        Map<String, Long> byName = new TreeMap<>();
        lags.forEach((id, lag) -> byName.put(id.toString(), lag));
        int causeMax = statuses.size() > MANY ? CAUSE_OF_MANY_MAX : CAUSE_MAX;
        Function<Map.Entry<String, PartitionStatus>, PartitionReport> report = entry -> {
            String name = entry.getKey();
            int dash = name.lastIndexOf('-');
            PartitionStatus status = entry.getValue();
            return new PartitionReport(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)),
                    status.phase().name(), shortened(status.cause(), causeMax), byName.get(name));
        };
        return statuses.entrySet().stream().limit(max).map(report).toList();
    }

    private static String shortened(String cause, int max) {
        return cause.substring(0, Math.min(max, cause.length()));
    }
}
