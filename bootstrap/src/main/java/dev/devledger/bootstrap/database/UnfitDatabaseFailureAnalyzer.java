package dev.devledger.bootstrap.database;

import dev.devledger.adapters.connection.UnfitDatabase;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class UnfitDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnfitDatabase> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitDatabase cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
