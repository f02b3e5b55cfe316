package dev.accountrisk.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a table is made of. A row is an array, one value a column. */
final class Table {
    private final String name;
    private final List<Column> columns;
    private final Map<String, Integer> indexes = new HashMap<>();
    private int[] primaryKey;
    private final Map<String, int[]> uniqueKeys = new LinkedHashMap<>();
    private final List<Expression> checks = new ArrayList<>();

    /** What a column holds; those the twin keeps no track of are {@code TIME}. */
    enum Type {
        WHOLE, DOUBLE, DECIMAL, TEXT, BYTES, TIME
    }

    record Column(String name, Type type, boolean nullable, boolean counted, @Nullable Object initial,
            @Nullable Expression generated) {}

    Table(String name, List<Column> columns, List<String> primaryKey) {
        this.name = name;
        this.columns = columns;
        for (int index = 0; index < columns.size(); index++) {
            indexes.put(columns.get(index).name(), index);
        }
        this.primaryKey = indexes(primaryKey);
    }

    void addColumn(Column column) {
        indexes.put(column.name(), columns.size());
        columns.add(column);
    }

    void changePrimaryKey(List<String> of) {
        primaryKey = indexes(of);
    }

    void addUniqueKey(String key, List<String> of) {
        uniqueKeys.put(name + "#" + key, indexes(of));
    }

    void addCheck(Expression check) {
        checks.add(check);
    }

    String name() {
        return name;
    }

    List<Column> columns() {
        return columns;
    }

    int[] primaryKey() {
        return primaryKey;
    }

    Map<String, int[]> uniqueKeys() {
        return uniqueKeys;
    }

    List<Expression> checks() {
        return checks;
    }

    int index(String column) {
        Integer index = indexes.get(column);
        if (index == null) {
            throw new IllegalArgumentException("no column " + column + " in " + name);
        }
        return index;
    }

    private int[] indexes(List<String> names) {
        return names.stream().mapToInt(this::index).toArray();
    }

    /** The key's values of a row, as one text. */
    static String key(@Nullable Object[] row, int[] of) {
        StringBuilder key = new StringBuilder();
        for (int index : of) {
            key.append(row[index]).append('\0');
        }
        return key.toString();
    }
}
