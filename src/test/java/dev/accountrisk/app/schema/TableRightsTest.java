package dev.accountrisk.app.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user that may not write to the job's table is named before the job begins, with the one that may. */
class TableRightsTest {
    private final DataSource dataSource = mock(DataSource.class);
    private final Connection connection = mock(Connection.class, RETURNS_DEEP_STUBS);
    private final Statement statement = mock(Statement.class);
    private final TableRights rights = new TableRights(dataSource);

    @BeforeEach
    void connect() throws SQLException {
        when(dataSource.getConnection()).thenReturn(connection);
        when(connection.createStatement()).thenReturn(statement);
        when(connection.getMetaData().getUserName()).thenReturn("account_risk_worker@10.0.0.7");
    }

    @Test
    void aRightThatIsThereIsProvenWithoutARow() throws SQLException {
        assertThatCode(() -> rights.requireInsert("redrive_action")).doesNotThrowAnyException();

        verify(statement).executeUpdate("INSERT INTO redrive_action SELECT * FROM redrive_action WHERE FALSE");
        verify(connection).rollback();
    }

    @Test
    void aMissingRightNamesTheUserTheTableAndTheWay() throws SQLException {
        when(statement.executeUpdate(anyString())).thenThrow(new SQLException("INSERT command denied", "42000", 1142));

        assertThatIllegalStateException().isThrownBy(() -> rights.requireInsert("redrive_action"))
                .withMessageContainingAll("account_risk_worker@10.0.0.7", "redrive_action", "account_risk_jobs",
                        "job.sh");
    }

    @Test
    void anyOtherFailureIsItself() throws SQLException {
        SQLException lost = new SQLException("gone", "08S01", 2013);
        when(statement.executeUpdate(anyString())).thenThrow(lost);

        assertThatThrownBy(() -> rights.requireInsert("redrive_action")).isSameAs(lost);
    }
}
