package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"8.4.0", "8.4.7-log", "9.7.4", "9.7.4-1ubuntu", "10.0.0", "8.4.3-3.1"})
    void mySqlFrom84OnIsUsable(String version) {
        assertThatCode(() -> ServerCheck.requireMySql(version, "MySQL Community Server - GPL"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"8.0.44, MySQL 8.0.44", "8.3.0, MySQL 8.3.0", "5.7.44-log, MySQL 5.7.44", "'', MySQL",
            "nine, MySQL nine",
            "11.8.2-MariaDB-ubu2404, MariaDB", "5.5.5-10.11.6-MariaDB, MariaDB", "8.0.11-TiDB-v8.5.1, TiDB",
            "8.4.6-Vitess, Vitess"})
    void othersAreRefusedByName(String version, String name) {
        assertThatThrownBy(() -> ServerCheck.requireMySql(version, "")).isInstanceOf(SQLException.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining("cannot be used: ");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
            "MariaDB, MariaDB Server",
            "TiDB, \"TiDB Server (Apache License 2.0) Community Edition, MySQL 8.0 compatible\"",
            "Vitess, Version: 22.0.0 (Git revision 7c6f2a branch 'HEAD') built on Tue by vitess@host using go1.24 linux/amd64"})
    void aServerUnderAVersionOfMySqlsIsRefusedByItsComment(String name, String comment) {
        assertThatThrownBy(() -> ServerCheck.requireMySql("8.4.6", comment)).isInstanceOf(SQLException.class)
                .hasMessageStartingWith(name + " 8.4.6 cannot be used: ");
    }

    @ParameterizedTest
    @CsvSource({"ON, ROW, 67108864", "ON, MIXED, 67108864", "OFF, STATEMENT, 16777216"})
    void settingsThatLetWritesPassAreUsable(String logBin, String format, String packet) {
        assertThatCode(() -> ServerCheck.requireUsableSettings(
                Map.of("log_bin", logBin, "binlog_format", format, "max_allowed_packet", packet)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"STATEMENT, 67108864, binlog_format=STATEMENT", "ROW, 16777215, max_allowed_packet=16777215"})
    void othersAreRefusedWithTheVariable(String format, String packet, String named) {
        assertThatThrownBy(() -> ServerCheck.requireUsableSettings(
                Map.of("log_bin", "ON", "binlog_format", format, "max_allowed_packet", packet)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(named);
    }
}
