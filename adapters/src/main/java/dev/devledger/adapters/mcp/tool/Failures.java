package dev.devledger.adapters.mcp.tool;

import dev.devledger.application.command.Ledger;
import dev.devledger.domain.shared.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts whatever goes wrong into words for a model: a code, what was wrong, what is allowed, what to call next. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static String text(RuntimeException failure, String requestId) {
        return switch (failure) {
            case ToolFailure told -> told.text();
            case Rejection rejection -> problem(rejection.code()).word() + ": " + rejection.detail();
            case Ledger.LedgerBusy busy -> ToolProblem.UNAVAILABLE.word() + ": " + busy.getMessage();
            default -> {
                LOG.error("Unexpected failure of a tool", failure);
                yield ToolProblem.INTERNAL.word() + ": unexpected error, id " + requestId + ".";
            }
        };
    }

    private static ToolProblem problem(Rejection.Code code) {
        return switch (code) {
            case INVALID -> ToolProblem.INVALID;
            case NOT_FOUND -> ToolProblem.NOT_FOUND;
            case STALE -> ToolProblem.STALE;
            case CONFLICT_STATE -> ToolProblem.CONFLICT_STATE;
            case IDEMPOTENCY_MISMATCH -> ToolProblem.IDEMPOTENCY_MISMATCH;
        };
    }
}
