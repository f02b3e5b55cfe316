package dev.accountrisk.observe;

import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.ingest.partition.IngestObserver;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Traces each batch with a span: a child of its first record's trace, linked to the traces of the others. Events carry it. The
 * span names the records' place and number, and nothing of their content.
 */
public final class BatchTraces implements IngestObserver {
    private static final String HEADER = "traceparent";
    private static final Pattern W3C = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private final IngestObserver next;
    private final Tracer tracer;

    /** @param next observes everything too */
    BatchTraces(IngestObserver next, Tracer tracer) {
        this.next = next;
        this.tracer = tracer;
    }

    @Override
    public void counted(String topic, OutcomeCounts counts) {
        next.counted(topic, counts);
    }

    @Override
    public @Nullable String contextOf(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.US_ASCII);
    }

    @Override
    public Ending began(TopicPartition partition, long firstOffset, int records, Set<String> contexts) {
        Ending inner = next.began(partition, firstOffset, records, contexts);
        Span.Builder building = tracer.spanBuilder()
                .name("process " + partition.topic())
                .kind(Span.Kind.CONSUMER)
                .tag("messaging.system", "kafka")
                .tag("messaging.destination.name", partition.topic())
                .tag("messaging.destination.partition.id", Integer.toString(partition.partition()))
                .tag("messaging.batch.message_count", records)
                .tag("messaging.kafka.offset", firstOffset);
        boolean first = true;
        for (String header : contexts) {
            TraceContext context = context(header);
            if (context != null && first) {
                building = building.setParent(context);
                first = false;
            } else if (context != null) {
                building = building.addLink(new Link(context));
            }
        }
        if (first) {
            // not a part of the trace of another partition that shares the transaction
            building = building.setNoParent();
        }
        Span span = building.start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        return outcome -> {
            scope.close();
            span.tag("account_risk.outcome", outcome).end();
            inner.ended(outcome);
        };
    }

    private @Nullable TraceContext context(String header) {
        Matcher parts = W3C.matcher(header);
        return parts.matches()
                ? tracer.traceContextBuilder()
                        .traceId(parts.group(1))
                        .spanId(parts.group(2))
                        .sampled((Integer.parseInt(parts.group(3), 16) & 1) == 1)
                        .build()
                : null;
    }

    /** The trace that the calling thread works for, in the form of its header; null if there is none or it is not recorded. */
    static @Nullable String current(Tracer tracer) {
        Span span = tracer.currentSpan();
        return span == null || !Boolean.TRUE.equals(span.context().sampled())
                ? null
                : "00-" + span.context().traceId() + "-" + span.context().spanId() + "-01";
    }
}
