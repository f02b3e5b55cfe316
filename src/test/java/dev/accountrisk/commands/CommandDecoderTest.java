package dev.accountrisk.commands;

import static dev.accountrisk.account.ParkReason.BAD_ID;
import static dev.accountrisk.account.ParkReason.FROM_THE_FUTURE;
import static dev.accountrisk.account.ParkReason.MISSING_FIELD;
import static dev.accountrisk.account.ParkReason.OUT_OF_RANGE;
import static dev.accountrisk.account.ParkReason.UNKNOWN_TYPE;
import static dev.accountrisk.account.ParkReason.WRONG_TYPE;
import static dev.accountrisk.wire.RawRecord.WRITTEN_AT_MILLIS;
import static dev.accountrisk.wire.RawRecord.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.commands.expiry.ExpireCommand;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.Decoded.Invalid;
import dev.accountrisk.wire.Decoded.Valid;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RawRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandDecoderTest {
    private static final CommandDecoder DECODER = new CommandDecoder(RawRecord.MAX_CLOCK_SKEW_MILLIS);
    private static final String NINES = "9".repeat(60_000);
    private static final String ZEROS = "0".repeat(60_000);

    @Test
    void readsTheExampleOfTheContract() {
        byte[] value = RawRecord.bytes("""
                {"commandId":"test_17","accountUuid":"8","type":"FREEZE","asset":"COIN","amount":"616",\
                "holdId":"task-9","expiresAt":1763780400000}""");

        assertThat(DECODER.decode(new InputRecord(RawRecord.bytes("8"), WRITTEN_AT_MILLIS, value)))
                .isEqualTo(new Valid<>(
                        Command.of("test_17", "8", CommandType.FREEZE, "COIN", new BigDecimal("616"), "task-9",
                                1763780400000L, null, WRITTEN_AT_MILLIS)));
    }

    @Test
    void itsTimeIsItsOwnElseTheRecords() {
        assertThat(valid(command("CREDIT")).timeMillis()).isEqualTo(1763776800123L);
        assertThat(valid(command("CREDIT").without("occurredAt")).timeMillis()).isEqualTo(WRITTEN_AT_MILLIS);
        assertThat(valid(command("CREDIT").with("occurredAt", "null")).timeMillis()).isEqualTo(WRITTEN_AT_MILLIS);
    }

    @Test
    void aCommandWithoutEitherTimeLacksAField() {
        assertThat(decode(command("CREDIT").without("occurredAt"), InputRecord.NO_TIMESTAMP))
                .isEqualTo(new Invalid<>(MISSING_FIELD, "occurredAt: is required"));
        assertThat(decode(command("CREDIT").with("occurredAt", "null"), InputRecord.NO_TIMESTAMP))
                .isEqualTo(new Invalid<>(MISSING_FIELD, "occurredAt: is required"));
        assertThat(decode(command("CREDIT").with("occurredAt", "\"2125-01-01T00:00Z\""), InputRecord.NO_TIMESTAMP))
                .isInstanceOf(Valid.class);
    }

    @Test
    void theAbsentAssetIsTheDefaultOne() {
        assertThat(valid(command("CREDIT").without("asset")))
                .isEqualTo(valid(command("CREDIT").with("asset", "\"DEFAULT\"")));
    }

    @Test
    void theContentIsWhatCountsAndNotItsSpelling() {
        Command command = valid(command("FREEZE"));

        assertThat(valid(command("FREEZE").with("amount", "616.00")
                .with("occurredAt", "1763776800000")
                .with("expiresAt", "\"2025-11-22T05:00+02\"")
                .withExtra("\"note\":1")).digest())
                .isEqualTo(command.digest());
        assertThat(valid(command("FREEZE").with("amount", "6.16e2")).digest()).isEqualTo(command.digest());
        assertThat(valid(command("FREEZE").with("amount", "\"616.1\"")).digest()).isNotEqualTo(command.digest());
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeNeedsWhatTheContractSays(CommandType type) {
        Set<String> needed = switch (type) {
            case OPEN -> Set.of("externalRef");
            case CREDIT, DEBIT -> Set.of("amount");
            case FREEZE, SETTLE -> Set.of("amount", "holdId");
            case REFUND, EXPIRE -> Set.of("holdId");
        };

        assertThat(valid(command(type.name())).type()).isEqualTo(type);
        for (String field : Set.of("asset", "amount", "holdId", "expiresAt", "externalRef", "occurredAt")) {
            Decoded<Command> decoded = decode(command(type.name()).without(field));
            if (needed.contains(field)) {
                assertThat(decoded).isEqualTo(new Invalid<>(MISSING_FIELD, field + ": is required"));
            } else {
                assertThat(decoded).isInstanceOf(Valid.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"616, 616", "'\"616\"', 616", "'\"00616.500\"', 616.5", "616.50, 616.5", "6165e-1, 616.5",
            "0.6165E+3, 616.5", "1e19, 10000000000000000000", "99999999999999999999, 99999999999999999999",
            "99999999999999999999.999999999999999999, 99999999999999999999.999999999999999999",
            "1e-18, 0.000000000000000001", "'\"0.000000000000000001\"', 0.000000000000000001",
            "1.0000000000000000000000, 1", "'\"1.0000000000000000000000\"', 1", "100e-2, 1",
            "0.1, 0.1", "123456789012345678901e-1, 12345678901234567890.1"})
    void amountsAreExactAndCountedByValue(String raw, BigDecimal amount) {
        assertThat(valid(command("CREDIT").with("amount", raw)).amount()).isEqualTo(amount);
    }

    @Test
    void anAmountMayBeSpeltAtAnyLength() {
        assertThat(valid(command("CREDIT").with("amount", "\"" + ZEROS + "7.5\"")).amount()).isEqualTo("7.5");
        assertThat(valid(command("CREDIT").with("amount", "7.5" + ZEROS)).amount()).isEqualTo("7.5");
        assertThat(valid(command("CREDIT").with("amount", "75" + ZEROS + "e-60001")).amount()).isEqualTo("7.5");
        assertThat(valid(command("CREDIT").with("amount", "0." + ZEROS + "75e60001")).amount()).isEqualTo("7.5");
    }

    @ParameterizedTest
    @MethodSource
    void parksWithTheReasonOfTheContract(ParkReason reason, String field, String raw) {
        RawRecord record = raw.isEmpty() ? command("FREEZE").without(field) : command("FREEZE").with(field, raw);

        assertThat(decode(record)).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.reason()).isEqualTo(reason);
            assertThat(invalid.detail()).startsWith(field + ": ");
        });
    }

    static Stream<Arguments> parksWithTheReasonOfTheContract() {
        return Stream.of(
                invalid(MISSING_FIELD, "commandId", "", "null"),
                invalid(MISSING_FIELD, "accountUuid", "", "null"),
                invalid(MISSING_FIELD, "type", "", "null"),
                invalid(WRONG_TYPE, "commandId", "17"),
                invalid(WRONG_TYPE, "accountUuid", "8"),
                invalid(WRONG_TYPE, "type", "1", "{\"FREEZE\":1}"),
                invalid(WRONG_TYPE, "asset", "1", "[]"),
                invalid(WRONG_TYPE, "holdId", "1"),
                invalid(WRONG_TYPE, "externalRef", "1", "false"),
                invalid(WRONG_TYPE, "amount", "\"\"", "\"-5\"", "\"+5\"", "\"1e5\"", "\".5\"", "\"5.\"", "\"1 \"",
                        "\"1,5\"", "\"1.5.5\"", "\"٣\"", "\"NaN\"", "\"0x10\"", "true", "[]", "{}"),
                invalid(WRONG_TYPE, "expiresAt", "\"tomorrow\"", "1.5", "\"1763780400000\"", "{}"),
                invalid(WRONG_TYPE, "occurredAt", "\"\"", "1.5"),
                invalid(BAD_ID, "commandId", "\"\"", "\"a/b\""),
                invalid(BAD_ID, "asset", "\"\"", "\"" + "x".repeat(65) + "\""),
                invalid(BAD_ID, "externalRef", "\"a b\""),
                invalid(BAD_ID, "holdId", "\"" + "x".repeat(58) + "\"", "\"0199F1A2-7C11-7000-8000-5C1E0B6F2A10\""),
                invalid(OUT_OF_RANGE, "amount", "0", "\"0\"", "\"0.000\"", "0.0", "0e5", "-0", "-5", "-1e-400", "1e20",
                        "\"100000000000000000000\"", "1e-19", "\"0.0000000000000000001\"", "1.0000000000000000001",
                        "1e4294967296", "1e-4294967296", "1e18446744073709551616", "1e999999999", "1e-999999999",
                        "1e99999999999999999999", "1e-99999999999999999999",
                        "99999999999999999999.9999999999999999999", NINES, "\"" + NINES + "\"", "0." + NINES,
                        ZEROS.replaceFirst("0", "1")),
                invalid(OUT_OF_RANGE, "expiresAt", "9223372036854775808", NINES),
                invalid(OUT_OF_RANGE, "occurredAt", "-9223372036854775809"),
                invalid(UNKNOWN_TYPE, "type", "\"freeze\"", "\"\"", "\"SET\""),
                invalid(FROM_THE_FUTURE, "occurredAt", Long.toString(WRITTEN_AT_MILLIS + 300_001)))
                .flatMap(table -> table);
    }

    private static Stream<Arguments> invalid(ParkReason reason, String field, String... rawValues) {
        return Stream.of(rawValues).map(raw -> Arguments.of(reason, field, raw));
    }

    @Test
    void anUnknownTypeNeedsOnlyWhatAllNeed() {
        RawRecord bare = command("WITHDRAW").without("amount").without("holdId").without("externalRef");

        assertThat(decode(bare)).isEqualTo(new Invalid<>(UNKNOWN_TYPE, "type: is not a command type"));
        assertThat(decode(bare.without("commandId")))
                .isEqualTo(new Invalid<>(MISSING_FIELD, "commandId: is required"));
    }

    @Test
    void whatATypeDoesNotNeedHasToBeValidAllTheSame() {
        assertThat(decode(command("OPEN").with("amount", "\"many\""))).isInstanceOfSatisfying(Invalid.class,
                invalid -> assertThat(invalid.reason()).isEqualTo(WRONG_TYPE));
        assertThat(decode(command("CREDIT").with("holdId", "\"a b\""))).isInstanceOfSatisfying(Invalid.class,
                invalid -> assertThat(invalid.reason()).isEqualTo(BAD_ID));
    }

    @Test
    void theWorkersOwnExpiryIsACommandLikeAnyOther() {
        byte[] value = ExpireCommand.encode("8", "h".repeat(57), 1763776800123L);

        assertThat(DECODER.decode(new InputRecord(RawRecord.bytes("8"), WRITTEN_AT_MILLIS, value)))
                .isEqualTo(new Valid<>(
                        Command.of("expire:" + "h".repeat(57), "8", CommandType.EXPIRE, null, null, "h".repeat(57),
                                null, null,
                                1763776800123L)));
    }

    @Test
    void idsOfTheWorkersCannotBeTaken() {
        assertThat(decode(expiryOfH())).isInstanceOf(Valid.class);
        for (RawRecord taken : List.of(expiryOfH().with("holdId", "\"other\""),
                expiryOfH().with("type", "\"CREDIT\""), expiryOfH().with("type", "\"WITHDRAW\""),
                expiryOfH().with("commandId", "\"expire:\""))) {
            assertThat(decode(taken)).isInstanceOfSatisfying(Invalid.class, invalid -> {
                assertThat(invalid.reason()).isEqualTo(BAD_ID);
                assertThat(invalid.entryId()).startsWith("expire:");
            });
        }
        assertThat(decode(expiryOfH().without("holdId"))).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.reason()).isEqualTo(MISSING_FIELD);
            assertThat(invalid.entryId()).isEqualTo("expire:h");
        });
    }

    private static RawRecord expiryOfH() {
        return command("EXPIRE").with("commandId", "\"expire:h\"").with("holdId", "\"h\"");
    }

    private static Command valid(RawRecord record) {
        if (decode(record) instanceof Valid<Command>(Command command)) {
            return command;
        }
        throw new AssertionError("Expected a command, got " + decode(record));
    }

    private static Decoded<Command> decode(RawRecord record) {
        return decode(record, WRITTEN_AT_MILLIS);
    }

    private static Decoded<Command> decode(RawRecord record, long timestampMillis) {
        return DECODER.decode(new InputRecord(record.key(), timestampMillis, record.value()));
    }
}
