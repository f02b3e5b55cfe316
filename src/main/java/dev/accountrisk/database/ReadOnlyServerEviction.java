package dev.accountrisk.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Evicts a connection to a server that accepts no more writes. After a fail-over the host name leads to another server, and the
 * pool would keep using the old one for as long as its connections live. The pool creates this class, which the settings name.
 */
public final class ReadOnlyServerEviction implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return SqlFault.isReadOnlyServer(failure)
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
