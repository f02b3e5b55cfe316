package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

/** What a failure comes down to is the server's own words and code, the same each time. */
class CausesTest {

    @Test
    void theServersWordsAreNamedAndNotThePoolsWait() {
        SQLException denied = new SQLException("Access denied for user 'worker'@'%' (using password: YES)", "28000",
                1045);
        SQLException pool = new SQLTransientConnectionException(
                "HikariPool-1 - Connection is not available, request timed out after 2113ms", "HY000", 0, denied);

        assertThat(Causes.innermost(new IllegalStateException("Unable to obtain connection", pool)))
                .isEqualTo("Access denied for user 'worker'@'%' (using password: YES) (MySQL error 1045)");
    }

    @Test
    void withoutAServersWordTheInnermostMessageIsNamed() {
        assertThat(Causes.innermost(new SQLException("Communications link failure\n\nThe last packet ...",
                new ConnectException("Connection refused")))).isEqualTo("Connection refused");
        assertThat(Causes.innermost(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void theWholeChainHasEachMessageOnceAndOnOneLine() {
        assertThat(
                Causes.of(new IllegalStateException("a: b\nc", new IllegalStateException("b", new SQLException("d")))))
                .isEqualTo("a: b: d");
    }
}
