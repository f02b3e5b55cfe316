package dev.accountrisk.positions;

import java.sql.Connection;
import java.sql.SQLException;

/** What is written in the transaction of a change, so that both are there or neither. */
@FunctionalInterface
public interface Alongside {
    /** Nothing. */
    Alongside NOTHING = (_, _) -> {};

    /** Writes it, once for each change of the transaction. The transaction may be run again. */
    void writeInTx(Connection connection, PositionChange change) throws SQLException;
}
