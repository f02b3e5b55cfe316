package dev.accountrisk.database;

import java.sql.SQLNonTransientConnectionException;

/** A session leads to the database of another installation. The message names both. */
final class WrongInstallationException extends SQLNonTransientConnectionException {
    WrongInstallationException(String message) {
        super(message, "08004");
    }
}
