package dev.devledger.bootstrap.sops;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with it, without a stack trace. */
final class SopsFailureAnalyzer extends AbstractFailureAnalyzer<SopsFailure> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SopsFailure cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
