package dev.devledger.bootstrap.database;

import dev.devledger.adapters.connection.NewConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Asks a database of the user's own for a connection before anything else of the start, so that one that does not answer is
 * told within seconds. What it answers with is looked at later, where the ledger's tables are.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 1)
final class DatabaseCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** With what comes before it, the reason is told within five seconds. Less would be short for one that has to wake up. */
    private static final double SECONDS = 3.5;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String url = context.getEnvironment().getProperty("spring.datasource.url", "");
        if (context instanceof WebServerApplicationContext && url.startsWith("jdbc:postgresql:")) {
            require(url, context.getEnvironment());
        }
    }

    private static void require(String url, Environment environment) {
        try (Connection answering = NewConnections.patient(
                        url,
                        environment.getProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password"),
                        limited(url, environment))
                .getConnection()) {
            answering.clearWarnings();
        } catch (SQLException e) {
            if (DatabaseAwayFailureAnalyzer.isAway(e) || DatabaseAwayFailureAnalyzer.isShut(e)) {
                throw new CannotGetJdbcConnectionException("The database does not let Devledger in", e);
            }
        }
    }

    /** What the URL says of these wins. Each host that it names has its time. */
    private static Properties limited(String url, Environment environment) {
        Properties limited = Binder.get(environment)
                .bind("spring.datasource.hikari.data-source-properties", Properties.class)
                .orElseGet(Properties::new);
        long hosts = url.chars().filter(letter -> letter == ',').count() + 1;
        limited.putIfAbsent("connectTimeout", "3");
        limited.putIfAbsent("loginTimeout", Double.toString(SECONDS * hosts));
        return limited;
    }
}
