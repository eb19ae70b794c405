package dev.devledger.adapters.services.ticktick;

import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.services.ticktick.client.Outcome.Held;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.direct.DirectReply;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** From what came of a call to what its caller is told. */
final class PassThroughReplies {
    private static final String NOTHING = "TickTick has no such list or task";

    private PassThroughReplies() {}

    static DirectReply object(Outcome outcome) {
        return json(outcome, JsonNode::isObject);
    }

    static DirectReply json(Outcome outcome, Predicate<JsonNode> shape) {
        return switch (outcome) {
            case Answered answered when answered.isEmpty() -> new DirectReply.NotFound(NOTHING);
            case Answered answered -> json(answered.body(), shape);
            case Failure failure -> failed(failure);
        };
    }

    private static DirectReply json(String body, Predicate<JsonNode> shape) {
        try {
            JsonNode answer = Wire.JSON.readTree(body);
            if (!shape.test(answer)) {
                return new DirectReply.Away(
                        "TickTick's answer does not have the expected form; the change may have been made");
            }
            // 200 and {} is what TickTick says of a list that it does not have (docs/ticktick.md, section 3)
            return answer.isObject() && answer.isEmpty()
                    ? new DirectReply.NotFound(NOTHING)
                    : new DirectReply.Json(body);
        } catch (JacksonException e) {
            return new DirectReply.Away("TickTick's answer is not JSON; the change may have been made");
        }
    }

    /** Deleting what is gone is a 200 as well, so unlike elsewhere an empty one is the whole answer. */
    static DirectReply done(Outcome outcome) {
        return switch (outcome) {
            case Answered done -> new DirectReply.Done();
            case Failure failure -> failed(failure);
        };
    }

    private static DirectReply failed(Failure failure) {
        return switch (failure) {
            case NotFound gone -> new DirectReply.NotFound(NOTHING);
            case Denied(var code, var reason) -> new DirectReply.Refused(code, reason);
            case Broken(var code, var reason, var passing)
            when !code.isEmpty() -> new DirectReply.Refused(code, reason);
            case Broken(var code, var reason, var passing) ->
                new DirectReply.Away(reason + "; if this was a change, it may have been made");
            case Held(var hold, var reason, var after) ->
                switch (hold) {
                    case RATE_LIMITED -> new DirectReply.RateLimited(after);
                    case NEEDS_AUTHORIZATION, FORBIDDEN -> new DirectReply.NotAuthorized(reason);
                    case UNREACHABLE, OFF, FULL -> new DirectReply.Away(reason);
                };
        };
    }
}
