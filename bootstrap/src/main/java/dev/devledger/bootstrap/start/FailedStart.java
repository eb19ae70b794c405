package dev.devledger.bootstrap.start;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.adapters.security.SecretFile.UnusableSecret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Reports a failed start in three lines: that it failed, why, and what to do. */
public final class FailedStart implements FailureAnalysisReporter {
    public static final String LOGGER = "Devledger";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    @Override
    public void report(FailureAnalysis analysis) {
        silenceSpring();
        if (isStop(analysis.getCause())) {
            LOG.info("{}", analysis.getDescription());
            return;
        }
        LOG.error("Devledger cannot start.");
        LOG.error("{}", analysis.getDescription());
        if (analysis.getAction() != null) {
            LOG.error("{}", analysis.getAction());
        }
    }

    /** Silences Spring's own report of the same failure, as early in a start Devledger's log levels are not set yet. */
    private static void silenceSpring() {
        LoggingSystem.get(FailedStart.class.getClassLoader())
                .setLogLevel("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", LogLevel.OFF);
    }

    private static boolean isStop(Throwable cause) {
        return cause instanceof EmbeddedDatabaseException failure && failure.reason() == Reason.STOPPED;
    }

    /** Reports without a stack trace that the owner token or the encryption key is unusable. */
    static class UnusableSecretFailureAnalyzer extends AbstractFailureAnalyzer<UnusableSecret> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnusableSecret cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
        }
    }
}
