package dev.accountrisk.app.schema;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;

/** A database and Flyway, for the command {@code migrate}. No {@code @Configuration}: the worker's component scan must not find it. */
@Import(DatabaseConfiguration.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class SchemaOnly {}
