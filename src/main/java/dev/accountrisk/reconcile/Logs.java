package dev.accountrisk.reconcile;

import dev.accountrisk.account.RiskUpdate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the broker says of the logs that positions stand in. */
public interface Logs {
    /** A partition of a topic. */
    record Partition(String topic, int number) {
        @Override
        public String toString() {
            return topic + "-" + number;
        }
    }

    /** The ids of the topics, by name. */
    Map<String, String> topicIds(Collection<String> topics) throws Exception;

    /** The first offset that each partition still holds. */
    Map<Partition, Long> beginnings(Collection<String> topics) throws Exception;

    /**
     * The {@code SET}s among the last records of a topic of risk updates.
     *
     * @param until   where each partition's end is taken to be
     * @param records how many of each partition
     */
    List<RiskUpdate> tail(String topic, Map<Partition, Long> until, int records) throws Exception;

    /** The offset behind each partition's last record. */
    Map<Partition, Long> ends(Collection<String> topics) throws Exception;
}
