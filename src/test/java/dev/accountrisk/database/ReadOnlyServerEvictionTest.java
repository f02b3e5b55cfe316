package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which connections the pool gives up although they answer. */
class ReadOnlyServerEvictionTest {
    @ParameterizedTest
    @CsvSource({"1290, MUST_EVICT", "1792, MUST_EVICT", "1836, MUST_EVICT", "1205, CONTINUE_EVICT",
            "1114, CONTINUE_EVICT"})
    void aServerThatTakesNoWritesIsLeft(int code, SQLExceptionOverride.Override expected) {
        try (HikariDataSource notStarted = new HikariDataSource()) {
            assertThat(new ReadOnlyServerEviction(notStarted).adjudicate(new SQLException("message", "HY000", code)))
                    .isEqualTo(expected);
        }
    }
}
