package dev.accountrisk.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the SQL that the engine uses, and refuses any other, because a twin must not guess. */
final class Grammar {
    private static final String SERVER_UUID = "@@server_uuid";
    /** What the engine's statements call a row that is about to be inserted. */
    private static final Set<String> INSERTED = Set.of("new", "r");

    private final Schema schema;
    private final Words words;
    private int parameters;

    private Grammar(Schema schema, Words words) {
        this.schema = schema;
        this.words = words;
    }

    static Sentence understand(Schema schema, String sql) {
        Grammar grammar = new Grammar(schema, new Words(sql));
        Sentence sentence = grammar.sentence();
        if (!grammar.words.atEnd()) {
            throw new IllegalArgumentException("The twin does not understand " + grammar.words.peek() + ": " + sql);
        }
        return sentence;
    }

    /** A condition over the columns of a table alone. */
    static Expression condition(Table table, Words words) {
        return new Grammar(new Schema(), words).expression(table);
    }

    private Sentence sentence() {
        return switch (words.take().toUpperCase(Locale.ROOT)) {
            case "SELECT" -> select();
            case "(" -> unionAll();
            case "INSERT" -> insert();
            case "UPDATE" -> update();
            case "DELETE" -> delete();
            case String other -> throw new IllegalArgumentException("The twin does not know " + other);
        };
    }

    /** Of parts in parentheses, with the first of which it has begun. */
    private Sentence unionAll() {
        List<Sentence.Select> parts = new ArrayList<>();
        do {
            words.expect("SELECT");
            parts.add(select());
            words.expect(")");
        } while (words.takeIf("UNION", "ALL", "("));
        return new Sentence.UnionAll(parts.getFirst().table(), parts);
    }

    private Sentence.Select select() {
        List<String> names = new ArrayList<>();
        do {
            names.add(words.take());
        } while (words.takeIf(","));
        words.expect("FROM");
        Table table = table();
        if (words.takeIf("FORCE", "INDEX")) {
            words.names();
        }
        words.expect("WHERE");
        Expression where = expression(table);
        Expression limit = words.takeIf("ORDER", "BY") ? limit(table) : null;
        boolean locks = words.takeIf("FOR", "UPDATE");
        List<List<Expression>> keys = keys(table, where);
        if (keys == null && locks) {
            throw wantsTheWholeKey(table);
        }
        return new Sentence.Select(table, columns(table, names), keys, where, limit, locks);
    }

    private Sentence insert() {
        boolean ignores = words.takeIf("IGNORE");
        words.expect("INTO");
        Table table = table();
        int[] columns = indexes(table, words.names());
        if (words.takeIf("SELECT")) {
            return insertOfJson(table, columns, ignores);
        }
        words.expect("VALUES");
        List<List<Expression>> rows = new ArrayList<>();
        do {
            rows.add(list(table));
        } while (words.takeIf(","));
        return new Sentence.Insert(table, columns, rows, ignores, onDuplicate(table));
    }

    private @Nullable List<Sentence.Assignment> onDuplicate(Table table) {
        boolean _ = words.takeIf("AS", "new");
        return words.takeIf("ON", "DUPLICATE", "KEY", "UPDATE") ? assignments(table) : null;
    }

    /** Each column is read from the value at its own place of a row. */
    private Sentence insertOfJson(Table table, int[] columns, boolean ignores) {
        boolean[] hex = new boolean[columns.length];
        for (int index = 0; index < columns.length; index++) {
            hex[index] = words.takeIf("UNHEX", "(");
            words.expect("r", ".", table.columns().get(columns[index]).name());
            if (hex[index]) {
                words.expect(")");
            }
            words.expect(index + 1 < columns.length ? "," : "FROM");
        }
        words.expect("JSON_TABLE", "(", "?", ",", "'$[*]'", "COLUMNS", "(");
        for (int index = 0; index < columns.length; index++) {
            words.expect(table.columns().get(columns[index]).name());
            String _ = words.take();
            if (words.peek().equals("(")) {
                List<String> _ = words.names();
            }
            words.expect("PATH", "'$[" + index + "]'", "ERROR", "ON", "ERROR");
            words.expect(index + 1 < columns.length ? "," : ")");
        }
        words.expect(")", "r");
        return new Sentence.InsertOfJson(table, columns, hex, ignores, onDuplicate(table));
    }

    private Sentence update() {
        Table table = table();
        words.expect("SET");
        List<Sentence.Assignment> assignments = assignments(table);
        words.expect("WHERE");
        Expression where = expression(table);
        return new Sentence.Update(table, assignments, wholeKeys(table, where), where);
    }

    private Sentence delete() {
        words.expect("FROM");
        Table table = table();
        words.expect("WHERE");
        Expression where = expression(table);
        return new Sentence.Delete(table, wholeKeys(table, where), where);
    }

    private Table table() {
        return schema.table(words.take());
    }

    /** Rows are ordered by a key of one number only. */
    private Expression limit(Table table) {
        int[] key = table.primaryKey();
        if (key.length != 1 || table.index(words.take()) != key[0]
                || table.columns().get(key[0]).type() != Table.Type.WHOLE) {
            throw new IllegalArgumentException("The twin orders by nothing but the key of " + table.name());
        }
        words.expect("LIMIT");
        return value(table);
    }

    private static List<Expression> columns(Table table, List<String> names) {
        return names.stream()
                .<Expression>map(name -> name.equals(SERVER_UUID)
                        ? new Expression.Literal(Storage.SERVER_UUID)
                        : new Expression.ColumnOf(table.index(name), false))
                .toList();
    }

    private static int[] indexes(Table table, List<String> names) {
        return names.stream().mapToInt(table::index).toArray();
    }

    private List<Sentence.Assignment> assignments(Table table) {
        List<Sentence.Assignment> assignments = new ArrayList<>();
        do {
            int column = table.index(words.take());
            words.expect("=");
            assignments.add(new Sentence.Assignment(column, sum(table)));
        } while (words.takeIf(","));
        return assignments;
    }

    private List<Expression> list(Table table) {
        words.expect("(");
        List<Expression> list = new ArrayList<>();
        do {
            list.add(sum(table));
        } while (words.takeIf(","));
        words.expect(")");
        return list;
    }

    private Expression expression(Table table) {
        List<Expression> any = new ArrayList<>();
        do {
            any.add(conjunction(table));
        } while (words.takeIf("OR"));
        return any.size() == 1 ? any.getFirst() : new Expression.Or(any);
    }

    private Expression conjunction(Table table) {
        List<Expression> all = new ArrayList<>();
        do {
            all.add(comparison(table));
        } while (words.takeIf("AND"));
        return all.size() == 1 ? all.getFirst() : new Expression.And(all);
    }

    private Expression comparison(Table table) {
        if (words.takeIf("(")) {
            List<Expression.ColumnOf> columns = new ArrayList<>();
            do {
                columns.add(new Expression.ColumnOf(table.index(words.take()), false));
            } while (words.takeIf(","));
            words.expect(")", "IN", "(");
            List<List<Expression>> choices = new ArrayList<>();
            do {
                choices.add(list(table));
            } while (words.takeIf(","));
            words.expect(")");
            return new Expression.Within(columns, choices);
        }
        Expression left = sum(table);
        if (words.takeIf("IN")) {
            List<List<Expression>> choices = list(table).stream().map(List::of).toList();
            return new Expression.Within(List.of((Expression.ColumnOf) left), choices);
        }
        if (words.takeIf("BETWEEN")) {
            Expression low = sum(table);
            words.expect("AND");
            return new Expression.And(List.of(new Expression.Binary(">=", left, low),
                    new Expression.Binary("<=", left, sum(table))));
        }
        if (words.takeIf("IS", "NULL")) {
            return new Expression.IsNull(left);
        }
        return List.of("=", "<>", ">=", "<=").contains(words.peek())
                ? new Expression.Binary(words.take(), left, sum(table))
                : left;
    }

    private Expression sum(Table table) {
        Expression sum = value(table);
        while (List.of("+", "-").contains(words.peek())) {
            sum = new Expression.Binary(words.take(), sum, value(table));
        }
        return sum;
    }

    private Expression value(Table table) {
        String word = words.take();
        if (word.equals("?")) {
            return new Expression.Parameter(parameters++);
        }
        if (word.startsWith("'")) {
            return new Expression.Literal(word.substring(1, word.length() - 1));
        }
        if (Character.isDigit(word.charAt(0))) {
            return new Expression.Literal(Long.valueOf(word));
        }
        if (word.equals(SERVER_UUID)) {
            return new Expression.Literal(Storage.SERVER_UUID);
        }
        if (word.equalsIgnoreCase("NULL")) {
            return new Expression.Literal(null);
        }
        if (word.equalsIgnoreCase("IF")) {
            words.expect("(");
            Expression condition = expression(table);
            words.expect(",");
            Expression then = sum(table);
            words.expect(",");
            Expression otherwise = sum(table);
            words.expect(")");
            return new Expression.If(condition, then, otherwise);
        }
        if (word.equalsIgnoreCase("CURRENT_TIMESTAMP")) {
            words.names();
            return new Expression.Literal(0L);
        }
        return words.takeIf(".")
                ? new Expression.ColumnOf(table.index(words.take()), INSERTED.contains(word))
                : new Expression.ColumnOf(table.index(word), false);
    }

    private static List<List<Expression>> wholeKeys(Table table, Expression where) {
        List<List<Expression>> keys = keys(table, where);
        if (keys == null) {
            throw wantsTheWholeKey(table);
        }
        return keys;
    }

    private static IllegalArgumentException wantsTheWholeKey(Table table) {
        return new IllegalArgumentException("The twin wants the whole key of " + table.name());
    }

    /** Which rows a condition can hold for, by their primary keys; null where it does not say: nothing is locked so. */
    private static @Nullable List<List<Expression>> keys(Table table, Expression where) {
        if (where instanceof Expression.Or(List<Expression> any)) {
            return keysOfAny(table, any);
        }
        List<Expression> all = where instanceof Expression.And(List<Expression> several) ? several : List.of(where);
        @Nullable
        Expression[] single = new Expression[table.columns().size()];
        for (Expression one : all) {
            if (one instanceof Expression.Within(List<Expression.ColumnOf> columns, List<List<Expression>> choices)
                    && isKey(table, columns)) {
                return choices;
            }
            if (one instanceof Expression.Binary(String operator, Expression.ColumnOf column, Expression value)
                    && operator.equals("=")) {
                single[column.index()] = value;
            }
        }
        List<Expression> key = new ArrayList<>();
        for (int index : table.primaryKey()) {
            Expression value = single[index];
            if (value == null) {
                return null;
            }
            key.add(value);
        }
        return List.of(key);
    }

    private static @Nullable List<List<Expression>> keysOfAny(Table table, List<Expression> any) {
        List<List<Expression>> keys = new ArrayList<>();
        for (Expression one : any) {
            List<List<Expression>> own = keys(table, one);
            if (own == null) {
                return null;
            }
            keys.addAll(own);
        }
        return keys;
    }

    private static boolean isKey(Table table, List<Expression.ColumnOf> columns) {
        int[] key = table.primaryKey();
        if (columns.size() != key.length) {
            return false;
        }
        for (int index = 0; index < key.length; index++) {
            if (columns.get(index).index() != key[index]) {
                return false;
            }
        }
        return true;
    }
}
