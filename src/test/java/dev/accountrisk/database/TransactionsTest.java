package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionsTest {
    @ParameterizedTest
    @CsvSource({"3101, HY000", "3101, 40000", "1213, 40001"})
    void aCommitThatTheServerTurnedIntoARollbackHasFailed(int code, String state) throws SQLException {
        SQLException refused = new SQLException("rolled back", state, code);

        assertThatThrownBy(() -> commitFailingWith(refused)).isSameAs(refused);
    }

    @ParameterizedTest
    @CsvSource({"0, 08S01", "0, 08007", "1180, HY000", "3100, HY000", "1290, HY000", "2013, HY000"})
    void afterAnyOtherFailedCommitTheOutcomeIsUnknown(int code, String state) throws SQLException {
        SQLException lost = new SQLException("no answer", state, code);

        assertThat(commitFailingWith(lost)).isEqualTo(new TransactionResult.Unknown<>("work", lost));
    }

    private static TransactionResult<String> commitFailingWith(SQLException failure) throws SQLException {
        DataSource dataSource = mock(DataSource.class);
        Connection connection = mock(Connection.class);
        when(dataSource.getConnection()).thenReturn(connection);
        doThrow(failure).when(connection).commit();
        return new Transactions(dataSource).run(_ -> "work");
    }

    @Test
    void aCommitThatSucceedsIsCertain() throws SQLException {
        DataSource dataSource = mock(DataSource.class);
        when(dataSource.getConnection()).thenReturn(mock(Connection.class));

        assertThat(new Transactions(dataSource).run(_ -> "work")).isEqualTo(new TransactionResult.Committed<>("work"));
    }
}
