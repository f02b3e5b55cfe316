package dev.accountrisk.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** The health of the database names what the server says, the same each time. */
class DatabaseHealthTest {
    private final DataSource dataSource = mock(DataSource.class);
    private final DatabaseHealth health = new DatabaseHealth(dataSource);

    @Test
    void aConnectionThatWorksIsUp() throws SQLException {
        Connection connection = mock(Connection.class);
        when(connection.isValid(anyInt())).thenReturn(true);
        when(dataSource.getConnection()).thenReturn(connection);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void anExpiredPasswordIsNamedWithItsCode() throws SQLException {
        when(dataSource.getConnection()).thenThrow(new SQLTransientConnectionException(
                "HikariPool-1 - Connection is not available, request timed out after 2113ms", "HY000", 0,
                new SQLException("Your password has expired.", "HY000", 1862)));

        Health down = health.health();

        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getDetails()).containsEntry("cause", "Your password has expired. (MySQL error 1862)");
    }
}
