package dev.accountrisk.simulator;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs statements as InnoDB does under READ COMMITTED, one row after another in the order of their keys. */
final class Executor {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Storage storage;
    private final Turns turns;

    Executor(Storage storage, Turns turns) {
        this.storage = storage;
        this.turns = turns;
    }

    List<@Nullable Object[]> read(Transaction transaction, Sentence sentence, @Nullable Object[] parameters)
            throws SQLException {
        List<Sentence.Select> parts = switch (sentence) {
            case Sentence.Select select -> List.of(select);
            case Sentence.UnionAll union -> union.parts();
            default -> throw new IllegalArgumentException("no read: " + sentence);
        };
        List<@Nullable Object[]> found = new ArrayList<>();
        for (Sentence.Select part : parts) {
            found.addAll(select(transaction, part, parameters));
        }
        return found;
    }

    private List<@Nullable Object[]> select(Transaction transaction, Sentence.Select select,
            @Nullable Object[] parameters)
            throws SQLException {
        Table table = select.table();
        List<@Nullable Object[]> found = new ArrayList<>();
        List<List<Expression>> keys = select.keys();
        Expression limit = select.limit();
        long rows = limit == null
                ? Long.MAX_VALUE
                : ((Number) Objects.requireNonNull(limit.in(
                        new Expression.Scope(parameters, parameters, parameters)))).longValue();
        for (String key : keys == null
                ? ordered(storage.visibleKeys(transaction, table.name()), limit != null)
                : keys(table, keys, parameters)) {
            if (found.size() >= rows) {
                break;
            }
            if (select.locks() && !storage.isThere(transaction, table.name(), key)) {
                continue; // a locking read of a row that is not there locks nothing
            }
            boolean fresh = select.locks() && storage.lock(transaction, table.name(), key, turns);
            @Nullable
            Object[] row = storage.visible(transaction, table.name(), key);
            if (row != null && select.where().holds(new Expression.Scope(parameters, row, row))) {
                found.add(values(select.columns(), new Expression.Scope(parameters, row, row)));
            } else if (fresh) {
                storage.unlock(transaction, table.name(), key);
            }
        }
        return found;
    }

    private static List<String> ordered(List<String> keys, boolean byNumber) {
        return byNumber
                ? keys.stream()
                        .sorted(Comparator.comparingLong(key -> Long.parseLong(key.strip().replace("\0", ""))))
                        .toList()
                : keys;
    }

    private static @Nullable Object[] values(List<Expression> columns, Expression.Scope scope) {
        @Nullable
        Object[] values = new Object[columns.size()];
        Arrays.setAll(values, index -> columns.get(index).in(scope));
        return values;
    }

    /** The count that the driver reports when it runs with its default flag: rows found, and 2 for an upsert's change. */
    int change(Transaction transaction, Sentence sentence, @Nullable Object[] parameters) throws SQLException {
        Map<String, Transaction.Change> before = transaction.copyOfChanges();
        try {
            return switch (sentence) {
                case Sentence.Insert insert -> insert(transaction, insert, parameters);
                case Sentence.InsertOfJson insert -> insert(transaction, rowsOf(insert, parameters[0]), parameters);
                case Sentence.Update update ->
                    update(transaction, update.table(), update.keys(), update.where(), update.assignments(),
                            parameters);
                case Sentence.Delete delete ->
                    update(transaction, delete.table(), delete.keys(), delete.where(), null, parameters);
                case Sentence.Select _,Sentence.UnionAll _ ->
                    throw new IllegalArgumentException("no change: " + sentence);
            };
        } catch (SQLException failure) {
            if (failure.getErrorCode() != Storage.DEADLOCK) {
                transaction.restore(before);
            }
            throw failure;
        }
    }

    private int insert(Transaction transaction, Sentence.Insert insert, @Nullable Object[] parameters)
            throws SQLException {
        Table table = insert.table();
        int count = 0;
        for (List<Expression> values : insert.rows()) {
            @Nullable
            Object[] row = row(table, insert.columns(), values, parameters);
            String key = Table.key(row, table.primaryKey());
            storage.lock(transaction, table.name(), key, turns);
            @Nullable
            Object[] present = storage.visible(transaction, table.name(), key);
            if (present == null) {
                enterUniqueKeys(transaction, table, row, key);
                store(transaction, table, key, row);
                count++;
            } else if (insert.onDuplicate() != null) {
                @Nullable
                Object[] changed = assigned(table, insert.onDuplicate(), present, row, parameters);
                store(transaction, table, key, changed);
                count += Arrays.deepEquals(present, changed) ? 1 : 2;
            } else if (!insert.ignores()) {
                throw duplicate(table.name());
            }
        }
        return count;
    }

    private static Sentence.Insert rowsOf(Sentence.InsertOfJson insert, @Nullable Object json) {
        List<List<Expression>> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(Objects.requireNonNull(json).toString())) {
            List<Expression> values = new ArrayList<>();
            for (int index = 0; index < insert.columns().length; index++) {
                values.add(new Expression.Literal(value(row.get(index), insert.hex()[index])));
            }
            rows.add(values);
        }
        return new Sentence.Insert(insert.table(), insert.columns(), rows, insert.ignores(), insert.onDuplicate());
    }

    private static @Nullable Object value(JsonNode node, boolean hex) {
        if (node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return node.longValue();
        }
        return hex ? HexFormat.of().parseHex(node.stringValue()) : node.stringValue();
    }

    private static SQLException duplicate(String key) {
        return new SQLException("Duplicate entry for key " + key, "23000", 1062);
    }

    private void enterUniqueKeys(Transaction transaction, Table table, @Nullable Object[] row, String primary)
            throws SQLException {
        for (Map.Entry<String, int[]> unique : table.uniqueKeys().entrySet()) {
            String key = Table.key(row, unique.getValue());
            storage.lock(transaction, unique.getKey(), key, turns);
            if (storage.visible(transaction, unique.getKey(), key) != null) {
                throw duplicate(unique.getKey());
            }
            storage.put(transaction, unique.getKey(), key, new Object[]{primary});
        }
    }

    /** Updates the rows, or deletes them where there are no assignments. */
    private int update(Transaction transaction, Table table, List<List<Expression>> keys, Expression where,
            @Nullable List<Sentence.Assignment> assignments, @Nullable Object[] parameters) throws SQLException {
        int count = 0;
        for (String key : keys(table, keys, parameters)) {
            if (!storage.isThere(transaction, table.name(), key)) {
                continue;
            }
            boolean fresh = storage.lock(transaction, table.name(), key, turns);
            @Nullable
            Object[] row = storage.visible(transaction, table.name(), key);
            if (row == null || !where.holds(new Expression.Scope(parameters, row, row))) {
                if (fresh) {
                    storage.unlock(transaction, table.name(), key);
                }
                continue;
            }
            count++;
            if (assignments == null) {
                storage.put(transaction, table.name(), key, null);
            } else {
                store(transaction, table, key, assigned(table, assignments, row, row, parameters));
            }
        }
        return count;
    }

    /** Assignments run from left to right, and see what is already changed. */
    private static @Nullable Object[] assigned(Table table, List<Sentence.Assignment> assignments,
            @Nullable Object[] present, @Nullable Object[] incoming, @Nullable Object[] parameters) {
        @Nullable
        Object[] changed = present.clone();
        Expression.Scope scope = new Expression.Scope(parameters, changed, incoming);
        for (Sentence.Assignment assignment : assignments) {
            Object value = assignment.value().in(scope);
            changed[assignment.column()] = converted(table.columns().get(assignment.column()), value);
        }
        return changed;
    }

    private @Nullable Object[] row(Table table, int[] columns, List<Expression> values, @Nullable Object[] parameters) {
        @Nullable
        Object[] row = new Object[table.columns().size()];
        Expression.Scope scope = new Expression.Scope(parameters, row, row);
        for (int index = 0; index < row.length; index++) {
            Table.Column column = table.columns().get(index);
            row[index] = column.counted() ? storage.next(table.name()) : converted(column, column.initial());
        }
        for (int index = 0; index < columns.length; index++) {
            row[columns[index]] = converted(table.columns().get(columns[index]), values.get(index).in(scope));
        }
        for (int index = 0; index < row.length; index++) {
            Expression generated = table.columns().get(index).generated();
            if (generated != null) {
                row[index] = generated.in(scope);
            }
        }
        return row;
    }

    private static @Nullable Object converted(Table.Column column, @Nullable Object value) {
        return value == null ? null : switch (column.type()) {
            case WHOLE, TIME -> value instanceof Boolean flag
                    ? Long.valueOf(flag ? 1 : 0)
                    : Long.valueOf(((Number) value).longValue());
            case DOUBLE -> ((Number) value).doubleValue();
            case DECIMAL -> new BigDecimal(value.toString()).setScale(18);
            case TEXT, BYTES -> value;
        };
    }

    private void store(Transaction transaction, Table table, String key, @Nullable Object[] row) throws SQLException {
        for (int index = 0; index < row.length; index++) {
            Table.Column column = table.columns().get(index);
            if (row[index] == null && !column.nullable()) {
                throw new SQLException("Column " + column.name() + " cannot be null", "23000", 1048);
            }
        }
        for (Expression check : table.checks()) {
            if (!check.holds(new Expression.Scope(new Object[0], row, row))) {
                throw new SQLException("Check constraint of " + table.name() + " is violated", "HY000", 3819);
            }
        }
        storage.put(transaction, table.name(), key, row);
    }

    private static List<String> keys(Table table, List<List<Expression>> keys, @Nullable Object[] parameters) {
        @Nullable
        Object[] none = new Object[table.columns().size()];
        Expression.Scope scope = new Expression.Scope(parameters, none, none);
        List<String> sorted = new ArrayList<>(keys.size());
        for (List<Expression> key : keys) {
            StringBuilder text = new StringBuilder();
            for (Expression part : key) {
                text.append(Objects.requireNonNull(part.in(scope))).append('\0');
            }
            sorted.add(text.toString());
        }
        sorted.sort(null);
        return sorted;
    }
}
