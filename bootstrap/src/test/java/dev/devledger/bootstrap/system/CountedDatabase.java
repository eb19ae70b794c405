package dev.devledger.bootstrap.system;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Writes down what each watched request asks of the database, and breaks the connection of one where it is told to. What
 * runs behind the requests is not mixed in.
 */
@Configuration(proxyBeanMethods = false)
class CountedDatabase {
    private static final Map<String, Queue<String>> WATCHED = new ConcurrentHashMap<>();

    /** From now on the request of this id is written down: its statements, and {@code commit} or {@code rollback}. */
    static Queue<String> watch(String requestId) {
        return WATCHED.computeIfAbsent(requestId, id -> new ConcurrentLinkedQueue<>());
    }

    /** At which call to the database, and whether it is done and its answer lost, or not even sent. */
    private record Loss(int at, boolean behind, AtomicInteger calls, AtomicReference<String> lost) {}

    private static final Map<String, Loss> LOSSES = new ConcurrentHashMap<>();

    /** The request of this id loses its connection once. What it has lost is what the reference then holds. */
    static AtomicReference<String> lose(String requestId, int at, boolean behind) {
        Loss loss = new Loss(at, behind, new AtomicInteger(), new AtomicReference<>());
        LOSSES.put(requestId, loss);
        return loss.lost();
    }

    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource database && !(bean instanceof Counting)
                        ? new Counting(database)
                        : bean;
            }
        };
    }

    private static void write(String what) {
        String request = MDC.get("requestId");
        Queue<String> watched = request == null ? null : WATCHED.get(request);
        if (watched != null) {
            watched.add(what.strip().replaceAll("\\s+", " "));
        }
    }

    private static final class Counting extends DelegatingDataSource {
        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return counted(super.getConnection());
        }
    }

    private static Connection counted(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "commit", "rollback" -> write(method.getName());
                case "setSavepoint" -> write("savepoint");
                case "releaseSavepoint" -> write("release savepoint");
                default -> {}
            }
            Object result = method.getName().equals("commit")
                    ? brittle(connection, "commit", () -> call(connection, method, arguments))
                    : call(connection, method, arguments);
            return result instanceof Statement statement
                    ? counted(
                            connection,
                            statement,
                            method.getReturnType(),
                            arguments == null ? "" : String.valueOf(arguments[0]))
                    : result;
        });
    }

    private static Object counted(Connection connection, Statement statement, Class<?> type, String sql) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                String sent = arguments == null ? sql : String.valueOf(arguments[0]);
                write(sent);
                return brittle(connection, sent, () -> call(statement, method, arguments));
            }
            return call(statement, method, arguments);
        });
    }

    private interface Sent {
        Object answer() throws Throwable;
    }

    private static Object brittle(Connection connection, String what, Sent sent) throws Throwable {
        String request = MDC.get("requestId");
        Loss loss = request == null ? null : LOSSES.get(request);
        boolean breaks = loss != null && loss.calls().incrementAndGet() == loss.at();
        if (!breaks) {
            return sent.answer();
        }
        loss.lost().set(what);
        if (loss.behind()) {
            sent.answer();
        }
        connection.abort(Runnable::run);
        throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
