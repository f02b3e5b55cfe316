package dev.accountrisk.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables, as the project's own migration makes them. */
final class Schema {
    private static final List<String> MIGRATIONS = List.of("/db/migration/V1__accounts.sql",
            "/db/migration/V3__backfill.sql", "/db/migration/V4__ids_of_two_topics.sql",
            "/db/migration/V10__outbox_sources.sql", "/db/migration/V13__headers_of_parked_records.sql",
            "/db/migration/V14__mapping_of_a_position.sql", "/db/migration/V25__lanes_of_the_outbox.sql");

    private final Map<String, Table> tables = new HashMap<>();

    static Schema ofTheProject() {
        Schema schema = new Schema();
        MIGRATIONS.forEach(schema::migrate);
        return schema;
    }

    private void migrate(String script) {
        try (InputStream migration = Objects.requireNonNull(Schema.class.getResourceAsStream(script))) {
            Words words = new Words(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
            while (!words.atEnd()) {
                if (words.takeIf("ALTER", "TABLE")) {
                    alter(words);
                } else {
                    read(words);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void alter(Words words) {
        Table table = table(words.take());
        do {
            if (words.takeIf("DROP", "PRIMARY", "KEY")) {
                table.changePrimaryKey(List.of());
            } else if (words.takeIf("ADD", "PRIMARY", "KEY")) {
                table.changePrimaryKey(words.names());
            } else if (words.takeIf("ADD", "KEY")) {
                words.take();
                words.names();
            } else {
                words.expect("ADD", "COLUMN");
                table.addColumn(column(table, words));
            }
        } while (words.takeIf(","));
        words.expect(";");
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("The twin has no table " + name);
        }
        return table;
    }

    private void read(Words words) {
        words.expect("CREATE", "TABLE");
        String name = words.take();
        words.expect("(");
        List<Table.Column> columns = new ArrayList<>();
        List<String> primaryKey = List.of();
        Map<String, List<String>> uniqueKeys = new HashMap<>();
        List<Expression> checks = new ArrayList<>();
        do {
            if (words.takeIf("PRIMARY", "KEY")) {
                primaryKey = words.names();
            } else if (words.takeIf("UNIQUE", "KEY")) {
                uniqueKeys.put(words.take(), words.names());
            } else if (words.takeIf("KEY")) {
                words.take();
                words.names();
            } else if (words.takeIf("CONSTRAINT")) {
                words.take();
                words.expect("CHECK", "(");
                checks.add(Grammar.condition(new Table(name, columns, List.of()), words));
                words.expect(")");
            } else {
                columns.add(column(new Table(name, columns, List.of()), words));
            }
        } while (words.takeIf(","));
        words.expect(")", "ENGINE", "=", "InnoDB", ";");
        Table table = new Table(name, columns, primaryKey);
        uniqueKeys.forEach(table::addUniqueKey);
        checks.forEach(table::addCheck);
        tables.put(name, table);
    }

    private static Table.Column column(Table before, Words words) {
        String name = words.take();
        Table.Type type = type(words.take());
        if (words.peek().equals("(")) {
            words.names();
        }
        boolean nullable = true;
        boolean counted = false;
        Object initial = null;
        Expression generated = null;
        while (!List.of(",", ")", ";").contains(words.peek())) {
            if (words.takeIf("NOT", "NULL")) {
                nullable = false;
            } else if (words.takeIf("AUTO_INCREMENT")) {
                counted = true;
            } else if (words.takeIf("DEFAULT")) {
                initial = initial(words);
            } else if (words.takeIf("GENERATED", "ALWAYS", "AS", "(")) {
                generated = Grammar.condition(before, words);
                words.expect(")", "STORED");
            } else if (words.takeIf("ON", "UPDATE", "CURRENT_TIMESTAMP")) {
                words.names();
            } else {
                words.take(); // the character set, and comments
            }
        }
        return new Table.Column(name, type, nullable, counted, initial, generated);
    }

    private static @Nullable Object initial(Words words) {
        String word = words.take();
        if (word.equals("CURRENT_TIMESTAMP")) {
            words.names();
            return 0L;
        }
        if (word.startsWith("'")) {
            return word.substring(1, word.length() - 1);
        }
        return word.equals("FALSE") ? Long.valueOf(0) : Long.valueOf(word);
    }

    private static Table.Type type(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "BIGINT", "INT", "TINYINT", "BOOLEAN" -> Table.Type.WHOLE;
            case "DOUBLE" -> Table.Type.DOUBLE;
            case "DECIMAL" -> Table.Type.DECIMAL;
            case "VARCHAR", "CHAR", "ENUM" -> Table.Type.TEXT;
            case "LONGBLOB", "BINARY" -> Table.Type.BYTES;
            case "DATETIME" -> Table.Type.TIME;
            case String other -> throw new IllegalArgumentException("The twin knows no type " + other);
        };
    }
}
