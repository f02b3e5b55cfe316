package dev.accountrisk.cli;

import dev.accountrisk.app.DatabaseConfiguration;
import dev.accountrisk.app.SchemaMigration;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code migrate}: for a job under a database user of its own, while the workers' user cannot change the schema. */
@Command(name = "migrate", description = {"Brings the schema to this program's version, and ends.",
        "The worker does so itself at its start, unless it is told not to (--spring.flyway.enabled=false)."})
final class MigrateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private AllCommands parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    /** A database and Flyway. No {@code @Configuration}: the worker's scan of components must not find it. */
    @Import(DatabaseConfiguration.class)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static class SchemaOnly {}

    @Override
    public Integer call() throws SQLException {
        SpringApplication application = new SpringApplication(SchemaOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        try (ConfigurableApplicationContext context = application.run(parent.settings().toArray(String[]::new))) {
            SchemaMigration migration = context.getBean(SchemaMigration.class);
            migration.run();
            spec.commandLine().getOut().println("the schema is at version " + migration.version());
            return 0;
        }
    }
}
