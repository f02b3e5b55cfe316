package dev.accountrisk.console.partitions;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All partitions and workers at one moment. */
public record Progress(List<PartitionView> partitions, List<WorkerView> workers) {
    /** Those that are not being applied. */
    public List<PartitionView> notRunning() {
        return partitions.stream().filter(partition -> !partition.running()).toList();
    }

    /** Records that wait in all partitions, or null if that is unknown for one of them. */
    public @Nullable Long lag() {
        long sum = 0;
        for (PartitionView partition : partitions) {
            Long lag = partition.lag();
            if (lag == null) {
                return null;
            }
            sum += lag;
        }
        return sum;
    }

    /** The same by topic. A topic's lag is unknown if that of one of its partitions is. */
    public Map<String, @Nullable Long> lags() {
        Map<String, @Nullable Long> lags = new TreeMap<>();
        for (PartitionView partition : partitions) {
            Long lag = partition.lag();
            Long sum = lags.getOrDefault(partition.topic(), 0L);
            lags.put(partition.topic(), lag == null || sum == null ? null : sum + lag);
        }
        return lags;
    }

    /** The workers that still report. */
    public List<WorkerView> reporting() {
        return workers.stream().filter(worker -> !worker.silent()).toList();
    }

    /** Everything that was consumed so far. */
    public Outcomes outcomes() {
        return partitions.stream()
                .map(PartitionView::outcomes)
                .reduce(Outcomes.NONE, Outcomes::plus);
    }
}
