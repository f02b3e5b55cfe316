package dev.accountrisk.engine.position;

/**
 * Which tables a position belongs to.
 *
 * @param generation counts the rebuilds: each replaces the tables and gives the positions the next number
 * @param serverUuid of the MySQL server
 */
record TableOrigin(long generation, String serverUuid) {}
