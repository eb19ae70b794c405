package dev.devledger.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.connection.Limits;
import dev.devledger.adapters.connection.NewConnections;
import dev.devledger.adapters.connection.ServerWatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/** The pool, as {@code spring.datasource.hikari} sets it, with connections that have limits. */
final class LimitedPool extends HikariDataSource implements InitializingBean {
    private final Limits limits;
    private final ServerWatch watch;

    LimitedPool(
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
        setDataSource(NewConnections.limited(
                getJdbcUrl(), getUsername(), getPassword(), getDataSourceProperties(), limits, watch));
    }

    /** The same database, for work whose time nobody can tell. */
    DataSource patient() {
        return NewConnections.patient(getJdbcUrl(), getUsername(), getPassword(), getDataSourceProperties());
    }
}
