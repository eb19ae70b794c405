package dev.devledger.bootstrap.database;

import dev.devledger.application.ledger.TakenOver;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** An older jar on tables that it knows, whose rows a newer one builds. */
class TakenOverFailureAnalyzer extends AbstractFailureAnalyzer<TakenOver> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TakenOver cause) {
        return new FailureAnalysis(
                "The rows of this ledger are built by a newer Devledger than this devledger.jar.",
                "Start the devledger.jar that was used last, or a newer one. To go back for good, import an export of"
                        + " that one into a folder of its own.",
                rootFailure);
    }
}
