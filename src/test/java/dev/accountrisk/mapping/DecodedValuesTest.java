package dev.accountrisk.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.CorrectedValue;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.KeptHeaders;
import dev.accountrisk.wire.OwnRecords;
import dev.accountrisk.wire.ReaderUnavailableException;
import dev.accountrisk.wire.RecordDecoder;
import dev.accountrisk.wire.ValueReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that are not JSON go through a reader first, and then everything is as for JSON. */
class DecodedValuesTest {
    private static final String JSON = "{\"id\":\"e1\",\"cents\":4250,\"at\":1763776800}";
    private static final String VALUE = Base64.getEncoder().encodeToString(MappedRecord.bytes(JSON));
    private static final String MAPPING = """
            fields:
              eventId: /id
              accountUuid: key
              risk: {from: /cents, shift: -2}
              occurredAt: {from: /at, unit: s}
            key: {prefix: cust-}
            only:
              - {from: 'header:tenant', in: [eu]}
            """;
    private static final Decoded<RiskUpdate> EVENT = new Decoded.Valid<>(
            new RiskUpdate("e1", "8", RiskUpdate.Type.SET, 42.5, 1763776800000L, RiskUpdate.NO_SEQUENCE));

    private final TopicMapping mapping = TopicMapping
            .of(MappingFile.parse(MappedRecord.bytes(MAPPING), RiskUpdateDecoder.FIELDS), KeyObserver.NONE)
            .withValuesOf(new Base64Reader());
    private final RecordDecoder<RiskUpdate> decoder = mapping.decoder(plain());

    @Test
    void theMappingReadsWhatTheDecoderMade() {
        assertThat(decoder.decode(record(VALUE).input())).isEqualTo(EVENT);
        assertThat(decoder.accountKey(record(VALUE).input())).isEqualTo(MappedRecord.bytes("8"));
    }

    @Test
    void withoutAMappingItIsTheContractsOwnForm() {
        RecordDecoder<RiskUpdate> own = TopicMapping.NONE.withValuesOf(new Base64Reader()).decoder(plain());
        String value = "{\"eventId\":\"e1\",\"accountUuid\":\"8\",\"risk\":42.5,\"occurredAt\":1763776800000}";

        assertThat(own.decode(MappedRecord.of(Base64.getEncoder().encodeToString(MappedRecord.bytes(value)))
                .key("8")
                .input())).isEqualTo(EVENT);
    }

    @Test
    void whatItCannotReadIsParkedForItsReason() {
        assertThat(decoder.decode(record("!").input()))
                .isEqualTo(new Decoded.Invalid<>(ParkReason.NOT_JSON, "no Base64"));
        assertThat(decoder.decode(record("").input())).isInstanceOfSatisfying(Decoded.Invalid.class,
                invalid -> assertThat(invalid.reason()).isEqualTo(ParkReason.EMPTY));
        assertThat(decoder.decode(record("A".repeat(65_540)).input())).isInstanceOfSatisfying(Decoded.Invalid.class,
                invalid -> assertThat(invalid.reason()).isEqualTo(ParkReason.TOO_LARGE));
    }

    @Test
    void aRecordThatAConditionOnAHeaderLeavesOutIsNotRead() {
        assertThat(decoder.decode(record("!").header("tenant", "us").input())).isEqualTo(new Decoded.Ignored<>());
        assertThat(mapping.unfilteredDecoder(plain()).decode(record(VALUE).header("tenant", "us").input()))
                .isEqualTo(EVENT);
    }

    @Test
    void whatTheWorkersSendIsNotRead() {
        String own = "{\"eventId\":\"e1\",\"accountUuid\":\"8\",\"risk\":42.5,\"occurredAt\":1763776800000}";

        assertThat(decoder.decode(MappedRecord.of(own).key("8").header(OwnRecords.HEADER, "contract").input()))
                .isEqualTo(EVENT);
    }

    @Test
    void aCorrectedValueIsWhatTheDecoderWouldHaveMade() {
        InputRecord parked = record("!").input();

        assertThat(decoder.decode(CorrectedValue.in(parked, MappedRecord.bytes(JSON)))).isEqualTo(EVENT);
    }

    @Test
    void aParkedRecordKeepsTheHeadersThatItNeeds() {
        InputRecord record = record(VALUE).header("form", "base64").header("other", "x").input();
        InputRecord parked = record.withHeaders(KeptHeaders.read(decoder.keptHeaders(record)));

        assertThat(parked.headers().last("form")).isEqualTo(MappedRecord.bytes("base64"));
        assertThat(parked.headers().last("other")).isNull();
        assertThat(decoder.decode(parked)).isEqualTo(EVENT);
    }

    @Test
    void nobodyKnowsWhatItIsWhileTheReaderDoesNotAnswer() {
        assertThatThrownBy(() -> decoder.decode(record("away").input()))
                .isInstanceOf(ReaderUnavailableException.class);
    }

    @Test
    void theDigestTellsBothApart() {
        assertThat(mapping.digest()).hasValueSatisfying(
                digest -> assertThat(digest).matches("[0-9a-f]{16}\\+base64:1").hasSizeLessThanOrEqualTo(64));
        assertThat(TopicMapping.NONE.withValuesOf(new Base64Reader()).digest()).contains("base64:1");
        assertThat(TopicMapping.NONE.digest()).isEmpty();
    }

    private static MappedRecord record(String value) {
        return MappedRecord.of(value).key("cust-8").header("tenant", "eu");
    }

    private static RiskUpdateDecoder plain() {
        return new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, 300_000);
    }

    private static final class Base64Reader implements ValueReader {
        @Override
        public Decoded<InputRecord> read(InputRecord record) {
            String text = new String(record.value(), StandardCharsets.US_ASCII);
            if (text.equals("away")) {
                throw new ReaderUnavailableException("away", new IOException());
            }
            try {
                return new Decoded.Valid<>(record.withValue(Base64.getDecoder().decode(text)));
            } catch (IllegalArgumentException bad) {
                return new Decoded.Invalid<>(ParkReason.NOT_JSON, "no Base64");
            }
        }

        @Override
        public List<String> headers() {
            return List.of("form");
        }

        @Override
        public String digest() {
            return "base64:1";
        }
    }
}
