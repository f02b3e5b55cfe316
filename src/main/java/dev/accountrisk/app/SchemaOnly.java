package dev.accountrisk.app;

import dev.accountrisk.database.Installation;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A database and Flyway, for the command {@code migrate}. No {@code @Configuration}: the worker's component scan must not find it. */
@Import(DatabaseConfiguration.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class SchemaOnly {
    @Bean
    SchemaPrecondition schema(SchemaMigration migration, DataSource dataSource, Installation installation) {
        return new SchemaPrecondition(migration, dataSource, installation);
    }
}
