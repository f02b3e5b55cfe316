package dev.accountrisk.app.schema;

import dev.accountrisk.database.Causes;
import dev.accountrisk.database.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema to this program's version, and may be run again whatever became of an earlier run. MySQL cannot roll a
 * change of a table back: it may be done although the process that asked for it was killed before it heard so. So an
 * interrupted migration is completed first. A table that is in use is waited for in short turns, between which batches pass.
 */
public final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final int TRIES_MAX = 60;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable Flyway flyway;

    /** @param flyway migrates, or null if this process was told not to */
    SchemaMigration(@Nullable Flyway flyway) {
        this.flyway = flyway;
    }

    /** Migrates, unless this process was told not to. */
    public void run() throws SQLException {
        if (flyway != null) {
            run(flyway);
        }
    }

    private static void run(Flyway flyway) throws SQLException {
        String logged = "";
        for (int tries = 1;; tries++) {
            requireConnection(flyway);
            try {
                new InterruptedMigrations(flyway).complete();
                flyway.migrate();
                return;
            } catch (SQLException | FlywayException failure) {
                if (tries == TRIES_MAX || !mayPass(failure)) {
                    throw failure;
                }
                String cause = Causes.innermost(failure);
                if (!cause.equals(logged)) {
                    logged = cause;
                    LOG.warn("the schema is not migrated yet: {}; the migration is completed and tried again", cause);
                }
                if (!isAlreadyThere(failure)) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
            }
        }
    }

    /** A server that cannot be reached is not waited for here: each caller waits in its own way, and says so. */
    private static void requireConnection(Flyway flyway) throws SQLException {
        try (Connection _ = flyway.getConfiguration().getDataSource().getConnection()) {
            // it is reachable
        }
    }

    private static boolean mayPass(Exception failure) {
        return isCausedBy(failure, SqlFault::mayPassInMigration);
    }

    /** Waiting would not help: the migration was interrupted before, and is completed now. */
    private static boolean isAlreadyThere(Exception failure) {
        return isCausedBy(failure, SqlFault::isAlreadyThere);
    }

    private static boolean isCausedBy(Exception failure, Predicate<SQLException> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && kind.test(sql)) {
                return true;
            }
        }
        return false;
    }

    /** The schema's version, for people. */
    public String version() {
        MigrationInfo current = flyway == null ? null : flyway.info().current();
        return current == null ? "none" : String.valueOf(current.getVersion());
    }
}
