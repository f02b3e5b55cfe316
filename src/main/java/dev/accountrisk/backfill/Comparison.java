package dev.accountrisk.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds two sets of tables against each other, row by row in the order of keys. Keeps the first differences. */
final class Comparison {
    private static final int KEPT_MAX = 100;
    private static final int FIRST_OF_A_TABLE_MAX = 20;

    private final Map<String, String> topicIds;
    private final List<Difference> first = new ArrayList<>();
    private final List<TableReport> tables = new ArrayList<>();

    /** @param topicIds of the topics whose rows are compared, by their names */
    Comparison(Map<String, String> topicIds) {
        this.topicIds = topicIds;
    }

    /** Compares one table. */
    void compare(String name, Connection live, String liveSchema, Connection replayed, String replayedSchema)
            throws SQLException {
        ComparedTable table = ComparedTable.named(name);
        long found = 0;
        try (RowStream left = new RowStream(live, table, table.select(liveSchema, topicIds));
                RowStream right = new RowStream(replayed, table, table.select(replayedSchema, topicIds))) {
            while (left.current() != null || right.current() != null) {
                Difference difference = step(table, left, right);
                if (difference != null) {
                    found++;
                    if (found <= FIRST_OF_A_TABLE_MAX) {
                        keep(difference);
                    }
                }
            }
            tables.add(new TableReport(name, left.rowsRead(), right.rowsRead(), left.digest(), right.digest(), found));
        }
    }

    private static @Nullable Difference step(ComparedTable table, RowStream left, RowStream right)
            throws SQLException {
        @Nullable
        String[] live = left.current();
        @Nullable
        String[] replayed = right.current();
        int order = order(table, live, replayed);
        Difference difference = null;
        if (order < 0) {
            difference = new Difference(table.name(), key(table, live), "the row is there, replayed there is none");
        } else if (order > 0) {
            difference = new Difference(table.name(), key(table, replayed), "there is no row, replayed there is one");
        } else if (live != null && replayed != null) {
            difference = between(table, live, replayed);
        }
        if (order <= 0) {
            left.next();
        }
        if (order >= 0) {
            right.next();
        }
        return difference;
    }

    private static @Nullable Difference between(ComparedTable table, @Nullable String[] live,
            @Nullable String[] replayed) {
        StringBuilder fields = new StringBuilder();
        for (int column = table.key().size(); column < live.length; column++) {
            if (!Objects.equals(live[column], replayed[column])) {
                fields.append(fields.isEmpty() ? "" : ", ")
                        .append(table.columns().get(column - table.key().size()))
                        .append(" is ")
                        .append(live[column])
                        .append(", replayed ")
                        .append(replayed[column]);
            }
        }
        return fields.isEmpty() ? null : new Difference(table.name(), key(table, live), fields.toString());
    }

    /** The side that is at its end comes last. */
    private static int order(ComparedTable table, @Nullable String @Nullable [] live,
            @Nullable String @Nullable [] replayed) {
        if (live == null || replayed == null) {
            return live == null ? 1 : -1;
        }
        for (int column = 0; column < table.key().size(); column++) {
            String one = String.valueOf(live[column]);
            String other = String.valueOf(replayed[column]);
            int order = ComparedTable.NUMBERS.contains(table.key().get(column))
                    ? Long.compare(Long.parseLong(one), Long.parseLong(other))
                    : one.compareTo(other);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static String key(ComparedTable table, @Nullable String @Nullable [] row) {
        List<String> key = new ArrayList<>();
        for (int column = 0; row != null && column < table.key().size(); column++) {
            key.add(String.valueOf(row[column]));
        }
        return String.join(" ", key);
    }

    /** Adds a difference that was found in another way. */
    void keep(Difference difference) {
        if (first.size() < KEPT_MAX) {
            first.add(difference);
        }
    }

    List<Difference> first() {
        return List.copyOf(first);
    }

    List<TableReport> tables() {
        return List.copyOf(tables);
    }

    /** How many rows of some tables differ. */
    long differencesOf(List<String> some) {
        return tables.stream()
                .filter(table -> some.contains(table.table()))
                .mapToLong(TableReport::differences)
                .sum();
    }

    long differences() {
        return tables.stream().mapToLong(TableReport::differences).sum();
    }
}
