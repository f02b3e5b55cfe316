/**
 * Owns how this project talks to MySQL: who opens a transaction, what an SQL fault means, how a statement of many rows is
 * built. Knows no table and no account; uses JDBC only. Never decides what a row should hold.
 */
@NullMarked
package dev.accountrisk.database;

import org.jspecify.annotations.NullMarked;
