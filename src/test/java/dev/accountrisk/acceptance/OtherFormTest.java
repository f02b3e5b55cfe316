package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.mapping.MappingFile;
import dev.accountrisk.mapping.PlainDecoder;
import dev.accountrisk.mapping.TopicMapping;
import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.LogRecord;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the mapping reads in the other form is what the contract's decoder reads in the plain one. */
class OtherFormTest {
    private static final String RISK_UPDATES = "updates";
    private static final String COMMANDS = "commands";
    private static final int RECORDS = 20_000;
    private static final int ACCOUNTS = 500;
    private static final long NOW_MILLIS = 1_763_776_800_000L;
    private static final long SKEW_MILLIS = 300_000;

    private final OtherForm form = new OtherForm(COMMANDS);
    private final Set<ParkReason> reasons = EnumSet.noneOf(ParkReason.class);

    @Test
    void readsRiskUpdatesAlike() {
        PlainDecoder<?> plain = new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, SKEW_MILLIS);
        RecordDecoder<?> mapped = TopicMapping
                .of(MappingFile.parse(bytes(OtherForm.RISK_UPDATES), RiskUpdateDecoder.FIELDS), KeyObserver.NONE)
                .decoder(plain);
        RiskLoad load = new RiskLoad(RISK_UPDATES, 1, RECORDS, ACCOUNTS, 0.05, 0.01, 0.02, 0.1, true, NOW_MILLIS);
        load.forEach(record -> compare(record, plain, mapped));

        assertThat(reasons).containsExactlyInAnyOrder(ParkReason.EMPTY, ParkReason.TOO_LARGE, ParkReason.NOT_JSON,
                ParkReason.DUPLICATE_FIELD, ParkReason.MISSING_FIELD, ParkReason.WRONG_TYPE, ParkReason.BAD_ID,
                ParkReason.KEY_MISMATCH, ParkReason.FROM_THE_FUTURE);
    }

    @Test
    void readsCommandsAlike() {
        PlainDecoder<?> plain = new CommandDecoder(SKEW_MILLIS);
        RecordDecoder<?> mapped = TopicMapping
                .of(MappingFile.parse(bytes(OtherForm.COMMANDS), CommandDecoder.FIELDS), KeyObserver.NONE)
                .decoder(plain);
        CommandLoad usual = CommandLoad.usual(COMMANDS, 1, RECORDS, ACCOUNTS, NOW_MILLIS);
        CommandLoad load = new CommandLoad(COMMANDS, 1, RECORDS, ACCOUNTS, usual.hotAccounts(), usual.hotShare(),
                usual.assets(), usual.repeatShare(), usual.conflictShare(), 0.02, NOW_MILLIS);
        load.forEach(record -> compare(record, plain, mapped));

        // the account comes from the key, so it cannot differ from it
        assertThat(reasons).containsExactlyInAnyOrder(ParkReason.EMPTY, ParkReason.TOO_LARGE, ParkReason.NOT_JSON,
                ParkReason.DUPLICATE_FIELD, ParkReason.MISSING_FIELD, ParkReason.WRONG_TYPE, ParkReason.BAD_ID,
                ParkReason.FROM_THE_FUTURE);
    }

    private void compare(LoadRecord record, PlainDecoder<?> plain, RecordDecoder<?> mapped) {
        LoadRecord other = form.of(record, OtherForm.FOR_THE_WORKER);
        compareBack(other, plain, mapped);
        compareBack(form.of(record, OtherForm.FOR_ANOTHER), plain, mapped);
        compareBack(OtherForm.underUnfitKey(other), plain, mapped);
    }

    private void compareBack(LoadRecord other, PlainDecoder<?> plain, RecordDecoder<?> mapped) {
        Decoded<?> found = mapped.decode(input(other.key(), other.value(), other.timestampMillis()));
        Optional<LogRecord> back = form.back(new LogRecord(other.topic(), 0, 0, other.timestampMillis(), other.key(),
                other.value()));
        Decoded<?> expected = back
                .<Decoded<?>>map(record -> plain.decode(input(record.key(), record.value(), record.timestampMillis())))
                .orElseGet(Decoded.Ignored::new);
        if (expected instanceof Decoded.Invalid<?> invalid) {
            reasons.add(invalid.reason());
            assertThat(found).isInstanceOfSatisfying(Decoded.Invalid.class,
                    broken -> assertThat(broken.reason()).isEqualTo(invalid.reason()));
        } else {
            assertThat(found).isEqualTo(expected);
        }
    }

    private static InputRecord input(byte @Nullable [] key, byte @Nullable [] value, long timestampMillis) {
        return new InputRecord(key, timestampMillis, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
