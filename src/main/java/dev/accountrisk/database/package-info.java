/**
 * Owns how this project talks to MySQL: how a session is prepared and which servers are accepted, who opens a transaction, what
 * an SQL fault means, how a statement of many rows is built. Knows no table and no account; uses JDBC, Spring's transactions for
 * entities, and of MySQL's driver and the pool what JDBC leaves open. Never decides what a row should hold.
 */
@NullMarked
package dev.accountrisk.database;

import org.jspecify.annotations.NullMarked;
