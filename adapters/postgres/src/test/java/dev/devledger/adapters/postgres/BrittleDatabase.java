package dev.devledger.adapters.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose connection breaks at the next commit. */
public final class BrittleDatabase extends DelegatingDataSource {

    public enum Break {
        NEVER,
        /** The commit is not even sent. */
        BEFORE,
        /** The commit is done, and its answer lost. */
        BEHIND,
        /** Nothing is sent, and the other side does not notice. */
        SILENT,
        /** As {@link #BEHIND}, and no connection comes about any more. */
        FOR_GOOD
    }

    private volatile Break next = Break.NEVER;
    private volatile boolean away;

    public BrittleDatabase(DataSource target) {
        super(target);
    }

    public void breakNext(Break how) {
        next = how;
        away = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw lost();
        }
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("commit") && next != Break.NEVER) {
            Break how = next;
            next = how == Break.SILENT ? how : Break.NEVER;
            away = how == Break.FOR_GOOD;
            breakAt(connection, how);
        }
        if (method.getName().equals("abort") && next == Break.SILENT) {
            next = Break.NEVER;
            return null; // the other side hears nothing of it
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void breakAt(Connection connection, Break how) throws SQLException {
        if (how == Break.BEHIND || how == Break.FOR_GOOD) {
            connection.commit();
        }
        if (how != Break.SILENT) {
            connection.abort(Runnable::run);
        }
        throw lost();
    }

    private static SQLException lost() {
        return new SQLException("An I/O error occurred while sending to the backend.", "08006");
    }
}
