package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.direct.DirectReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a service said, as JSON; a no becomes words for a model.
 *
 * @param code what the service calls its own code of an error
 * @param refused any no that is not the caller's doing
 * @param away the service does not answer
 * @param ids where ids come from
 * @param look how to find out whether a change was made
 * @param argument the argument that a field of the service is given with
 */
public record DirectWords(
        String service,
        String code,
        ToolProblem refused,
        ToolProblem away,
        String ids,
        String look,
        UnaryOperator<String> argument) {
    /** An empty answer, which is nothing that was found, may be that of a create that went well. */
    private static final Set<ToolProblem> MAY_BE_DONE = Set.of(
            ToolProblem.TICKTICK_UNAVAILABLE,
            ToolProblem.CLICKUP_UNAVAILABLE,
            ToolProblem.TRACKINGTIME_UNAVAILABLE,
            ToolProblem.WRITE_NOT_APPLIED,
            ToolProblem.NOT_FOUND);

    public String json(DirectReply reply) {
        return switch (reply) {
            case DirectReply.Json(var body) -> body;
            case DirectReply.Made(var id, var body) -> body;
            case DirectReply.Done() -> "{}";
            case DirectReply.No no -> throw failure(no);
        };
    }

    /** Whether it is certain that nothing was done, so that the same call may be sent again. */
    public static boolean nothingWasDone(RuntimeException failure) {
        return failure instanceof ToolFailure told && !MAY_BE_DONE.contains(told.problem());
    }

    private ToolFailure failure(DirectReply.No reply) {
        return switch (reply) {
            case DirectReply.NotFound no -> coded(ToolProblem.NOT_FOUND, sentence(no.detail()) + " " + ids, no.code());
            case DirectReply.Forbidden no -> coded(ToolProblem.FORBIDDEN, sentence(no.detail()), no.code());
            case DirectReply.RateLimited(var after) -> rateLimited(seconds(after));
            case DirectReply.NotAuthorized no -> new ToolFailure(ToolProblem.CONFLICT_STATE, no.detail());
            case DirectReply.Away no -> coded(away, sentence(no.detail()) + " " + look, no.code());
            case DirectReply.AgainstRule no -> refusal(ToolProblem.CONFLICT_STATE, no.detail(), no.code());
            case DirectReply.Refused no -> refusal(refused, no.detail(), no.code());
            case DirectReply.WrongValue no -> refusal(ToolProblem.INVALID, no.detail(), no.code());
            case DirectReply.Invalid no ->
                new ToolFailure(
                        ToolProblem.INVALID,
                        argument.apply(no.field()) + " " + no.detail() + ". Nothing was sent.",
                        Map.of("field", argument.apply(no.field())));
            case DirectReply.NotApplied no -> notApplied(no);
            case DirectReply.Partly(var written, var no) -> partly(failure(no), written);
        };
    }

    private ToolFailure rateLimited(long seconds) {
        return new ToolFailure(
                ToolProblem.RATE_LIMITED,
                service + "'s limit of calls is reached; try again in " + seconds + " s. Nothing was sent.",
                Map.of("retryAfterSeconds", seconds));
    }

    private ToolFailure refusal(ToolProblem problem, String detail, String remoteCode) {
        return coded(
                problem, detail + " (" + service + "'s " + code + " " + ToolJson.text(remoteCode) + ").", remoteCode);
    }

    private static ToolFailure coded(ToolProblem problem, String words, String remoteCode) {
        return new ToolFailure(problem, words, remoteCode.isEmpty() ? Map.of() : Map.of("remoteCode", remoteCode));
    }

    private ToolFailure notApplied(DirectReply.NotApplied no) {
        String fields = no.differences().stream()
                .map(each -> each.field() + " (sent " + each.sent() + ", it has " + each.got() + ")")
                .collect(Collectors.joining(", "));
        return new ToolFailure(
                ToolProblem.WRITE_NOT_APPLIED,
                service + " answered that it was done to " + no.id() + ", but holds something else in: " + fields + ".",
                Map.of(
                        "remoteId",
                        no.id(),
                        "fields",
                        no.differences().stream()
                                .map(DirectReply.Difference::field)
                                .toList()));
    }

    private static ToolFailure partly(ToolFailure failure, List<String> written) {
        String words = String.valueOf(failure.getMessage()).replace("Nothing was sent.", "This was not sent.");
        return failure.because(
                words + " Already written: " + String.join(", ", written) + ".", Map.of("written", written));
    }

    /** Rounded up: a second too early is refused again. */
    private static long seconds(Duration time) {
        return Math.max(1, (time.toMillis() + 999) / 1000);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
