package dev.accountrisk.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, understood. */
sealed interface Sentence {
    Table table();

    /** A column gets a value. */
    record Assignment(int column, Expression value) {}

    /**
     * @param keys  the rows to look at, each by the values of its primary key, or null for all; the condition holds for those meant
     * @param limit how many rows are read, in the order of their key, or null for all in any order
     */
    record Select(Table table, List<Expression> columns, @Nullable List<List<Expression>> keys, Expression where,
            @Nullable Expression limit, boolean locks) implements Sentence {}

    /** Several reads, one after another. */
    record UnionAll(Table table, List<Select> parts) implements Sentence {}

    /** @param onDuplicate what becomes of a row that is there already, or null where that is an error */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the values
    record Insert(Table table, int[] columns, List<List<Expression>> rows, boolean ignores,
            @Nullable List<Assignment> onDuplicate) implements Sentence {}

    /**
     * Rows from a parameter that is a JSON array of arrays.
     *
     * @param columns the columns of the table, in the order of a row's values
     * @param hex     which of the values are bytes in hexadecimal digits
     * @param onDuplicate as of an {@link Insert}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the values
    record InsertOfJson(Table table, int[] columns, boolean[] hex, boolean ignores,
            @Nullable List<Assignment> onDuplicate) implements Sentence {}

    record Update(Table table, List<Assignment> assignments, List<List<Expression>> keys,
            Expression where) implements Sentence {}

    record Delete(Table table, List<List<Expression>> keys, Expression where) implements Sentence {}
}
