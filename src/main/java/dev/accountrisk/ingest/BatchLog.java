package dev.accountrisk.ingest;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.MDC;

/** Adds to each log line of a batch where its records are, and nothing of their content. */
final class BatchLog implements AutoCloseable {
    private static final String ID = "batch.id";
    private static final String TOPIC = "batch.topic";
    private static final String PARTITION = "batch.partition";
    private static final String FIRST = "batch.first_offset";
    private static final String LAST = "batch.last_offset";

    private BatchLog() {}

    static BatchLog of(TopicPartition partition, long firstOffset, long lastOffset) {
        Map.of(ID, partition + "@" + firstOffset, TOPIC, partition.topic(), PARTITION,
                Integer.toString(partition.partition()), FIRST, Long.toString(firstOffset), LAST,
                Long.toString(lastOffset)).forEach(MDC::put);
        return new BatchLog();
    }

    @Override
    public void close() {
        List.of(ID, TOPIC, PARTITION, FIRST, LAST).forEach(MDC::remove);
    }
}
