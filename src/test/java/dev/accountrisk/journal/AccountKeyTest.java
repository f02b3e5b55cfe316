package dev.accountrisk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountKeyTest {
    @Test
    void keysAreInTheOrderInWhichMySqlLocksTheirRows() {
        Stream<AccountKey> keys = Stream.of(new AccountKey("b", "1"), new AccountKey("a", "b"),
                new AccountKey("a", "B"),
                new AccountKey("A", "z"), new AccountKey("a", "10"), new AccountKey("a", "9"));

        assertThat(keys.sorted()).containsExactly(new AccountKey("A", "z"), new AccountKey("a", "10"),
                new AccountKey("a", "9"), new AccountKey("a", "B"), new AccountKey("a", "b"), new AccountKey("b", "1"));
    }
}
