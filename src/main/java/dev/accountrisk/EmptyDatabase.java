package dev.accountrisk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database for the training run: it takes every statement and has no row. */
final class EmptyDatabase implements InvocationHandler {
    private EmptyDatabase() {}

    static DataSource open() {
        return answer(DataSource.class);
    }

    private static <T> T answer(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(EmptyDatabase.class.getClassLoader(), new Class<?>[]{type},
                new EmptyDatabase()));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Class<?> type = method.getReturnType();
        if (type.isInterface()) {
            return answer(type);
        }
        if (type == boolean.class) {
            return method.getName().equals("isValid");
        }
        return type == int.class ? 0 : type == long.class ? (Object) 0L : null;
    }
}
