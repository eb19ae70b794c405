package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** A start that fails in three lines: that it did, why, and what to do. */
final class FailedStart implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger("Devledger");

    @Override
    public void report(FailureAnalysis analysis) {
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

    private static boolean isStop(Throwable cause) {
        return cause instanceof EmbeddedDatabaseException failure && failure.reason() == Reason.STOPPED;
    }
}
