package dev.devledger.bootstrap.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** PostgreSQL does not answer, or does not let us in. The URL is told without what may be secret in it. */
class DatabaseAwayFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
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

    /** The driver says of an unknown host only that the attempt failed. */
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
