package dev.accountrisk.schemas;

import dev.accountrisk.wire.RawRecord;
import java.util.Random;

/** Gives fields of a good record other values: some right, most wrong, and many just at a bound. */
final class FieldEdits {
    private static final String[] ANY = {"null", "true", "[]", "{}", "\"\"", "7", "\"7\"", "-1", "\"x\\n\""};
    private static final String[] IDS = {"\"a\"", "\"A.b_c:d-9\"", "\"" + "x".repeat(57) + "\"",
            "\"" + "x".repeat(58) + "\"",
            "\"" + "x".repeat(64) + "\"", "\"" + "x".repeat(65) + "\"", "\"ä\"", "\"a b\"",
            "\"0199f1a2-7c11-7000-8000-5c1e0b6f2a10\"", "\"0199f1a2-7c11-7000-8000-5c1e0b6f2A10\"",
            "\"0199F1A2-7C11-7000-8000-5C1E0B6F2A1G\""};
    private static final String[] TIMES = {"0", "-5", "1763776800123.0", "1.763776800123E12", "1763776800123.5",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
            "9223372036854775808.0", "1e400", "1e-400", "\"2025-11-22T02:00:00.123Z\"", "\"2025-11-22t02:00z\"",
            "\"2025-11-22T02:00:00+01:30\"", "\"2025-11-22T02:00:00-0130\"", "\"2025-11-22T02:00:00+01\"",
            "\"2025-11-22T02:00:00\"", "\"2025-11-22T02:00:60Z\"", "\"2025-11-22T24:00:00Z\"",
            "\"2025-11-22 02:00:00Z\"",
            "\"2025-13-22T02:00:00Z\"", "\"2025-11-32T02:00:00Z\"", "\"2025-11-00T02:00:00Z\"", "\"20251122T020000Z\"",
            "\"2025-11-22T02:00:00.Z\"", "\"+12025-11-22T02:00Z\"", "\"-0001-11-22T02:00Z\"", "\"-0000-11-22T02:00Z\"",
            "\"2025-11-22T02:00Z\\n\"", "\"1763776800123\""};
    private static final String[] AMOUNTS = {"0", "0.0", "\"0\"", "\"0.000\"", "1e-18", "1e-19",
            "\"0.000000000000000001\"",
            "\"0.0000000000000000010\"", "\"0.0000000000000000001\"", "99999999999999999999.999999999999999999", "1e20",
            "\"100000000000000000000\"", "\"000099999999999999999999\"", "1e19", "\".5\"", "\"5.\"", "\"1e3\"",
            "\"+1\"",
            "\"-5.00\"", "\" 1\""};
    private static final String[] RISKS = {"0", "-0", "-0.0", "1000000", "1e6", "1000000.00000000001", "-1e-400",
            "1e-400", "1e400"};
    private static final String[] SEQUENCES = {"0", "-1", "9223372036854775807", "9223372036854775808", "1.5"};
    private static final String[] UPDATE_TYPES = {"\"SET\"", "\"ADD\"", "\"set\"", "\"OPEN\""};
    private static final String[] TYPES = {"\"OPEN\"", "\"CREDIT\"", "\"FREEZE\"", "\"REFUND\"", "\"EXPIRE\"",
            "\"open\"", "\"SET\""};
    private static final String[] COMMAND_IDS = {"\"expire:task-9\""};
    private static final String[] HOLD_IDS = {"\"task-9\"", "\"" + "x".repeat(58) + "\"", "\"a b\""};

    private final Random random;
    private final RawRecord record;

    private FieldEdits(Random random, RawRecord record) {
        this.random = random;
        this.record = record;
    }

    static RawRecord riskUpdate(Random random, int edits) {
        FieldEdits edited = new FieldEdits(random, RawRecord.riskUpdate());
        for (int i = 0; i < edits; i++) {
            switch (random.nextInt(7)) {
                case 0 -> edited.edit("eventId", IDS);
                case 1 -> edited.edit("accountUuid", IDS);
                case 2 -> edited.edit("type", UPDATE_TYPES);
                case 3 -> edited.editNumber("risk", RISKS);
                case 4 -> edited.edit("occurredAt", TIMES);
                case 5 -> edited.edit("sequence", SEQUENCES);
                default -> edited.edit("source", IDS);
            }
        }
        return edited.record;
    }

    static RawRecord command(Random random, String type, int edits) {
        FieldEdits edited = new FieldEdits(random, RawRecord.command(type));
        for (int i = 0; i < edits; i++) {
            switch (random.nextInt(10)) {
                case 0 -> edited.edit("commandId", IDS);
                // the hold of this id is task-9, or none: a schema cannot compare two fields
                case 1 -> edited.edit("commandId", COMMAND_IDS);
                case 2 -> edited.edit("accountUuid", IDS);
                case 3 -> edited.edit("type", TYPES);
                case 4 -> edited.edit("asset", IDS);
                case 5 -> edited.editNumber("amount", AMOUNTS);
                case 6 -> edited.edit("holdId", HOLD_IDS);
                case 7 -> edited.edit("expiresAt", TIMES);
                case 8 -> edited.edit("externalRef", IDS);
                default -> edited.edit("occurredAt", TIMES);
            }
        }
        return edited.record;
    }

    private void editNumber(String field, String[] values) {
        if (random.nextInt(8) == 0) {
            record.with(field, number());
        } else {
            edit(field, values);
        }
    }

    private void edit(String field, String[] values) {
        switch (random.nextInt(8)) {
            case 0 -> record.without(field);
            case 1 -> record.with(field, ANY[random.nextInt(ANY.length)]);
            default -> record.with(field, values[random.nextInt(values.length)]);
        }
    }

    private String number() {
        StringBuilder digits = new StringBuilder(random.nextInt(4) == 0 ? "-" : "").append(1 + random.nextInt(9));
        digits(digits, random.nextInt(24));
        if (random.nextBoolean()) {
            digits(digits.append('.').append(random.nextInt(10)), random.nextInt(24));
        }
        return random.nextBoolean() ? digits.toString() : digits.append('e').append(random.nextInt(61) - 30).toString();
    }

    private void digits(StringBuilder text, int count) {
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
    }
}
