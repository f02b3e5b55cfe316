package dev.accountrisk.app.rotation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Secrets that change while the worker runs.
 *
 * @param databasePasswordFile a file with the database's password, read again when it changes; the first password is
 *                             {@code spring.datasource.password}
 * @param kafkaPasswordFile    a file with the password of Kafka's user, read at each login; the user is that of
 *                             {@code sasl.jaas.config}
 * @param redisPasswordFile    a file with Redis's password, read at each login
 */
@ConfigurationProperties("account-risk.rotation")
record RotationProperties(@Nullable Path databasePasswordFile, @Nullable Path kafkaPasswordFile,
        @Nullable Path redisPasswordFile) {}
