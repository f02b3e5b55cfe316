package dev.accountrisk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.KeptHeaders;
import dev.accountrisk.wire.RecordDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One mapping reads CloudEvents in both modes: its pointers are those of the data. */
class CloudEventsInTest {
    private static final String DATA = "{\"meta\":{\"score\":4250}}";
    private static final Decoded<RiskUpdate> EVENT = new Decoded.Valid<>(
            new RiskUpdate("a-1", "8", RiskUpdate.Type.SET, 42.5, 1763776800000L, RiskUpdate.NO_SEQUENCE));

    private final RecordDecoder<RiskUpdate> decoder = MappedRecord.riskUpdates("""
            fields:
              eventId: event:id
              accountUuid: event:subject
              risk: {from: /meta/score, shift: -2}
              occurredAt: event:time
            only: [{from: 'event:type', in: [score.changed]}]
            """);

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "application/cloudevents+json; charset=UTF-8",
            "Application/CloudEvents+JSON ;charset=utf-8"})
    void structured(String contentType) {
        assertThat(decoder.decode(structured("score.changed", DATA, contentType))).isEqualTo(EVENT);
        assertThat(decoder.decode(structured("login", DATA, contentType))).isEqualTo(new Decoded.Ignored<>());
    }

    @Test
    void binary() {
        assertThat(decoder.decode(binary("score.changed"))).isEqualTo(EVENT);
        assertThat(decoder.decode(binary("login"))).isEqualTo(new Decoded.Ignored<>());
    }

    @Test
    void aParkedEventKeepsTheHeadersThatItNeeds() {
        for (InputRecord record : new InputRecord[]{binary("score.changed"),
                structured("score.changed", DATA, "application/cloudevents+json")}) {
            InputRecord parked = new InputRecord(record.key(), KeptHeaders.read(decoder.keptHeaders(record)),
                    record.timestampMillis(), record.value(), record.partition(), record.offset());
            assertThat(decoder.decode(parked)).isEqualTo(EVENT);
        }
    }

    @Test
    void aBatchIsRefused() {
        assertThat(decoder
                .decode(MappedRecord.of("[]").header("content-type", "application/cloudevents-batch+json").input()))
                .isEqualTo(new Decoded.Invalid<>(ParkReason.NOT_JSON,
                        "the value is a batch of CloudEvents: a record has one event"));
    }

    @Test
    void whatAnEventLacksIsNamed() {
        InputRecord withoutData = structured("score.changed", "null", "application/cloudevents+json");
        assertThat(decoder.decode(withoutData)).isEqualTo(
                new Decoded.Invalid<>(ParkReason.MISSING_FIELD, "/meta/score (risk): is required"));
        assertThat(decoder.decode(MappedRecord.of(DATA).header("ce_type", "score.changed").input())).isEqualTo(
                new Decoded.Invalid<>(ParkReason.MISSING_FIELD, "event:id (eventId): is required"));
    }

    private static InputRecord structured(String type, String data, String contentType) {
        return MappedRecord.of("{\"specversion\":\"1.0\",\"id\":\"a-1\",\"type\":\"" + type + "\",\"source\":\"/s\","
                + "\"subject\":\"8\",\"time\":\"2025-11-22T02:00:00Z\",\"data\":" + data + "}")
                .header("content-type", contentType)
                .input();
    }

    private static InputRecord binary(String type) {
        return MappedRecord.of(DATA)
                .header("content-type", "application/json")
                .header("ce_specversion", "1.0")
                .header("ce_id", "a-1")
                .header("ce_type", type)
                .header("ce_subject", "8")
                .header("ce_time", "2025-11-22T02:00:00Z")
                .input();
    }
}
