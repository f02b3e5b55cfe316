package dev.accountrisk.ops;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new password of the database up without a restart. Connections that are open stay good in MySQL and end when they are
 * given back; new ones are made with what the file says now.
 */
final class DatabasePassword implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabasePassword.class);

    private final Path file;
    private final HikariDataSource pool;
    private String inUse;
    private final ScheduledExecutorService scheduler = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("database-password").daemon().factory());

    DatabasePassword(Path file, HikariDataSource pool) {
        this.file = file;
        this.pool = pool;
        this.inUse = String.valueOf(pool.getPassword());
        var _ = scheduler.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            String content = Files.readString(file).stripTrailing();
            if (!content.isEmpty() && !content.equals(inUse)) {
                pool.getHikariConfigMXBean().setPassword(content);
                pool.getHikariPoolMXBean().softEvictConnections();
                inUse = content;
                LOG.info("the database's password has changed: new connections are made with it");
            }
        } catch (IOException | RuntimeException failure) {
            // a mounted secret is replaced in steps; and a failure must not end the looking
            LOG.warn("the file of the database's password cannot be read: {}", failure.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
