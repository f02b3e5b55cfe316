package dev.accountrisk.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The parked topic, held against the sources: bytes unchanged, headers right, every parked record there. */
public final class ParkedTopic {
    private final Findings findings;
    private final Map<Rows.Place, LogRecord> sources = new HashMap<>();
    private final Map<Rows.Place, String> told = new HashMap<>();

    /** Knows nothing yet. */
    public ParkedTopic(Findings findings) {
        this.findings = findings;
    }

    /** Remembers a source record that the model parked. */
    public void source(LogRecord record) {
        sources.put(new Rows.Place(record.topic(), record.partition(), record.offset()), record);
    }

    /** Takes a record of the parked topic. */
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        Rows.Place place = new Rows.Place(
                header(record, "source-topic"),
                Integer.parseInt(header(record, "source-partition")),
                Long.parseLong(header(record, "source-offset")));
        LogRecord source = sources.get(place);
        if (source == null) {
            findings.add("parked topic", "not parked by the model: " + place + ' ' + header(record, "parked-reason"));
            return;
        }
        told.put(place, header(record, "parked-reason"));
        boolean unchanged = same(record.key(), source.key()) && same(record.value(), source.value());
        findings.expectEqual("parked topic", "bytes unchanged at " + place, true, unchanged);
        findings.expectEqual(
                "parked topic",
                "time of " + place,
                Long.toString(source.timestampMillis()),
                header(record, "source-timestamp"));
        boolean oneLine = header(record, "parked-detail").lines().count() <= 1;
        findings.expectEqual("parked topic", "a detail of one line at " + place, true, oneLine);
    }

    /** Holds the reasons against the model's. */
    public void compare(ContractModel model) {
        model.parked()
                .forEach(
                        (place, parked) -> findings.expectEqual(
                                "parked topic",
                                "reason of " + place,
                                parked.reason(),
                                told.getOrDefault(place, "not there")));
    }

    private static boolean same(byte @Nullable [] left, byte @Nullable [] right) {
        return Arrays.equals(left == null ? new byte[0] : left, right == null ? new byte[0] : right)
                && (left == null) == (right == null);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "-1" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
