package dev.devledger.bootstrap.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class CannotListenFailureAnalyzer extends AbstractFailureAnalyzer<CannotListen> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CannotListen cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
