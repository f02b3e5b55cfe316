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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of the version before may still wait: this text may gain forms, but never lose one. */
class EventArraysTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String EVENTS = """
            ["CommandApplied","8",1763776800123,"test_17","FREEZE","COIN","1000.5","616"],\
            ["CommandApplied","8",1,"open_1","OPEN"],\
            ["CommandRefused","8",2,"test_18","DEBIT","INSUFFICIENT_BALANCE"],\
            ["RiskLevelChanged","9",3,42.5,"LOW","MEDIUM"],\
            ["BalanceChanged","8",4,"COIN","1000","0"]]""";
    private static final List<AccountEvent> READ = List.of(
            new CommandApplied("8", "", "test_17", CommandType.FREEZE, "COIN", new BigDecimal("1000.5"),
                    new BigDecimal("616"), 1763776800123L),
            new CommandApplied("8", "", "open_1", CommandType.OPEN, null, null, null, 1),
            new CommandRefused("8", "", "test_18", CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE, 2),
            new RiskLevelChanged("9", "", 42.5, RiskLevel.LOW, RiskLevel.MEDIUM, 3),
            new BalanceChanged("8", "", "COIN", new BigDecimal("1000"), new BigDecimal("0"), 4));

    @Test
    void rowsOfTheVersionBeforeAreRead() {
        byte[] withoutTrace = RawRecord.bytes("[" + EVENTS);
        assertThat(EventArrays.unpack(withoutTrace)).isEqualTo(READ);
        assertThat(EventArrays.traceParent(withoutTrace)).isNull();
        byte[] withTrace = RawRecord.bytes("[\"" + TRACE + "\"," + EVENTS);
        assertThat(EventArrays.unpack(withTrace)).isEqualTo(READ);
        assertThat(EventArrays.traceParent(withTrace)).isEqualTo(TRACE);
    }

    @Test
    void damageIsNeverTakenForEvents() {
        byte[] packed = RawRecord.bytes("[" + EVENTS);
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> EventArrays.unpack(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String damaged : List.of("{}", "[{}]", "[[]]", "[[\"Other\",\"8\",1]]", "[] []")) {
            assertThatThrownBy(() -> EventArrays.unpack(RawRecord.bytes(damaged)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
