package dev.devledger.adapters.sandbox.ticktick;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database that counts what is asked of it: a query for each row would not show with few rows. */
final class CountedStatements {
    private final AtomicInteger count = new AtomicInteger();

    DataSource around(DataSource database) {
        return counting(DataSource.class, database);
    }

    int taken() {
        return count.getAndSet(0);
    }

    /** Closeable as the real one, which the context closes at its end. */
    private <T> T counting(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type, AutoCloseable.class}, (proxy, method, given) -> {
                    if (method.getName().equals("prepareStatement")) count.incrementAndGet();
                    try {
                        Object answer = method.invoke(target, given);
                        return answer instanceof Connection connection
                                ? counting(Connection.class, connection)
                                : answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
