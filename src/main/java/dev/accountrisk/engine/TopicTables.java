package dev.accountrisk.engine;

import java.util.List;

/**
 * The tables that hold the effects of a topic's records.
 *
 * @param own            the tables that this topic alone fills. Every topic also fills the journal and the parked records
 * @param missingEntries a query for one account whose journal holds fewer entries than the account counted. It returns the id,
 *                       the number counted and the number found
 */
public record TopicTables(List<TopicTable> own, String missingEntries) {
    public TopicTables {
        own = List.copyOf(own);
    }

    /** The names of the tables that this topic alone fills. */
    public List<String> ownNames() {
        return own.stream().map(TopicTable::name).toList();
    }
}
