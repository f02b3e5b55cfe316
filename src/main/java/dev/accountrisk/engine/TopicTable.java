package dev.accountrisk.engine;

import java.util.List;

/**
 * A table that topics fill, and what of it their records determine. When a row was written, how often and under which number, they
 * do not determine.
 *
 * @param key      the columns of the table's primary key, in its order
 * @param compared the other columns, or expressions of them, that are equal whenever the same records were applied
 */
public record TopicTable(String name, List<String> key, List<String> compared) {
    public TopicTable {
        key = List.copyOf(key);
        compared = List.copyOf(compared);
    }

    /** A table by its name, its key and the other columns. */
    public static TopicTable of(String name, List<String> key, String... compared) {
        return new TopicTable(name, key, List.of(compared));
    }
}
