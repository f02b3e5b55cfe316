package dev.accountrisk.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Secrets that change while the worker runs.
 *
 * @param databasePasswordFile a file that holds the database's password, and is read again when it changes; the password to
 *                             begin with is {@code spring.datasource.password} as ever
 */
@ConfigurationProperties("account-risk.rotation")
record RotationProperties(@Nullable Path databasePasswordFile) {}
