package dev.accountrisk.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Evicts all connections of a pool once one leads to a server that accepts no more writes. After a planned switch the host name leads
 * to another server, and the old one keeps its sessions: some would read there what is out of date by then.
 */
final class ReadOnlyServerEviction implements SQLExceptionOverride {
    private final HikariDataSource pool;

    ReadOnlyServerEviction(HikariDataSource pool) {
        this.pool = pool;
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        if (!SqlFault.isReadOnlyServer(failure)) {
            return SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
        @Nullable
        HikariPoolMXBean started = pool.getHikariPoolMXBean();
        if (started != null) {
            started.softEvictConnections();
        }
        return SQLExceptionOverride.Override.MUST_EVICT;
    }
}
