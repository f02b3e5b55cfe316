package dev.accountrisk.backfill.compare;

import dev.accountrisk.engine.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares live tables with replayed ones, row by row in the order of keys. */
public final class Comparison {
    private static final int FIRST_OF_A_TABLE_MAX = 20;

    private final Map<String, String> topicIds;
    private final DifferenceList differences = new DifferenceList();
    private final List<TableComparison> tables = new ArrayList<>();

    /** @param topicIds of the topics whose rows are compared, by their names */
    public Comparison(Map<String, String> topicIds) {
        this.topicIds = topicIds;
    }

    /** Compares the tables that some topics fill. */
    public void compare(List<Topic<?>> topics, Connection live, String liveSchema, Connection replayed,
            String replayedSchema) throws SQLException {
        for (ComparedTable table : ComparedTable.filledBy(topics)) {
            compare(table, live, liveSchema, replayed, replayedSchema);
        }
    }

    private void compare(ComparedTable table, Connection live, String liveSchema, Connection replayed,
            String replayedSchema) throws SQLException {
        try (RowStream left = new RowStream(live, table, liveSchema, topicIds);
                RowStream right = new RowStream(replayed, table, replayedSchema, topicIds)) {
            DifferenceList found = compare(table, left, right);
            differences.addAll(found);
            tables.add(
                    new TableComparison(table.name(), left.rowsRead(), right.rowsRead(), left.digest(), right.digest(),
                            found.get().count()));
        }
    }

    static DifferenceList compare(ComparedTable table, SortedRows live, SortedRows replayed) throws SQLException {
        DifferenceList found = new DifferenceList(FIRST_OF_A_TABLE_MAX);
        while (live.current() != null || replayed.current() != null) {
            Difference difference = step(table, live, replayed);
            if (difference != null) {
                found.add(difference);
            }
        }
        return found;
    }

    private static @Nullable Difference step(ComparedTable table, SortedRows left, SortedRows right)
            throws SQLException {
        @Nullable
        String[] live = left.current();
        @Nullable
        String[] replayed = right.current();
        int order = order(table, live, replayed);
        Difference difference = null;
        if (order < 0) {
            difference = difference(table, live, "the row is there, replayed there is none");
        } else if (order > 0) {
            difference = difference(table, replayed, "there is no row, replayed there is one");
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
        return fields.isEmpty() ? null : difference(table, live, fields.toString());
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

    private static Difference difference(ComparedTable table, @Nullable String @Nullable [] row, String fields) {
        int account = table.accountColumn();
        return new Difference(table.name(), row == null || account < 0 ? null : row[account], key(table, row), fields);
    }

    private static String key(ComparedTable table, @Nullable String @Nullable [] row) {
        List<String> key = new ArrayList<>();
        for (int column = 0; row != null && column < table.key().size(); column++) {
            key.add(String.valueOf(row[column]));
        }
        return String.join(" ", key);
    }

    /** All that differs. */
    public Differences differences() {
        return differences.get();
    }

    /** The tables that were compared. */
    public List<TableComparison> tables() {
        return List.copyOf(tables);
    }

    /** How many rows of some tables differ. */
    public long differencesOf(List<String> some) {
        return tables.stream()
                .filter(table -> some.contains(table.table()))
                .mapToLong(TableComparison::differences)
                .sum();
    }
}
