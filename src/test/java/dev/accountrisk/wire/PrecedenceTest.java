package dev.accountrisk.wire;

import static dev.accountrisk.wire.RawRecord.WRITTEN_AT_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded.Invalid;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A record with several defects is parked with the reason that the contract names first. */
class PrecedenceTest {
    private static final String CANARY = "c4n4ry";
    private static final Map<ParkReason, UnaryOperator<RawRecord>> DEFECTS = new EnumMap<>(Map.of(
            ParkReason.TOO_LARGE, record -> record.withExtra("\"pad\":\"" + "x".repeat(70_000) + "\""),
            ParkReason.NOT_JSON, record -> record.followedBy(CANARY),
            ParkReason.DUPLICATE_FIELD, record -> record.withExtra("\"" + CANARY + "\":1,\"" + CANARY + "\":2"),
            ParkReason.MISSING_FIELD, record -> record.without("eventId").without("commandId"),
            ParkReason.WRONG_TYPE, record -> record.with("risk", "\"" + CANARY + "\"")
                    .with("amount", "\"" + CANARY + "\""),
            ParkReason.BAD_ID, record -> record.with("accountUuid", "\"" + CANARY + " \""),
            ParkReason.OUT_OF_RANGE, record -> record.with("sequence", "-1")
                    .with("expiresAt", "99999999999999999999"),
            ParkReason.UNKNOWN_TYPE, record -> record.with("type", "\"" + CANARY + "\""),
            ParkReason.KEY_MISMATCH, record -> record.withKey(RawRecord.bytes(CANARY)),
            ParkReason.FROM_THE_FUTURE, record -> record.with("occurredAt", "1763780000000")));

    @Property
    void ofARiskUpdate(@ForAll("defects") Set<ParkReason> defects) {
        RawRecord record = spoilt(RawRecord.riskUpdate(), defects);

        assertFirst(defects, new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, RawRecord.MAX_CLOCK_SKEW_MILLIS)
                .decode(new InputRecord(record.key(), WRITTEN_AT_MILLIS, record.value())));
    }

    @Property
    void ofACommand(@ForAll("defects") Set<ParkReason> defects) {
        RawRecord record = spoilt(RawRecord.command("FREEZE"), defects);

        assertFirst(defects, new CommandDecoder(RawRecord.MAX_CLOCK_SKEW_MILLIS)
                .decode(new InputRecord(record.key(), WRITTEN_AT_MILLIS, record.value())));
    }

    @Provide
    Arbitrary<Set<ParkReason>> defects() {
        return Arbitraries.of(DEFECTS.keySet()).set().ofMinSize(1);
    }

    private static RawRecord spoilt(RawRecord record, Set<ParkReason> defects) {
        RawRecord spoilt = record;
        for (ParkReason defect : defects) {
            spoilt = DEFECTS.getOrDefault(defect, UnaryOperator.identity()).apply(spoilt);
        }
        return spoilt;
    }

    private static void assertFirst(Set<ParkReason> defects, Decoded<?> decoded) {
        assertThat(decoded).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.reason()).isEqualTo(Collections.min(defects));
            // the detail is for people who may not see the payload
            assertThat(invalid.detail()).isNotBlank().doesNotContain(CANARY).doesNotContain("\n");
        });
    }
}
