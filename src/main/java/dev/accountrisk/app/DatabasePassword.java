package dev.accountrisk.app;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Reads a new database password from its file without a restart. Open connections stay valid in MySQL and close when they are
 * returned. New connections use the file's current content.
 */
final class DatabasePassword {
    private static final Logger LOG = LoggerFactory.getLogger(DatabasePassword.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final Path file;
    private final HikariDataSource pool;
    private String inUse;
    private boolean readable = true;

    DatabasePassword(Path file, HikariDataSource pool) {
        this.file = file;
        this.pool = pool;
        this.inUse = String.valueOf(pool.getPassword());
    }

    @Scheduled(initialDelay = PERIOD_MILLIS, fixedDelay = PERIOD_MILLIS)
    void reload() {
        try {
            String content = Files.readString(file).stripTrailing();
            readable = true;
            if (!content.isEmpty() && !content.equals(inUse)) {
                pool.getHikariConfigMXBean().setPassword(content);
                pool.getHikariPoolMXBean().softEvictConnections();
                inUse = content;
                LOG.info(
                        "the database password has changed: new connections use it, open ones close when they are returned");
            }
        } catch (IOException failure) {
            // a mounted secret is replaced in steps, so that the file is missing for a moment
            if (readable) {
                LOG.warn(
                        "the file of the database password cannot be read ({}): the password in use stays, and the file is read"
                                + " again every second",
                        failure.getClass().getSimpleName());
            }
            readable = false;
        }
    }
}
