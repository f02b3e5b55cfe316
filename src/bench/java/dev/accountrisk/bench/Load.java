package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** Records that are the same each time, and the rows that must be in the tables once they are applied. */
interface Load {
    int records();

    /** Hands out all records, in the order in which they are sent. */
    void replay(Sink sink);

    /** Compares the tables with what the contract asks for. */
    Verdict check(Connection connection) throws SQLException;

    /** Takes one record after the other. */
    @FunctionalInterface
    interface Sink {
        void take(String key, byte[] value);
    }
}
