package dev.accountrisk.risk;

import static dev.accountrisk.account.ParkReason.BAD_ID;
import static dev.accountrisk.account.ParkReason.DUPLICATE_FIELD;
import static dev.accountrisk.account.ParkReason.FROM_THE_FUTURE;
import static dev.accountrisk.account.ParkReason.KEY_MISMATCH;
import static dev.accountrisk.account.ParkReason.MISSING_FIELD;
import static dev.accountrisk.account.ParkReason.OUT_OF_RANGE;
import static dev.accountrisk.account.ParkReason.UNKNOWN_TYPE;
import static dev.accountrisk.account.ParkReason.WRONG_TYPE;
import static dev.accountrisk.wire.RawRecord.WRITTEN_AT_MILLIS;
import static dev.accountrisk.wire.RawRecord.riskUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.Decoded.Invalid;
import dev.accountrisk.wire.Decoded.Valid;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RawRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskUpdateDecoderTest {
    private static final String EVENT_ID = "0199f1a2-7c11-7000-8000-5c1e0b6f2a10";
    private static final String NINES = "9".repeat(60_000);

    @Test
    void readsTheExampleOfTheContract() {
        assertThat(decode(riskUpdate())).isEqualTo(new Valid<>(
                new RiskUpdate(EVENT_ID, RawRecord.ACCOUNT, RiskUpdate.Type.SET, 42.5, 1763776800123L, 17)));
    }

    @Test
    void whatIsOptionalMayBeAbsentOrNull() {
        RiskUpdate bare = new RiskUpdate(EVENT_ID, RawRecord.ACCOUNT, RiskUpdate.Type.SET, 42.5, 1763776800123L,
                RiskUpdate.NO_SEQUENCE);

        assertThat(decode(riskUpdate().without("type").without("sequence").without("source")))
                .isEqualTo(new Valid<>(bare));
        assertThat(decode(riskUpdate().with("type", "null").with("sequence", "null").with("source", "null")))
                .isEqualTo(new Valid<>(bare));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"source\":{\"a\":[1,{\"b\":null}]}", "\"source\":5", "\"other\":[[],{}]",
            "\"b\":{\"x\":1},\"c\":{\"x\":1},\"x\":1", "\"EventId\":7", "\"eventid\":7", "\"\":0", "\"amount\":\"x\"",
            "\"holdId\":\"a b\"", "\"ä\":\"𝄞\"", "\"a\":1,\"\\u0061b\":2", "\"lone\":\"\\ud800\""})
    void unknownFieldsAreIgnored(String extra) {
        assertThat(decode(riskUpdate().without("source").withExtra(extra))).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0
            -0 | 0
            -0.0 | 0
            0e5 | 0
            42.5 | 42.5
            1e2 | 100
            4.25E+1 | 42.5
            425e-1 | 42.5
            1000000 | 1000000
            1000000.0 | 1000000
            1e6 | 1000000
            0.1 | 0.1
            0.30000000000000004 | 0.30000000000000004
            123456.789012345678901234567890 | 123456.78901234568
            5e-324 | 4.9e-324
            1e-999 | 0
            0e999999999999 | 0
            -0e-999999999999 | 0
            1e-999999999999 | 0
            999999.99999999999999999 | 1000000
            1000000.00000000000000000 | 1000000
            0.00000001e14 | 1000000
            100000000000000000000e-14 | 1000000
            """)
    void riskIsTheNearestDouble(String raw, double risk) {
        assertThat(decode(riskUpdate().with("risk", raw))).isInstanceOfSatisfying(Valid.class,
                valid -> assertThat(Double.doubleToRawLongBits(((RiskUpdate) valid.event()).risk()))
                        .isEqualTo(Double.doubleToRawLongBits(risk)));
    }

    @ParameterizedTest
    @CsvSource({"1763776800123, 1763776800123", "0, 0", "-1, -1", "1763776800123.0, 1763776800123",
            "1.763776800123E12, 1763776800123", "17637768001230e-1, 1763776800123", "1.7637768e+12, 1763776800000",
            "0.0, 0", "-0.0, 0", "0e999999999999, 0", "-1.0e0, -1", "-9223372036854775808.0, -9223372036854775808",
            "'\"2025-11-22T02:00Z\"', 1763776800000", "'\"2025-11-22t04:00+02\"', 1763776800000",
            "'\"2025-11-22T02:00:00.123000000000000Z\"', 1763776800123", "'\"2025-11-22T02:00\\u005a\"', 1763776800000",
            "-9223372036854775808, -9223372036854775808",
            "'\"2025-11-22T02:00:00.123Z\"', 1763776800123", "'\"2025-11-22T02:00:00.1239999Z\"', 1763776800123",
            "'\"2025-11-22T02:00:00Z\"', 1763776800000", "'\"2025-11-22T03:30:00.123+01:30\"', 1763776800123",
            "'\"1969-12-31T23:59:59.9999Z\"', -1"})
    void timesAreMillisecondsOrInstants(String raw, long millis) {
        assertThat(decode(riskUpdate().with("occurredAt", raw))).isInstanceOfSatisfying(Valid.class,
                valid -> assertThat(((RiskUpdate) valid.event()).occurredAtMillis()).isEqualTo(millis));
    }

    @Test
    void sequenceMayBeAsGreatAsALong() {
        assertThat(decode(riskUpdate().with("sequence", "9223372036854775807"))).isInstanceOfSatisfying(Valid.class,
                valid -> assertThat(((RiskUpdate) valid.event()).sequence()).isEqualTo(Long.MAX_VALUE));
        assertThat(decode(riskUpdate().with("sequence", "-0"))).isInstanceOf(Valid.class);
    }

    @Test
    void escapedNamesAndIdsAreTheNamesAndIdsTheyStandFor() {
        assertThat(decode(riskUpdate().without("eventId").withExtra("\"event\\u0049d\":\"\\u0061\\u0062\"")))
                .isInstanceOfSatisfying(Valid.class,
                        valid -> assertThat(((RiskUpdate) valid.event()).eventId()).isEqualTo("ab"));
    }

    @ParameterizedTest
    @MethodSource
    void parksWithTheReasonOfTheContract(ParkReason reason, String field, String raw) {
        RawRecord record = raw.isEmpty() ? riskUpdate().without(field) : riskUpdate().with(field, raw);

        assertThat(decode(record)).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.reason()).isEqualTo(reason);
            assertThat(invalid.detail()).startsWith(field + ": ");
        });
    }

    static Stream<Arguments> parksWithTheReasonOfTheContract() {
        return Stream.of(
                invalid(MISSING_FIELD, "eventId", "", "null"),
                invalid(MISSING_FIELD, "accountUuid", "", "null"),
                invalid(MISSING_FIELD, "risk", "", "null"),
                invalid(MISSING_FIELD, "occurredAt", "", "null"),
                invalid(WRONG_TYPE, "eventId", "5", "true", "{}", "[]", "[\"a\"]", "{\"a\":1}"),
                invalid(WRONG_TYPE, "accountUuid", "5"),
                invalid(WRONG_TYPE, "type", "5", "[\"SET\"]", "false"),
                invalid(WRONG_TYPE, "risk", "\"42.5\"", "true", "[]", "{}"),
                invalid(WRONG_TYPE, "occurredAt", "1763776800123.5", "1.5", "1e-1", "0.1e-999999999999",
                        "99999999999999999999.5", "\"1763776800123\"", "\"2016-12-31T23:59:60Z\"",
                        "\"2026-01-30T24:00:00Z\"", "\"2026-01-31T12:00:00,5Z\"", "\"20260131T120000Z\"", "\"\"",
                        "\"now\"",
                        "\"2025-11-22\"", "\"2025-11-22T02:00:00\"", "\"2025-13-22T02:00:00Z\"", "true", "[]",
                        "\"" + NINES + "\""),
                invalid(WRONG_TYPE, "sequence", "\"17\"", "17.0", "1e2", "1e999999999999", "true"),
                invalid(BAD_ID, "eventId", "\"\"", "\"a b\"", "\"ä\"", "\"\\n\"", "\"" + "x".repeat(65) + "\"",
                        "\"0199F1A2-7C11-7000-8000-5C1E0B6F2A10\"", "\"\\ud800\"", "\"" + NINES + "\""),
                invalid(BAD_ID, "accountUuid", "\"0199F1A2-7C11-7000-8000-5C1E0B6F2A10\"", "\"\\u0000\""),
                invalid(OUT_OF_RANGE, "risk", "-0.000001", "-1", "1000000.0001", "1000000.00000000001",
                        "1000000." + "0".repeat(60_000) + "1", "10000000000000000000001e-16", "1e400", "-1e400",
                        "-1e-400",
                        "1e999999999999",
                        NINES, "-" + NINES, NINES + ".5"),
                invalid(OUT_OF_RANGE, "occurredAt", "9223372036854775808", "-9223372036854775809", NINES,
                        "9223372036854775808.0", "1e19", "-1e19", "1e999999999999", "-1e999999999999",
                        "\"+999999999-12-31T23:59:59Z\"", "\"-999999999-12-31T23:59:59Z\"",
                        "\"+292278994-08-17T07:12:55.808Z\""),
                invalid(OUT_OF_RANGE, "sequence", "-1", "9223372036854775808", NINES),
                invalid(UNKNOWN_TYPE, "type", "\"\"", "\"set\"", "\"SET \"", "\"DELETE\""),
                invalid(FROM_THE_FUTURE, "occurredAt", Long.toString(WRITTEN_AT_MILLIS + 300_001),
                        "\"2125-01-01T00:00:00Z\"", "9223372036854775807"))
                .flatMap(table -> table);
    }

    private static Stream<Arguments> invalid(ParkReason reason, String field, String... rawValues) {
        return Stream.of(rawValues).map(raw -> Arguments.of(reason, field, raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"eventId\":\"x\"", "\"source\":null", "\"event\\u0049d\":null", "\"x\":1,\"x\":2",
            "\"x\":1,\"\\u0078\":1", "\"o\":{\"a\":1,\"a\":1}", "\"o\":[{\"b\":{\"a\":1,\"c\":2,\"a\":1}}]",
            "\"o\":{\"risk\":1,\"risk\":1}"})
    void aFieldMayOccurOnlyOnceInEachObject(String extra) {
        assertReason(DUPLICATE_FIELD, decode(riskUpdate().withExtra(extra)));
    }

    @Test
    void theKeyIsTheAccount() {
        assertReason(KEY_MISMATCH, decode(riskUpdate().withKey(null)));
        assertReason(KEY_MISMATCH, decode(riskUpdate().withKey(new byte[0])));
        assertReason(KEY_MISMATCH, decode(riskUpdate().withKey(RawRecord.bytes("dc57ktzmtiwP"))));
        assertReason(KEY_MISMATCH, decode(riskUpdate().withKey(RawRecord.bytes("dc57ktzmtiwp "))));
        assertReason(KEY_MISMATCH, decode(riskUpdate().withKey(RawRecord.bytes("dc57ktzmtiw"))));
    }

    @Test
    void theClockMayBeAheadByTheSkewAndNoMore() {
        assertThat(decode(riskUpdate().with("occurredAt", Long.toString(WRITTEN_AT_MILLIS + 300_000))))
                .isInstanceOf(Valid.class);
        assertThat(new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, Long.MAX_VALUE).decode(new InputRecord(
                riskUpdate().key(), WRITTEN_AT_MILLIS, riskUpdate().with("occurredAt", "9223372036854775807").value())))
                .isInstanceOf(Valid.class);
    }

    @Test
    void aRecordWithoutATimestampIsNotFromTheFuture() {
        RawRecord record = riskUpdate().with("occurredAt", "9223372036854775807");

        assertThat(new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, 0)
                .decode(new InputRecord(record.key(), InputRecord.NO_TIMESTAMP, record.value())))
                .isInstanceOf(Valid.class);
        assertReason(FROM_THE_FUTURE, new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, 0)
                .decode(new InputRecord(record.key(), 0, record.value())));
    }

    @Test
    void bySequenceASetNeedsOneAndAnAddDoesNot() {
        RiskUpdateDecoder decoder = new RiskUpdateDecoder(RiskOrder.SEQUENCE, RawRecord.MAX_CLOCK_SKEW_MILLIS);
        RawRecord bare = riskUpdate().without("sequence");

        assertReason(MISSING_FIELD, decode(decoder, bare));
        assertReason(MISSING_FIELD, decode(decoder, bare.with("sequence", "null").without("type")));
        assertThat(decode(decoder, bare.with("type", "\"ADD\""))).isInstanceOf(Valid.class);
        assertReason(UNKNOWN_TYPE, decode(decoder, bare.with("type", "\"set\"")));
        assertThat(decode(decoder, riskUpdate())).isInstanceOf(Valid.class);
    }

    private static void assertReason(ParkReason reason, Decoded<RiskUpdate> decoded) {
        assertThat(decoded).isInstanceOfSatisfying(Invalid.class,
                invalid -> assertThat(invalid.reason()).isEqualTo(reason));
    }

    private static Decoded<RiskUpdate> decode(RawRecord record) {
        return decode(new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, RawRecord.MAX_CLOCK_SKEW_MILLIS), record);
    }

    private static Decoded<RiskUpdate> decode(RiskUpdateDecoder decoder, RawRecord record) {
        return decoder.decode(new InputRecord(record.key(), WRITTEN_AT_MILLIS, record.value()));
    }
}
