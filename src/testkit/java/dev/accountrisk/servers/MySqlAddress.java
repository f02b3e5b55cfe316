package dev.accountrisk.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where a client reaches MySQL 9 with its durable defaults. The user may do everything, including creating users. */
public interface MySqlAddress {

    String host();

    int port();

    /** A command line for a shell of this machine that opens the database in MySQL's own client. */
    String clientCommandLine(String database);

    default String username() {
        return "root";
    }

    default String password() {
        return "";
    }

    /** No TLS: it would only cost time on loopback. The empty name is the server itself, without a database. */
    default String jdbcUrl(String database) {
        return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(host(), port(),
                database);
    }

    /** A connection that gives up after ten minutes without an answer: a thread that waits for a socket does not notice an interrupt. */
    default Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "&socketTimeout=600000", username(), password());
    }

    /** Creates an empty database, and drops one with the same name first. */
    default void createDatabase(String name) {
        dropDatabase(name);
        try (var connection = connect(""); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE `" + name + "`");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
    }

    /**
     * Drops a database if it exists. If its tables are still locked after five seconds, it ends every session that uses the database, and
     * tries once more.
     */
    default void dropDatabase(String name) {
        new DatabaseDrop(this, name).run();
    }

    /** The version as the server says it. */
    default String version() {
        try (var connection = connect("")) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL does not tell its version", e);
        }
    }
}
