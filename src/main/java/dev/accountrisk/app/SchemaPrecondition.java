package dev.accountrisk.app;

import dev.accountrisk.database.Installation;
import dev.accountrisk.database.ServerCheck;
import java.sql.Connection;
import javax.sql.DataSource;

/** The tables exist in this program's version: migrated here, or by a job before. */
public final class SchemaPrecondition implements Startup.Precondition {
    private final SchemaMigration migration;
    private final DataSource dataSource;
    private final Installation installation;

    SchemaPrecondition(SchemaMigration migration, DataSource dataSource, Installation installation) {
        this.migration = migration;
        this.dataSource = dataSource;
        this.installation = installation;
    }

    @Override
    public String name() {
        return "the schema in MySQL";
    }

    @Override
    public void establish() throws Exception {
        migration.run();
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            // the newest columns that this version needs: if a job migrates, the workers wait for it here
            statement.executeQuery("SELECT next_offset, generation FROM consumer_position LIMIT 1").close();
            statement.executeQuery("SELECT of_command FROM account_entry LIMIT 1").close();
            installation.remember(connection);
            ServerCheck.warnUnlessDurable(connection);
        }
    }
}
