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

/** A start that fails in three lines: that it did, why, and what to do. */
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

    /** Its own report would say the same once more: where the start failed early, our levels of logging do not count yet. */
    private static void silenceSpring() {
        LoggingSystem.get(FailedStart.class.getClassLoader())
                .setLogLevel("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", LogLevel.OFF);
    }

    private static boolean isStop(Throwable cause) {
        return cause instanceof EmbeddedDatabaseException failure && failure.reason() == Reason.STOPPED;
    }

    /** The owner token or the encryption key cannot be had: says it without a stack trace. */
    static class UnusableSecretFailureAnalyzer extends AbstractFailureAnalyzer<UnusableSecret> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnusableSecret cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
        }
    }
}
