package dev.accountrisk.broken;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Hands out connections that have a flaw. */
public final class FlawedDataSource extends DelegatingDataSource {
    private final Flaw flaw;

    /** Puts the flaw before a sound source of connections. */
    public FlawedDataSource(DataSource sound, Flaw flaw) {
        super(sound);
        this.flaw = flaw;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection sound = obtainTargetDataSource().getConnection();
        flaw.begins(sound);
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> flawed(sound, sound.prepareStatement(
                    flaw.rewritten(String.valueOf(arguments[0]))), String.valueOf(arguments[0]));
            // the driver's own would be without the flaw
            case "isWrapperFor" -> false;
            case "commit" -> {
                flaw.beforeCommit();
                yield call(sound, method, arguments);
            }
            case "rollback" -> {
                if (flaw.commitsWhatFailed()) {
                    sound.commit();
                    yield null;
                }
                yield call(sound, method, arguments);
            }
            default -> call(sound, method, arguments);
        });
    }

    private PreparedStatement flawed(Connection connection, PreparedStatement sound, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(sound, method, arguments);
            }
            flaw.before(connection, sql);
            try {
                Object result = call(sound, method, arguments);
                flaw.after(connection, sql);
                return result;
            } catch (SQLException failure) {
                if (!flaw.swallows(failure)) {
                    throw flaw.reported(failure);
                }
                return method.getName().equals("executeQuery") ? noRows() : 1;
            }
        });
    }

    private static ResultSet noRows() {
        return proxy(ResultSet.class, (method, arguments) -> method.getName().equals("next") ? false : null);
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> handler.handle(method, arguments == null ? new Object[0] : arguments)));
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
