package dev.devledger.bootstrap.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.devledger.adapters.connection.NewConnections;
import dev.devledger.adapters.connection.NewConnections.Limits;
import dev.devledger.adapters.connection.NewConnections.ServerWatch;
import dev.devledger.adapters.connection.SilentConnections;
import dev.devledger.adapters.postgres.sql.Unreadable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/** The pool, as {@code spring.datasource.hikari} sets it, with connections that have limits. */
public final class LimitedPool extends HikariDataSource implements InitializingBean {
    private final Limits limits;
    private final ServerWatch watch;
    private @Nullable SilentConnections silent;
    private @Nullable Thread silentWatch;

    public LimitedPool(
            @Nullable String url, @Nullable String user, @Nullable String password, Limits limits, ServerWatch watch) {
        this.limits = limits;
        this.watch = watch;
        setJdbcUrl(url);
        setUsername(user);
        setPassword(password);
    }

    /** Once the user's own settings are in it. */
    @Override
    public void afterPropertiesSet() {
        if (getExceptionOverrideClassName() == null) {
            setExceptionOverride(new OneOfMany());
        }
        NewConnections connections = NewConnections.limited(
                getJdbcUrl(), getUsername(), getPassword(), getDataSourceProperties(), limits, watch);
        setDataSource(connections);
        SilentConnections silent = connections.silent();
        this.silent = silent;
        silentWatch = Thread.ofPlatform().daemon().name("silent-connections").start(silent::watch);
    }

    /** How many connections were closed because no answer came. */
    public long givenUp() {
        return silent == null ? 0 : silent.givenUp();
    }

    /** What cannot be read in a database is forgotten with it: the next one of this process is told of its own alone. */
    @Override
    public void close() {
        Unreadable.forget();
        if (silentWatch != null) {
            silentWatch.interrupt();
        }
        super.close();
    }

    /** The same database, for work whose time nobody can tell. */
    public DataSource patient() {
        return NewConnections.patient(getJdbcUrl(), getUsername(), getPassword(), getDataSourceProperties());
    }

    /** Who gets none while some are idle has met dead ones only; the next one shall not have to try them again. */
    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException none) {
            if (isRunning() && getHikariPoolMXBean().getIdleConnections() > 0) {
                getHikariPoolMXBean().softEvictConnections();
            }
            throw none;
        }
    }

    /** A connection seldom dies alone: what took it took those that were made with it. */
    private final class OneOfMany implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException broken) {
            if (isRunning() && String.valueOf(broken.getSQLState()).startsWith("08")) {
                getHikariPoolMXBean().softEvictConnections();
            }
            return SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
