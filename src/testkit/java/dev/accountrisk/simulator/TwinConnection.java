package dev.accountrisk.simulator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to the twin: as much of JDBC as the engine uses, and nothing that it does not. */
final class TwinConnection {
    private final Storage storage;
    private final Executor executor;
    private final Turns turns;
    private final Faults faults;
    private final Transaction transaction = new Transaction();
    private final int lossesBefore;
    private boolean lost;

    TwinConnection(Storage storage, Executor executor, Turns turns, Faults faults) {
        this.storage = storage;
        this.executor = executor;
        this.turns = turns;
        this.faults = faults;
        this.lossesBefore = storage.losses();
    }

    Connection asConnection() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> statement(TwinDataSource.understood((String) arguments[0]));
            case "commit" -> commit();
            case "rollback", "close" -> end();
            case "setTransactionIsolation" -> null;
            case "isWrapperFor" -> false;
            default -> throw unknown(method);
        });
    }

    private @Nullable Object commit() throws SQLException {
        send();
        Faults.CommitFate fate = faults.fateOfCommit();
        if (fate != Faults.CommitFate.DOES_NOT && fate != Faults.CommitFate.HAPPENS_LATER) {
            storage.commit(transaction);
        }
        if (fate != Faults.CommitFate.ANSWERED) {
            leave(fate == Faults.CommitFate.HAPPENS_LATER);
            throw new SQLException("Communications link failure during commit", "08007");
        }
        return null;
    }

    private @Nullable Object end() {
        if (!lost) {
            storage.rollBack(transaction);
        }
        return null;
    }

    private void send() throws SQLException {
        if (lost) {
            throw new SQLException("No operations allowed after connection closed", "08003");
        }
        turns.pass();
        int commits = faults.commitsToLose();
        if (commits > 0) {
            storage.loseNewest(commits);
        }
        if (storage.losses() != lossesBefore) {
            lost = true;
            throw Storage.connectionLost();
        }
        try {
            faults.beforeSending();
        } catch (SQLException | Error failure) {
            leave(false);
            throw failure;
        }
    }

    private void leave(boolean commits) {
        lost = true;
        faults.leaveBehind(() -> {
            if (commits) {
                storage.commit(transaction);
            } else {
                storage.rollBack(transaction);
            }
        });
    }

    /** What was bound to a statement so far. */
    private static final class Parameters {
        @Nullable
        Object[] values = new Object[16];

        void set(int index, @Nullable Object value) {
            if (index >= values.length) {
                values = Arrays.copyOf(values, Math.max(index + 1, 2 * values.length));
            }
            values[index] = value;
        }
    }

    private PreparedStatement statement(Sentence sentence) {
        Parameters parameters = new Parameters();
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            String name = method.getName();
            if (name.equals("executeUpdate")) {
                send();
                return executor.change(transaction, sentence, parameters.values);
            }
            if (name.equals("executeQuery")) {
                send();
                return rows(executor.read(transaction, sentence, parameters.values));
            }
            if (name.equals("setFetchSize")) {
                // how rows travel is nothing to a twin
                return null;
            }
            if (name.startsWith("set")) {
                parameters.set((Integer) arguments[0] - 1, name.equals("setNull") ? null : arguments[1]);
                return null;
            }
            if (name.equals("close")) {
                return null;
            }
            throw unknown(method);
        });
    }

    private static ResultSet rows(List<@Nullable Object[]> rows) {
        int[] current = {-1};
        boolean[] wasNull = {false};
        return proxy(ResultSet.class, (self, method, arguments) -> switch (method.getName()) {
            case "next" -> ++current[0] < rows.size();
            case "wasNull" -> wasNull[0];
            case "close" -> null;
            default -> {
                Object value = rows.get(current[0])[(Integer) arguments[0] - 1];
                wasNull[0] = value == null;
                yield as(method, value);
            }
        });
    }

    private static @Nullable Object as(Method method, @Nullable Object value) {
        return switch (method.getName()) {
            case "getObject" -> value;
            case "getString" -> (String) value;
            case "getBytes" -> (byte[]) value;
            case "getBigDecimal" -> (BigDecimal) value;
            case "getLong" -> value == null ? 0L : ((Number) value).longValue();
            case "getInt" -> value == null ? 0 : ((Number) value).intValue();
            case "getDouble" -> value == null ? 0.0 : ((Number) value).doubleValue();
            case "getBoolean" -> value != null && ((Number) value).longValue() != 0;
            default -> throw unknown(method);
        };
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private static UnsupportedOperationException unknown(Method method) {
        return new UnsupportedOperationException("The twin does not know " + method);
    }
}
