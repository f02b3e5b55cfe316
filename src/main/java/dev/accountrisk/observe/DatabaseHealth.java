package dev.accountrisk.observe;

import dev.accountrisk.database.Causes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether MySQL provides a working connection; if not, the server's own message with its code. */
public final class DatabaseHealth implements HealthIndicator {
    private static final int VALID_SECONDS_MAX = 2;

    private final DataSource dataSource;

    public DatabaseHealth(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Health health() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALID_SECONDS_MAX)
                    ? Health.up().build()
                    : Health.down().withDetail("cause", "MySQL does not answer on an open connection").build();
        } catch (SQLException unavailable) {
            return Health.down().withDetail("cause", Causes.innermost(unavailable)).build();
        }
    }
}
