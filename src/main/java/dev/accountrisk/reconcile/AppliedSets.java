package dev.accountrisk.reconcile;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broker.BrokerException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Reads the {@code SET}s among the last applied records of risk updates. */
@FunctionalInterface
public interface AppliedSets {
    /**
     * Reads them.
     *
     * @param ends    the offset after the last record to look at, by partition
     * @param records how many offsets of each partition
     */
    List<RiskUpdate> read(Map<TopicPartition, Long> ends, int records) throws BrokerException;
}
