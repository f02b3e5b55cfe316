package dev.accountrisk.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.model.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The document is AsyncAPI's, and says of the topics what the worker does with them. */
class AsyncApiTest {
    private static final JsonNode DOCUMENT = AsyncApi.document();
    private static final Pattern TOPIC = Pattern.compile("`account-risk\\.topics\\.[a-z-]+` \\| `([a-z.]+)`");

    @Test
    void itKeepsTheRulesOfAsyncApi() throws IOException {
        try (InputStream rules = AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.schema.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Objects.requireNonNull(rules))
                    .validate(DOCUMENT)).isEmpty();
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsReferredTo() throws IOException {
        Map<String, JsonNode> documents = new TreeMap<>(Map.of("", DOCUMENT));
        try (Stream<Path> files = Files.list(PublishedSchema.FOLDER)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> documents.put(String.valueOf(file.getFileName()),
                            PublishedSchema.EXACT.readTree(file)));
        }
        Set<String> referredTo = new TreeSet<>(Set.of(""));
        documents.forEach((name, document) -> document.findValuesAsString("$ref").forEach(reference -> {
            String[] parts = reference.split("#", 2);
            String file = parts[0].isEmpty() ? name : parts[0];
            referredTo.add(file);
            assertThat(documents).as(reference).containsKey(file);
            assertThat(
                    Objects.requireNonNull(documents.get(file)).at(parts.length == 1 ? "" : parts[1]).isMissingNode())
                    .as(reference)
                    .isFalse();
        }));
        assertThat(referredTo).isEqualTo(documents.keySet());
    }

    @Test
    void theTopicsHaveTheNamesOfTheTableOfSettings() throws IOException {
        assertThat(DOCUMENT.path("channels").valueStream().map(channel -> channel.path("address").asString()))
                .containsExactlyElementsOf(TOPIC.matcher(Files.readString(Path.of("deploy", "SETTINGS.md")))
                        .results()
                        .map(row -> row.group(1))
                        .toList());
    }

    @Test
    void theReasonsAreThoseOfTheWorkerInTheirOrder() {
        assertThat(DOCUMENT.at("/components/schemas/parkedHeaders/properties/parked-reason/enum")
                .valueStream()
                .map(JsonNode::asString)).isEqualTo(Arrays.stream(ParkReason.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @CsvSource({"parked-reason,NOT_A_REASON", "parked-detail,'two\nlines'", "source-topic,''", "source-partition,one",
            "source-offset,-1", "source-timestamp,yesterday", "parked-detail,"})
    void aWrongHeaderOfAParkedRecordIsFound(String name, @Nullable String text) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("account.parked", 0, 0, new byte[0], new byte[0]);
        List.of("parked-reason=EMPTY", "parked-detail=the record has no value", "source-topic=account.commands",
                "source-partition=0", "source-offset=17", "source-timestamp=-1")
                .forEach(header -> record.headers()
                        .add(header.substring(0, header.indexOf('=')),
                                header.substring(header.indexOf('=') + 1).getBytes(UTF_8)));
        Findings good = new Findings();
        new SchemaCheck(good).parked(record);
        good.assertNone();

        record.headers().remove(name);
        if (text != null) {
            record.headers().add(name, text.getBytes(UTF_8));
        }
        Findings wrong = new Findings();
        new SchemaCheck(wrong).parked(record);
        assertThat(wrong.report()).contains(name);
    }
}
