package dev.accountrisk.app.schema;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.PreparedSessions;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** How every command reaches MySQL: the pool's sessions, and those of the migration. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {
    /** Another process that migrates is waited for, at one try a second. */
    private static final int MIGRATION_LOCK_TRIES = 600;

    @Bean
    static PoolBinding poolBinding() {
        return new PoolBinding();
    }

    @Bean
    static Installation installation() {
        return new Installation();
    }

    @Bean
    static BeanPostProcessor preparedSessions(ObjectProvider<Installation> installation) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    PreparedSessions.useIn(pool, installation.getObject());
                }
                return bean;
            }
        };
    }

    @Bean
    FlywayConfigurationCustomizer migrationSessions() {
        return flyway -> flyway.dataSource(PreparedSessions.forMigrations(flyway.getDataSource()))
                .lockRetryCount(MIGRATION_LOCK_TRIES);
    }

    /** The schema is migrated by {@link SchemaMigration}, which can be repeated; not while the context is created. */
    @Bean
    FlywayMigrationStrategy migrateLater() {
        return flyway -> {};
    }

    @Bean
    SchemaMigration schemaMigration(ObjectProvider<Flyway> flyway) {
        return new SchemaMigration(flyway.getIfAvailable());
    }

    @Bean
    SchemaVersion schemaVersion(DataSource dataSource, Environment environment) {
        return new SchemaVersion(dataSource, environment);
    }

    @Bean
    SchemaPrecondition schemaPrecondition(SchemaMigration migration, DataSource dataSource, SchemaVersion version,
            Installation installation) {
        return new SchemaPrecondition(migration, dataSource, version, installation);
    }
}
