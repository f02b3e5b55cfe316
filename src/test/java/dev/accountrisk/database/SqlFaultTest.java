package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultTest {
    @ParameterizedTest
    @CsvSource({
            "1213, 40001, RERUN", "1205, 40001, RERUN", "1205, HY000, RERUN", "3572, HY000, RERUN",
            "1020, HY000, RERUN",
            "3101, HY000, RERUN", "0, 40001, RERUN", "1062, 23000, RERUN",
            "0, 08S01, WAIT", "0, 08007, WAIT", "0, 08001, WAIT", "1040, 08004, WAIT", "1053, 08S01, WAIT",
            "1158, 08S01, WAIT",
            "1161, 08S01, WAIT", "1180, HY000, WAIT", "1206, HY000, WAIT", "1290, HY000, WAIT", "1792, 25006, WAIT",
            "1836, HY000, WAIT", "1927, 70100, WAIT", "2006, HY000, WAIT", "2013, HY000, WAIT", "1021, HY000, WAIT",
            "1114, HY000, WAIT", "1030, HY000, WAIT", "9999, HY000, WAIT",
            "1264, 22003, POISON", "1292, 22007, POISON", "1366, HY000, POISON", "1406, 22001, POISON",
            "1048, 23000, POISON",
            "1690, 22003, POISON", "3140, 22032, POISON", "3819, HY000, POISON",
            "1644, 45000, POISON",
            "1044, 42000, STOP", "1045, 28000, STOP", "1054, 42S22, STOP", "1064, 42000, STOP", "1142, 42000, STOP",
            "1146, 42S02, STOP",
            "0, S1009, STOP", "0, 07001, STOP", "0, 42000, STOP"})
    void whatToDoIsToldByCodeAndState(int code, String state, SqlFault expected) {
        assertThat(SqlFault.of(new SQLException("message", state, code))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1044, true", "1142, true", "1143, true", "1227, true", "1370, true", "1146, false", "1213, false"})
    void aMissingPrivilegeIsToldByCode(int code, boolean missing) {
        assertThat(SqlFault.isMissingPrivilege(new SQLException("message", "42000", code))).isEqualTo(missing);
    }

    @Test
    void theDriversClassDoesNotCount() {
        assertThat(SqlFault.of(new MySQLTransactionRollbackException("message", "HY000", 1114)))
                .isEqualTo(SqlFault.WAIT);
    }

    @Test
    void theServersCodeIsFoundBelowThePools() {
        SQLException pool = new SQLTransientConnectionException("no connection", "08001",
                new SQLException("denied", "28000", 1045));

        assertThat(SqlFault.of(pool)).isEqualTo(SqlFault.STOP);
    }

    @Test
    void aPoolWithoutConnectionsIsWaitedFor() {
        assertThat(SqlFault.of(new SQLTransientConnectionException("time-out"))).isEqualTo(SqlFault.WAIT);
    }

    @Test
    void theDescriptionQuotesNoValue() {
        assertThat(SqlFault.describe(new SQLException("Duplicate entry 'IBAN' for key", "23000", 1062)))
                .doesNotContain("IBAN");
    }

    @Test
    void aRecordThatDoesNotFitNamesTheVariable() {
        SQLException tooLarge = new PacketTooBigException(34_000_000, 16_777_216);
        assertThat(SqlFault.describe(tooLarge)).contains("max_allowed_packet").doesNotContain("34000000");
    }
}
