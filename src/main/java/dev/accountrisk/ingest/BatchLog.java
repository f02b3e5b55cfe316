package dev.accountrisk.ingest;

import dev.accountrisk.ingest.partition.Drained;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/** Adds to each log line of a batch where its records are, and nothing of their content. */
final class BatchLog implements AutoCloseable {
    private static final String ID = "batch.id";
    private static final String TOPIC = "batch.topic";
    private static final String PARTITION = "batch.partition";
    private static final String FIRST = "batch.first_offset";
    private static final String LAST = "batch.last_offset";

    private BatchLog() {}

    /** Names a batch of partitions of one topic. What differs from partition to partition is a list, in one order. */
    static BatchLog of(List<Drained<?>> parts) {
        MDC.put(ID, parts.getFirst().source() + "@" + parts.getFirst().records().getFirst().offset());
        MDC.put(TOPIC, parts.getFirst().source().topic());
        MDC.put(PARTITION, joined(parts, part -> part.source().partition()));
        MDC.put(FIRST, joined(parts, part -> part.records().getFirst().offset()));
        MDC.put(LAST, joined(parts, part -> part.nextOffset() - 1));
        return new BatchLog();
    }

    private static String joined(List<Drained<?>> parts, Function<Drained<?>, Object> of) {
        return parts.stream().map(part -> of.apply(part).toString()).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        List.of(ID, TOPIC, PARTITION, FIRST, LAST).forEach(MDC::remove);
    }
}
