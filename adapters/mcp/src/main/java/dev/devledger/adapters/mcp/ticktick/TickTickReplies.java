package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.sync.connector.PassThrough.Reply;
import java.time.Duration;

/** What TickTick said, as JSON; a no becomes words for a model. */
final class TickTickReplies {

    private TickTickReplies() {}

    static String json(Reply reply) {
        return switch (reply) {
            case Reply.Json json -> json.body();
            case Reply.Done() -> "{}";
            case Reply no -> throw failure(no);
        };
    }

    /**
     * Whether it is certain that nothing was done, so that the same call may be sent again. An empty answer, which is
     * nothing that was found, may be that of a create that went well (docs/ticktick.md, section 4).
     */
    static boolean nothingWasDone(RuntimeException failure) {
        return failure instanceof ToolFailure told
                && told.problem() != ToolProblem.TICKTICK_UNAVAILABLE
                && told.problem() != ToolProblem.NOT_FOUND;
    }

    /** Rounded up: a second too early is refused again. */
    private static long seconds(Duration time) {
        return Math.max(1, (time.toMillis() + 999) / 1000);
    }

    private static ToolFailure failure(Reply no) {
        return switch (no) {
            case Reply.NotFound gone ->
                new ToolFailure(
                        ToolProblem.NOT_FOUND,
                        gone.detail()
                                + ". Call ticktick_list_projects for list ids, ticktick_get_project for the ids of"
                                + " open tasks.");
            case Reply.RateLimited limited ->
                new ToolFailure(
                        ToolProblem.RATE_LIMITED,
                        "TickTick's limit of calls is reached; try again in " + seconds(limited.retryAfter())
                                + " s. Nothing was sent.");
            case Reply.NotAuthorized unknown -> new ToolFailure(ToolProblem.CONFLICT_STATE, unknown.detail());
            case Reply.Away away ->
                new ToolFailure(
                        ToolProblem.TICKTICK_UNAVAILABLE,
                        away.detail() + ". Check with ticktick_get_project before you send a change again.");
            case Reply.Refused refused ->
                new ToolFailure(
                        ToolProblem.TICKTICK_REFUSED,
                        refused.detail() + " (TickTick's errorCode " + ToolJson.text(refused.errorCode()) + ").");
            case Reply.Invalid wrong ->
                new ToolFailure(
                        ToolProblem.INVALID,
                        TickTickFields.ours(wrong.field()) + " " + wrong.detail() + ". Nothing was sent.");
            case Reply.Json json -> throw new IllegalStateException("An answer is no failure");
            case Reply.Done done -> throw new IllegalStateException("An answer is no failure");
        };
    }
}
