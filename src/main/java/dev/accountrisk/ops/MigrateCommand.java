package dev.accountrisk.ops;

import java.util.OptionalInt;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/**
 * Brings the schema to this program's version and ends: {@code migrate}, for a job that runs under a database user of its own,
 * while the workers' user cannot change the schema.
 */
public final class MigrateCommand {
    private static final Logger LOG = LoggerFactory.getLogger(MigrateCommand.class);
    private static final String NAME = "migrate";
    private static final String USAGE = """
            Usage: account-risk-worker migrate [--SETTING=VALUE ...]
            Brings the schema to this program's version and ends.
            SETTING is one of Spring Boot's, such as --spring.datasource.url=...
            Exit codes: 0 done, 1 failed, 2 wrong usage.""";

    private MigrateCommand() {}

    /** Migrates, if that is the command; answers with which code to end then. */
    @SuppressWarnings("SystemOut")
    public static OptionalInt runIfNamed(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals(NAME)) {
            return OptionalInt.empty();
        }
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals("--help") || arguments[i].equals("-h")) {
                System.out.println(USAGE);
                return OptionalInt.of(0);
            }
            if (!arguments[i].startsWith("--")) {
                System.err.println(USAGE);
                return OptionalInt.of(2);
            }
        }
        return OptionalInt.of(migrate(arguments));
    }

    private static int migrate(String... settings) {
        SpringApplication application = new SpringApplication(SchemaOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        // Flyway's own auto-configuration migrates while the context is made
        try (var context = application.run(settings)) {
            var current = context.getBean(Flyway.class).info().current();
            LOG.info("the schema is at version {}", current == null ? "none" : current.getVersion());
            return 0;
        } catch (RuntimeException failure) {
            LOG.error("the schema could not be migrated", failure);
            return 1;
        }
    }

    /** A database and Flyway. No {@code @Configuration}: the worker's scan of components must not find it. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static class SchemaOnly {}
}
