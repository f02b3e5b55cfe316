package dev.accountrisk.engine;

import java.util.List;

/**
 * The tables that hold what a topic's records led to.
 *
 * @param own            the tables that this topic alone fills, by name. Every topic also fills the journal and the parked records
 * @param missingEntries a query for one account whose journal holds fewer entries than the account counted: its id, how many were
 *                       counted, how many were found
 */
public record TopicTables(List<String> own, String missingEntries) {}
