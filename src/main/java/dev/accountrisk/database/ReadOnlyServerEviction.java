package dev.accountrisk.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Gives up a connection to a server that takes no writes any more: after a failover the name leads to another, and the pool
 * would keep to the old one for as long as its connections live. Made by the pool, by its name in the settings.
 */
public final class ReadOnlyServerEviction implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return SqlFault.isReadOnlyServer(failure)
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
