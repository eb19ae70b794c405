package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import java.time.Duration;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** From what came of a call to what the sync is told. */
final class Answers {
    private Answers() {}

    static <T> RemoteAnswer<T> answer(Outcome outcome, Function<JsonNode, T> reader) {
        return outcome instanceof Outcome.Answered(var json) ? Unreadable.read(json, reader) : failure(outcome);
    }

    /** Whatever came but an answer. */
    static <T> RemoteAnswer<T> failure(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> new Unknown<>("ClickUp answered, and not what belongs there");
            case Outcome.Deleted deleted -> new Refused<>("it was deleted in ClickUp (DELETED)");
            case Outcome.NotFound(var code, var text) -> new Refused<>(said("ClickUp has no such thing", code, text));
            case Outcome.NoAccess(var code, var text) -> new Refused<>(said(hidden(), code, text));
            case Outcome.Refused(var status, var code, var text) ->
                new Refused<>(said("ClickUp refused it", code, text));
            case Outcome.Held(var hold, var reason, var after) -> new NotSent<>(hold, reason, after);
            case Outcome.Broken(var code, var reason, var maybeDone) -> new Unknown<>(reason);
        };
    }

    /** The same of what is to be added to a list, or of the list itself: where the account may not, nothing can be. */
    static <T> RemoteAnswer<T> ofList(Outcome outcome, Function<JsonNode, T> reader) {
        return outcome instanceof Outcome.NoAccess(var code, var text)
                ? new NotSent<>(Backoff.FORBIDDEN, said(hidden(), code, text), Duration.ZERO)
                : answer(outcome, reader);
    }

    /** The same of what is in the scope: where the account may not see that, nothing goes on. */
    static <T> RemoteAnswer<T> ofScope(Outcome outcome, Function<JsonNode, T> reader) {
        return outcome instanceof Outcome.NoAccess(var code, var text)
                ? new Refused<>(said(
                        "the account may not see the lists of devledger.clickup.scope in ClickUp, which may be for a while"
                                + " only",
                        code,
                        text))
                : answer(outcome, reader);
    }

    /** Where any answer says that it is so now. */
    static RemoteAnswer<Done> gone(Outcome outcome) {
        return outcome instanceof Outcome.Deleted ? new Ok<>(Done.DONE) : answer(outcome, any -> Done.DONE);
    }

    static <T> RemoteAnswer<T> unknownCursor() {
        return new Unknown<>("ClickUp's connector does not know where this read was to go on");
    }

    static String said(String what, String code, String text) {
        String more = text.isBlank() ? code : code.isBlank() ? text : text + " (" + code + ")";
        return more.isBlank() ? what : what + ": " + more;
    }

    private static String hidden() {
        return "ClickUp does not let the account see it, which may be for a while only";
    }
}
