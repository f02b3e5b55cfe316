package dev.accountrisk.app.rotation;

import com.zaxxer.hikari.HikariDataSource;
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

    private final SecretFile file;
    private final HikariDataSource pool;
    private String inUse;

    DatabasePassword(Path file, HikariDataSource pool) {
        this.file = new SecretFile(file);
        this.pool = pool;
        this.inUse = String.valueOf(pool.getPassword());
    }

    @Scheduled(initialDelay = PERIOD_MILLIS, fixedDelay = PERIOD_MILLIS)
    void reload() {
        String content = file.read();
        if (content != null && !content.equals(inUse)) {
            pool.getHikariConfigMXBean().setPassword(content);
            pool.getHikariPoolMXBean().softEvictConnections();
            inUse = content;
            LOG.info(
                    "the database password has changed: new connections use it, open ones close when they are returned");
        }
    }
}
