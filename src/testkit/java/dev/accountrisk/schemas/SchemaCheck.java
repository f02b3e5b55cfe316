package dev.accountrisk.schemas;

import dev.accountrisk.model.Findings;
import dev.accountrisk.model.LogRecord;
import dev.accountrisk.servers.FreshTopics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of a real run, compared with the published schemas: the first thousand of each kind, then every fiftieth, because a
 * validation takes longer than the record's way through the worker.
 */
public final class SchemaCheck {
    private static final int ALL_OF_THE_FIRST = 1_000;
    private static final int THEN_EACH = 50;
    private static final PublishedSchema RISK_UPDATE = PublishedSchema.named("risk-update");
    private static final PublishedSchema COMMAND = PublishedSchema.named("command");
    private static final Map<String, PublishedSchema> EVENTS = Map.of(
            "CommandApplied", PublishedSchema.named("command-applied"),
            "CommandRefused", PublishedSchema.named("command-refused"),
            "RiskLevelChanged", PublishedSchema.named("risk-level-changed"),
            "BalanceChanged", PublishedSchema.named("balance-changed"));
    private static final PublishedSchema EVENT_HEADERS = AsyncApi.headers("eventHeaders");
    private static final PublishedSchema PARKED_HEADERS = AsyncApi.headers("parkedHeaders");

    private final Map<PublishedSchema, Integer> seen = new HashMap<>();
    private final Findings findings;

    /** A check that reports there. */
    public SchemaCheck(Findings findings) {
        this.findings = findings;
    }

    /** Checks a risk update or a command that was not parked. */
    public void input(FreshTopics topics, LogRecord record) {
        PublishedSchema schema = record.topic().equals(topics.commands()) ? COMMAND : RISK_UPDATE;
        if (isDue(schema)) {
            check(schema, PublishedSchema.EXACT.readTree(record.value()));
        }
    }

    /** Checks an event and its headers. */
    public void event(ConsumerRecord<byte[], byte[]> record) {
        JsonNode event = PublishedSchema.EXACT.readTree(record.value());
        PublishedSchema schema = EVENTS.get(event.path("type").asString(""));
        if (schema == null) {
            findings.add("schemas", "no schema for " + event);
        } else if (isDue(schema)) {
            check(schema, event);
            check(EVENT_HEADERS, headers(record));
        }
    }

    /** Checks the headers of a parked record, whose bytes may be anything. */
    public void parked(ConsumerRecord<byte[], byte[]> record) {
        if (isDue(PARKED_HEADERS)) {
            check(PARKED_HEADERS, headers(record));
        }
    }

    private boolean isDue(PublishedSchema schema) {
        int number = seen.merge(schema, 1, Integer::sum);
        return number <= ALL_OF_THE_FIRST || number % THEN_EACH == 0;
    }

    private void check(PublishedSchema schema, JsonNode document) {
        schema.errors(document).forEach(error -> findings.add("schemas", error + " in " + document));
    }

    private static JsonNode headers(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode headers = PublishedSchema.EXACT.createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
