package dev.devledger.bootstrap;

import dev.devledger.adapters.security.OwnerToken;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The owner token cannot be had: says it without a stack trace. */
class OwnerTokenFailureAnalyzer extends AbstractFailureAnalyzer<OwnerToken.Unusable> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OwnerToken.Unusable cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Put it right, or delete the file: the next start makes a new token.",
                cause);
    }
}
