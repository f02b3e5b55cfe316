package dev.accountrisk.model;

import static dev.accountrisk.model.ModelDriver.COMMANDS;
import static dev.accountrisk.model.ModelDriver.NOW;
import static dev.accountrisk.model.ModelDriver.RISK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model's reader and the worker's decoder, written apart, say the same of records that are bent at random. */
class ReaderAgreementTest {
    private static final String[] SCRAPS = {
            "null", "true", "-1", "0", "0.0", "1e19", "1E20", "1e-18", "1e-19", "1e400", "12345678901234567890.5",
            "\"\"",
            "\"7\"", "\"0007.10\"", "\".5\"", "\"1e3\"", "\"SET\"", "\"ADD\"", "\"CREDIT\"", "\"FREEZE\"", "\"settle\"",
            "\"2025-11-22T02:00:00Z\"", "\"2025-11-22T02:00:00.123456789+01:00\"", "\"noon\"", "[]", "{}",
            "{\"a\":1,\"a\":2}",
            "\"2025-11-22T02:00Z\"", "\"2025-11-22t02:00:00.1239999999999z\"", "\"2025-11-22T02:00-0330\"",
            "\"2025-11-22T02:00+02\"", "\"2025-11-22T24:00Z\"", "\"2016-12-31T23:59:60Z\"", "\"2025-02-29T02:00Z\"",
            "\"2025-11-22T02:00:00.Z\"", "\"2025-11-22T02:00:00,5Z\"", "\"20251122T020000Z\"", "\"2025-11-22T02:00\"",
            "\"-0001-01-01T00:00Z\"", "\"+999999999-01-01T00:00Z\"", "\"2025-11-22T02:00+24:00\"", "\"TZ\"", "\"T+1\"",
            "1763776800123.0", "1.763776800123E12", "1.5", "1e-99999999999", "1e99999999999", "-1e99999999999",
            "0e99999999999", "9223372036854775808.0", "1000000.00000000001", "999999.999999999999",
            "NaN", "1763776800000", "1763777100001", "9999999999999999999", "\"A B\"", "\"\\u0041bc\"", "\"a.b:c_d-e\"",
            "\"0199f1a2-7c11-7000-8000-5c1e0b6f2A10\"", "[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]",
            "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"
    };
    private static final String[] NAMES = {
            "eventId", "commandId", "accountUuid", "type", "risk", "occurredAt", "sequence", "source", "asset",
            "amount",
            "holdId", "expiresAt", "externalRef", "other"
    };

    private final ModelSettings settings = ModelSettings.defaults(RISK, COMMANDS);
    private final PlainReader reader = new PlainReader(settings);
    private final PlainReader sequenceReader = new PlainReader(settings.bySequence());
    private final RiskUpdateDecoder risks = new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, 300_000);
    private final RiskUpdateDecoder sequenceRisks = new RiskUpdateDecoder(RiskOrder.SEQUENCE, 300_000);
    private final CommandDecoder commands = new CommandDecoder(300_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bentRecordsAreReadTheSame(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RiskLoad.usual(RISK, seed, 20_000, 50, NOW).adding(0.3).inSequence().forEach(record -> {
            LogRecord bent = bent(record, random);
            agree(bent, reader.riskUpdate(bent),
                    risks.decode(new InputRecord(bent.key(), bent.timestampMillis(), bent.value())));
            agree(
                    bent,
                    sequenceReader.riskUpdate(bent),
                    sequenceRisks.decode(new InputRecord(bent.key(), bent.timestampMillis(), bent.value())));
        });
        CommandLoad.usual(COMMANDS, seed, 20_000, 50, NOW).forEach(record -> {
            LogRecord bent = bent(record, random);
            agree(bent, reader.command(bent),
                    commands.decode(new InputRecord(bent.key(), bent.timestampMillis(), bent.value())));
        });
    }

    private static void agree(LogRecord record, Reading plain, Decoded<?> decoded) {
        String mine = plain instanceof Reading.Broken broken ? broken.reason().name() : "valid";
        String theirs = decoded instanceof Decoded.Invalid<?> invalid ? invalid.reason().name() : "valid";
        assertThat(theirs).as("%s", show(record)).isEqualTo(mine);
    }

    private static String show(LogRecord record) {
        byte[] value = record.value();
        return value == null ? "no value" : LoadNames.text(value.length > 2_000 ? new byte[0] : value);
    }

    /** One to three values of the record, or fields it did not have, become something else. */
    private static LogRecord bent(LoadRecord record, SplittableRandom random) {
        byte[] value = record.value();
        byte[] key = record.key();
        long timestampMillis = random.nextInt(8) == 0 ? -1 : record.timestampMillis();
        if (value == null || value.length > 1_000) {
            return new LogRecord(record.topic(), 0, 0, timestampMillis, key, value);
        }
        String json = LoadNames.text(value);
        for (int times = random.nextInt(4); times > 0; times--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            String scrap = SCRAPS[random.nextInt(SCRAPS.length)];
            String member = "\"" + name + "\":" + scrap;
            String without = json.replaceFirst("\"" + name + "\":(\"[^\"]*\"|[^,}\\[]*),?", "").replace(",}", "}");
            json = random.nextInt(12) == 0 || without.length() < 3
                    ? without
                    : without.substring(0, without.length() - 1) + (without.length() > 2 ? "," : "") + member + "}";
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new LogRecord(record.topic(), 0, 0, timestampMillis, key, bytes);
    }
}
