package dev.accountrisk.app;

import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The tables are there, in this program's version: migrated here, or by a job before. */
public final class SchemaPrecondition implements Startup.Precondition {
    private final @Nullable Flyway flyway;
    private final DataSource dataSource;

    /** @param flyway migrates, or null when the worker was told not to */
    SchemaPrecondition(@Nullable Flyway flyway, DataSource dataSource) {
        this.flyway = flyway;
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return "the schema in MySQL";
    }

    @Override
    public void establish() throws Exception {
        if (flyway != null) {
            flyway.migrate();
        }
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            // the youngest columns that it needs: where a job migrates, workers of this version wait for it
            statement.executeQuery("SELECT next_offset, generation FROM consumer_position LIMIT 1").close();
            statement.executeQuery("SELECT of_command FROM account_entry LIMIT 1").close();
            ServerCheck.requireUsable(connection);
        }
    }
}
