package dev.devledger.adapters.mcp.tool;

import dev.devledger.application.access.AccessRefused;
import dev.devledger.application.history.Unsettled;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.OutcomeUnknown;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.TakenOver;
import dev.devledger.application.projection.NotFilledYet;
import dev.devledger.domain.shared.Rejection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.databind.node.ObjectNode;

/** Puts whatever goes wrong into words for a model: a code, what was wrong, what is allowed, what to call next. */
record FailureAnswers(StoreOutage outage) {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    String text(RuntimeException failure, String requestId) {
        return switch (failure) {
            case ToolFailure failed -> failed.text();
            case AccessRefused refused -> ToolProblem.FORBIDDEN.word() + ": " + refused.words();
            case Rejection rejection -> RuleWords.of(rejection).text();
            case Ledger.LedgerBusy busy -> ToolProblem.UNAVAILABLE.word() + ": " + busy.getMessage();
            case TakenOver taken -> ToolProblem.UNAVAILABLE.word() + ": " + taken.getMessage();
            case NotFilledYet missing -> ToolProblem.UNAVAILABLE.word() + ": " + missing.getMessage();
            case Unsettled early -> ToolProblem.UNAVAILABLE.word() + ": " + early.getMessage();
            case Ledger.NotStored away -> away(away);
            case OutcomeUnknown unknown -> unknown(unknown);
            case NothingWritten undone -> text(undone.failure(), requestId) + " Nothing was written.";
            default -> unexpected(failure, requestId);
        };
    }

    /** {@code {"error": {"code", "message", "details"}}}, of the same words. */
    String json(RuntimeException failure, String requestId) {
        String text = text(failure, requestId);
        int colon = text.indexOf(": ");
        ObjectNode answer = ToolJson.object();
        ObjectNode error = answer.putObject("error")
                .put("code", text.substring(0, colon))
                .put("message", text.substring(colon + 2));
        error.set("details", ToolJson.object(details(failure)));
        return ToolJson.text(answer);
    }

    private static Map<String, Object> details(RuntimeException failure) {
        return switch (failure) {
            case ToolFailure failed -> failed.details();
            case NothingWritten undone -> details(undone.failure());
            default -> Map.of();
        };
    }

    private static String away(RuntimeException failure) {
        LOG.warn("The database is away: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure)));
        return ToolProblem.UNAVAILABLE.word()
                + ": the database cannot be reached right now. Wait a little and try again, with the same"
                + " idempotency_key where you gave one.";
    }

    private static String unknown(OutcomeUnknown unknown) {
        LOG.warn("The database is away: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(unknown)));
        return ToolProblem.UNAVAILABLE.word()
                + ": the connection to the database broke while this was being written, so it is not known whether"
                + " it was done. If you gave an idempotency_key, repeat the call with it: it is done only once."
                + " Without one, check first whether it was done.";
    }

    private String unexpected(RuntimeException failure, String requestId) {
        if (outage.isCauseOf(failure)) {
            return away(failure);
        }
        if (outage.isBusy(failure)) {
            LOG.warn("The database is busy: {}", failure.getMessage());
            return ToolProblem.UNAVAILABLE.word()
                    + ": the database was too busy to do this in time, and nothing was done. Wait a little and try"
                    + " again.";
        }
        LOG.error("Unexpected failure of a tool", failure);
        return ToolProblem.INTERNAL.word() + ": unexpected error, id " + requestId + ".";
    }
}
