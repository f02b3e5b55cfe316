package dev.accountrisk.simulator;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression for a value in a statement. Truth is a number, as in MySQL; an unknown truth is null. */
sealed interface Expression {

    /** What a value is computed from; {@code incoming} is the row that an upsert would have inserted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the values
    record Scope(@Nullable Object[] parameters, @Nullable Object[] row, @Nullable Object[] incoming) {}

    @Nullable
    Object in(Scope scope);

    default boolean holds(Scope scope) {
        return in(scope) instanceof Number number && number.doubleValue() != 0;
    }

    record Parameter(int index) implements Expression {
        @Override
        public @Nullable Object in(Scope scope) {
            return scope.parameters()[index];
        }
    }

    record Literal(@Nullable Object value) implements Expression {
        @Override
        public @Nullable Object in(Scope scope) {
            return value;
        }
    }

    record ColumnOf(int index, boolean incoming) implements Expression {
        @Override
        public @Nullable Object in(Scope scope) {
            return (incoming ? scope.incoming() : scope.row())[index];
        }
    }

    record If(Expression condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public @Nullable Object in(Scope scope) {
            return (condition.holds(scope) ? then : otherwise).in(scope);
        }
    }

    record And(List<Expression> all) implements Expression {
        @Override
        public Object in(Scope scope) {
            return truth(all.stream().allMatch(one -> one.holds(scope)));
        }
    }

    record Or(List<Expression> all) implements Expression {
        @Override
        public Object in(Scope scope) {
            return truth(all.stream().anyMatch(one -> one.holds(scope)));
        }
    }

    record IsNull(Expression of) implements Expression {
        @Override
        public Object in(Scope scope) {
            return truth(of.in(scope) == null);
        }
    }

    /** Whether some columns' values are one of several. */
    record Within(List<ColumnOf> columns, List<List<Expression>> choices) implements Expression {
        @Override
        public Object in(Scope scope) {
            return truth(choices.stream().anyMatch(choice -> matches(choice, scope)));
        }

        private boolean matches(List<Expression> choice, Scope scope) {
            for (int index = 0; index < choice.size(); index++) {
                if (!new Binary("=", columns.get(index), choice.get(index)).holds(scope)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public @Nullable Object in(Scope scope) {
            Object one = left.in(scope);
            Object other = right.in(scope);
            if (one == null || other == null) {
                return null;
            }
            return switch (operator) {
                case "+" -> (Long) one + (Long) other;
                case "-" -> (Long) one - (Long) other;
                case "=" -> truth(compare(one, other) == 0);
                case "<>" -> truth(compare(one, other) != 0);
                case ">=" -> truth(compare(one, other) >= 0);
                case "<=" -> truth(compare(one, other) <= 0);
                default -> throw new IllegalArgumentException("unknown operator " + operator);
            };
        }
    }

    private static Long truth(boolean holds) {
        return holds ? 1L : 0L;
    }

    private static int compare(Object one, Object other) {
        return one instanceof String text
                ? text.compareTo((String) other)
                : new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
    }
}
