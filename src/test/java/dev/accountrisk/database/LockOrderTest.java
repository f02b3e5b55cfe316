package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LockOrderTest {
    @Test
    void acceptsKeysThatRise() {
        assertThatCode(() -> {
            LockOrder.require(List.<String>of());
            LockOrder.require(List.of("a"));
            LockOrder.require(List.of("A", "a", "aa", "b"));
        }).doesNotThrowAnyException();
    }

    @Test
    void refusesAKeyBelowTheOneBefore() {
        assertThatIllegalStateException().isThrownBy(() -> LockOrder.require(List.of("a", "c", "b")))
                .withMessage("bug: locks must be taken in order, but b follows c");
    }

    @Test
    void refusesAKeyThatComesTwice() {
        assertThatIllegalStateException().isThrownBy(() -> LockOrder.require(List.of("a", "a")));
    }

    @Test
    void comparesRowsByTheirKeys() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LockOrder.require(List.of("a2", "b1"), row -> row.charAt(1)));
    }
}
