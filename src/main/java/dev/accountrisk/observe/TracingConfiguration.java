package dev.accountrisk.observe;

import dev.accountrisk.outbox.Outbox;
import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces, if they are enabled: from the headers of records through the batch to the events. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
class TracingConfiguration {
    @Bean
    BatchTraces batchTraces(WorkerMetrics metrics, Tracer tracer) {
        return new BatchTraces(metrics, tracer);
    }

    @Bean
    Outbox tracedOutbox(Tracer tracer) {
        return new Outbox(() -> BatchTraces.current(tracer));
    }
}
