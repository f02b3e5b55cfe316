package dev.accountrisk.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Secrets that change while the worker runs.
 *
 * @param databasePasswordFile a file with the database's password, read again when it changes; the first password is
 *                             {@code spring.datasource.password}
 */
@ConfigurationProperties("account-risk.rotation")
record RotationProperties(@Nullable Path databasePasswordFile) {}
