package dev.devledger.adapters.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure.FailureBeforeStoring;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a tool throws comes out as words for a model. */
class FailureWordsTest {
    private static final String AWAY = "Connection refused";

    private static String words(RuntimeException failure) {
        Tool broken = new Tool() {
            @Override
            public Declaration declaration() {
                return new Declaration(
                        "broken",
                        "Broken",
                        "Fails.",
                        Toolset.DEFAULT,
                        Hints.ADDS,
                        Scope.WRITE,
                        Schema.closed(),
                        Schema.object());
            }

            @Override
            public ToolAnswer call(ToolCall call) {
                throw failure;
            }
        };
        ToolRegistry registry = new ToolRegistry(
                List.of(broken), Set.of(Toolset.DEFAULT), false, cause -> AWAY.equals(cause.getMessage()));
        ToolRegistry.Outcome outcome = registry.call(
                "broken",
                new Caller(AuthenticatedCaller.owner(), null, "request-7"),
                ToolJson.object(),
                ProgressListener.NOBODY);
        return ((ToolRegistry.Outcome.Failed) outcome).text();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new ToolFailure(ToolProblem.AMBIGUOUS, "\"API\" is P-3 and P-17. Give the key."),
                        "ambiguous: \"API\" is P-3 and P-17. Give the key."),
                Arguments.of(
                        Rejection.invalid(List.of(
                                new Rejection.Violation("dueDate", "is before startDate; a later one is allowed"),
                                new Rejection.Violation("title", "must not be empty"))),
                        "invalid: due_date: is before start_date; a later one is allowed; title: must not be empty."),
                Arguments.of(
                        Rejection.of(
                                Rejection.Code.NOT_FOUND,
                                "There is no task T-9. GET /api/tasks lists all ids and keys."),
                        "not_found: There is no task T-9."),
                Arguments.of(
                        new Ledger.LedgerBusy(new IllegalStateException(AWAY)),
                        "unavailable: Other requests changed the same thing at the same time, several times in a"
                                + " row. Try again."),
                Arguments.of(
                        new FailureBeforeStoring(new Ledger.NotStored(new IllegalStateException(AWAY))),
                        "unavailable: the database cannot be reached right now. Wait a little and try again, with the same"
                                + " idempotency_key where you gave one. Nothing was written."),
                Arguments.of(
                        new OutcomeUnknown("no answer", new IllegalStateException(AWAY)),
                        "unavailable: the connection to the database broke while this was being written, so it is not"
                                + " known whether it was done. If you gave an idempotency_key, repeat the call with it: it is"
                                + " done only once. Without one, check first whether it was done."),
                Arguments.of(
                        new FailureBeforeStoring(new IllegalStateException("oops")),
                        "internal: unexpected error, id request-7. Nothing was written."),
                Arguments.of(
                        new IllegalStateException(AWAY),
                        "unavailable: the database cannot be reached right now. Wait a little and try again, with the same"
                                + " idempotency_key where you gave one."),
                Arguments.of(
                        new IllegalStateException("dev.devledger.Secret"),
                        "internal: unexpected error, id request-7."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_told_in_words(RuntimeException failure, String words) {
        assertThat(words(failure)).isEqualTo(words);
    }

    @Test
    void a_name_of_several_words_has_an_underscore_for_each() {
        assertThat(RuleWords.snake("repositoryUrl")).isEqualTo("repository_url");
        assertThat(RuleWords.snake("checklist[0].title")).isEqualTo("checklist[0].title");
    }
}
