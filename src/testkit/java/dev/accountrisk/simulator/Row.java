package dev.accountrisk.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the twin, by the names of its columns. */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the values
record Row(String table, @Nullable Object[] values) {

    static List<Row> all(Storage storage, String table) {
        return storage.rows(table).stream().map(values -> new Row(table, values)).toList();
    }

    @Nullable
    Object of(String column) {
        return values[TwinDataSource.column(table, column)];
    }

    String text(String column) {
        return String.valueOf(of(column));
    }

    long number(String column) {
        return of(column) instanceof Long number ? number : 0;
    }
}
