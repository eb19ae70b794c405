package dev.devledger.bootstrap.database;

import dev.devledger.adapters.connection.PoolConnectionSource;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Connects to the user's own database before all else at a start, so that an unreachable one is reported within
 * seconds. If the database answers with an error, that is handled later, together with the ledger's tables.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 1)
final class DatabaseCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /**
     * The limit for the connection, so that a failure is reported within five seconds of the start. A shorter one would
     * not be enough for a sleeping database.
     */
    private static final double SECONDS = 3.5;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String url = context.getEnvironment().getProperty("spring.datasource.url", "");
        if (context instanceof WebServerApplicationContext && url.startsWith("jdbc:postgresql:")) {
            require(url, context.getEnvironment());
        }
    }

    private static void require(String url, Environment environment) {
        try (Connection answering = PoolConnectionSource.patient(
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

    /**
     * Returns the driver's properties with the limit. Limits in the URL take precedence. Each host of the URL has the
     * full time.
     */
    private static Properties limited(String url, Environment environment) {
        Properties limited = Binder.get(environment)
                .bind("spring.datasource.hikari.data-source-properties", Properties.class)
                .orElseGet(Properties::new);
        long hosts = url.chars().filter(letter -> letter == ',').count() + 1;
        limited.putIfAbsent("connectTimeout", "3");
        limited.putIfAbsent("loginTimeout", Double.toString(SECONDS * hosts));
        return limited;
    }

    /**
     * Reports that PostgreSQL does not answer, or refuses the login. The URL is shown without parts that may be secret.
     */
    static class DatabaseAwayFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
        private final Environment environment;

        DatabaseAwayFailureAnalyzer(Environment environment) {
            this.environment = environment;
        }

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
            if (isAway(cause)) {
                return new FailureAnalysis(
                        "The database at " + url() + " does not answer: " + why(cause),
                        "Start PostgreSQL there, or set spring.datasource.url to where it is, or leave that out to use the"
                                + " database that Devledger brings. If it only needs longer to answer, add ?loginTimeout=30 to"
                                + " its address.",
                        rootFailure);
            }
            if (isShut(cause)) {
                return new FailureAnalysis(
                        "The database at " + url() + " does not let Devledger in: " + cause.getMessage(),
                        "Check spring.datasource.username and spring.datasource.password, and that the database exists.",
                        rootFailure);
            }
            return null;
        }

        static boolean isAway(SQLException failure) {
            return state(failure).startsWith("08");
        }

        static boolean isShut(SQLException failure) {
            return state(failure).startsWith("28") || state(failure).equals("3D000");
        }

        private static String state(SQLException failure) {
            return String.valueOf(failure.getSQLState());
        }

        /** Returns the reason, with the name of an unknown host, which the driver's message does not have. */
        private static String why(SQLException failure) {
            return failure.getCause() instanceof UnknownHostException unknown
                    ? "there is no host '" + unknown.getMessage() + "'."
                    : String.valueOf(failure.getMessage());
        }

        private String url() {
            String url = environment.getProperty("spring.datasource.url", "");
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }
    }
}
