package dev.devledger.bootstrap.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.devledger.adapters.connection.PoolConnectionSource;
import dev.devledger.adapters.connection.PoolConnectionSource.Limits;
import dev.devledger.adapters.connection.PoolConnectionSource.ServerChangeDetector;
import dev.devledger.adapters.connection.SilentConnections;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/** The connection pool, configured by {@code spring.datasource.hikari}, with time limits on its connections. */
public final class LimitedPool extends HikariDataSource implements InitializingBean {
    private final Limits limits;
    private final ServerChangeDetector watch;
    private @Nullable SilentConnections silent;
    private @Nullable Thread silentWatch;

    public LimitedPool(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            Limits limits,
            ServerChangeDetector watch) {
        this.limits = limits;
        this.watch = watch;
        setJdbcUrl(url);
        setUsername(user);
        setPassword(password);
    }

    /** Makes the source of connections, once the user's settings are bound. */
    @Override
    public void afterPropertiesSet() {
        if (getExceptionOverrideClassName() == null) {
            setExceptionOverride(new LostConnections());
        }
        PoolConnectionSource connections = PoolConnectionSource.limited(
                getJdbcUrl(), getUsername(), getPassword(), getDataSourceProperties(), limits, watch);
        setDataSource(connections);
        SilentConnections silent = connections.silent();
        this.silent = silent;
        silentWatch = Thread.ofPlatform().daemon().name("silent-connections").start(silent::watch);
    }

    /** Returns the number of connections that were closed because no answer came. */
    public long givenUp() {
        return silent == null ? 0 : silent.givenUp();
    }

    /** Clears the list of unreadable values, so that this process's next database reports only its own. */
    @Override
    public void close() {
        UnreadableValues.forget();
        if (silentWatch != null) {
            silentWatch.interrupt();
        }
        super.close();
    }

    /** Returns the same database without time limits, for work of unknown length. */
    public DataSource patient() {
        return PoolConnectionSource.patient(getJdbcUrl(), getUsername(), getPassword(), getDataSourceProperties());
    }

    /**
     * Returns a connection. After a timeout it removes the idle connections: they are dead, and the next caller must
     * not try them again.
     */
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

    /** Removes the other connections if one is broken, as the cause has usually broken them, too. */
    private final class LostConnections implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException broken) {
            if (isRunning() && String.valueOf(broken.getSQLState()).startsWith("08")) {
                getHikariPoolMXBean().softEvictConnections();
            }
            return SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
