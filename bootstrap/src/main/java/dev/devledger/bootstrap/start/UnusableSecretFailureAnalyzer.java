package dev.devledger.bootstrap.start;

import dev.devledger.adapters.security.UnusableSecret;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The owner token or the encryption key cannot be had: says it without a stack trace. */
class UnusableSecretFailureAnalyzer extends AbstractFailureAnalyzer<UnusableSecret> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableSecret cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
