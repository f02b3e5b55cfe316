package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventBatchTest {
    private static final List<AccountEvent> EACH_KIND = List.of(
            new CommandApplied("8", "test_17", CommandType.FREEZE, "COIN", new BigDecimal("1000.500"),
                    new BigDecimal("616.000000000000000000"), 1763776800123L),
            new CommandApplied("8", "open_1", CommandType.OPEN, null, null, null, 1),
            new CommandRefused("8", "test_18", CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE, 2),
            new RiskLevelChanged("9", 42.5, RiskLevel.LOW, RiskLevel.MEDIUM, 3),
            new BalanceChanged("8", "COIN", new BigDecimal("1E+3"), BigDecimal.ZERO, 4));
    private static final String PACKED = """
            [["CommandApplied","8",1763776800123,"test_17","FREEZE","COIN","1000.5","616"],\
            ["CommandApplied","8",1,"open_1","OPEN"],\
            ["CommandRefused","8",2,"test_18","DEBIT","INSUFFICIENT_BALANCE"],\
            ["RiskLevelChanged","9",3,42.5,"LOW","MEDIUM"],\
            ["BalanceChanged","8",4,"COIN","1000","0"]]""";

    /** Batches of an earlier version may still wait: this text may gain forms, but never lose one. */
    @Example
    void isTextAnOperatorCanRead() {
        assertThat(new String(EventBatch.pack(EACH_KIND), StandardCharsets.UTF_8)).isEqualTo(PACKED);
        assertThat(EventBatch.unpack(RawRecord.bytes(PACKED))).hasSameSizeAs(EACH_KIND);
    }

    @Example
    void theTraceComesFirstAndIsNoEvent() {
        byte[] packed = EventBatch.pack(EACH_KIND, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(EventBatch.traceParent(packed)).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(EventBatch.unpack(packed)).hasSameSizeAs(EACH_KIND);
        assertThat(EventBatch.traceParent(EventBatch.pack(EACH_KIND))).isNull();
    }

    @Property
    void comesBackAsItWas(@ForAll("events") List<AccountEvent> events) {
        assertThat(EventBatch.unpack(EventBatch.pack(events))).isEqualTo(events);
    }

    @Example
    void damageIsNeverTakenForEvents() {
        byte[] packed = EventBatch.pack(EACH_KIND);
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> EventBatch.unpack(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String damaged : List.of("{}", "[{}]", "[[]]", "[[\"Other\",\"8\",1]]", "[] []",
                PACKED.replace("OPEN", "OPN"),
                PACKED.replace("\"MEDIUM\"", "\"MEDIUM\",1"), PACKED.replace("\"OPEN\"", "\"OPEN\",1"),
                PACKED.replace("\"1000\"", "1000"), PACKED.replace("\"1000\"", "\"x\""))) {
            assertThatThrownBy(() -> EventBatch.unpack(RawRecord.bytes(damaged)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<List<AccountEvent>> events() {
        Arbitrary<String> ids = Arbitraries.strings().withChars("abcXYZ019._:-").ofMinLength(1).ofMaxLength(64);
        Arbitrary<CommandType> types = Arbitraries.of(CommandType.class);
        Arbitrary<Long> times = Arbitraries.longs();
        Arbitrary<BigDecimal> amounts = Combinators.combine(Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TEN.pow(38)), Arbitraries.integers().between(0, 18))
                .as((digits, scale) -> digits.mod(BigInteger.TEN).signum() == 0
                        ? new BigDecimal(digits)
                        : new BigDecimal(digits, scale));
        Arbitrary<RiskLevel> levels = Arbitraries.of(RiskLevel.class);
        return Arbitraries.<AccountEvent>oneOf(
                Combinators.combine(ids, ids, types, ids, amounts, amounts, times).as(CommandApplied::new),
                Combinators.combine(ids, ids, times)
                        .as((account, command, time) -> new CommandApplied(account, command,
                                CommandType.OPEN, null, null, null, time)),
                Combinators.combine(ids, ids, types, Arbitraries.of(Refusal.class), times).as(CommandRefused::new),
                Combinators.combine(ids, Arbitraries.doubles().between(0, 1_000_000), levels, levels, times)
                        .as(RiskLevelChanged::new),
                Combinators.combine(ids, ids, amounts, amounts, times).as(BalanceChanged::new)).list().ofMaxSize(20);
    }
}
