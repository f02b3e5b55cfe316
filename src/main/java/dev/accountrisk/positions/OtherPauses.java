package dev.accountrisk.positions;

import dev.accountrisk.engine.position.PausedPartitions;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is paused in place of what somebody wanted to resume. */
final class OtherPauses {
    private OtherPauses() {}

    /** The end of a sentence; empty if nothing else of the topic is paused. */
    static String of(PausedPartitions.Snapshot paused, String topic, @Nullable Integer partition) {
        if (partition != null) {
            return paused.hasTopic(topic) ? ": the whole topic is" : "";
        }
        List<Integer> partitions = paused.partitionsOf(topic);
        return partitions.isEmpty()
                ? ""
                : ": what is paused is " + partitions.stream()
                        .map(number -> topic + "-" + number)
                        .collect(Collectors.joining(", "));
    }
}
