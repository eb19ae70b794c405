package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import java.time.Duration;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** From what came of a call to what the sync is told. */
final class Answers {
    /** Within an answer: it is not there, not allowed, or wrong, and only a text for people says which. */
    private static final int ERROR = 500;

    private static final int NOT_FOUND = 404;
    private static final String NOTHING = "TrackingTime has no such thing";

    private Answers() {}

    static <T> RemoteAnswer<T> answer(Outcome outcome, Function<JsonNode, T> reader) {
        return outcome instanceof Outcome.Answered answered
                ? Unreadable.read(answered.data(), reader)
                : failure(outcome);
    }

    /** Whatever came but an answer. */
    static <T> RemoteAnswer<T> failure(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> new Unknown<>("TrackingTime answered, and not what belongs there");
            case Outcome.Csv table -> new Unknown<>("TrackingTime answered with a table");
            case Outcome.NoAccess(var text) -> new Refused<>(text);
            case Outcome.Refused(var status, var text) -> new Refused<>(text);
            case Outcome.AgainstRule(var text) -> new Refused<>(text);
            case Outcome.Held(var hold, var reason, var after) -> new NotSent<>(hold, reason, after);
            case Outcome.Broken(var reason, var maybeDone) -> new Unknown<>(reason);
        };
    }

    /** The same of what is to be added to a project, or of the project itself: where the account may not, nothing can be. */
    static <T> RemoteAnswer<T> ofList(Outcome outcome, Function<JsonNode, T> reader) {
        return outcome instanceof Outcome.NoAccess(var text)
                ? new NotSent<>(Backoff.FORBIDDEN, text, Duration.ZERO)
                : answer(outcome, reader);
    }

    /** Whether it says no as it does of what is not there. */
    static boolean isDenied(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var status, var text) && (status == ERROR || status == NOT_FOUND);
    }

    static <T> RemoteAnswer<T> noSuch(String id) {
        return new Refused<>(noSuchThing(id));
    }

    static String noSuchThing(String id) {
        return NOTHING + ": " + id;
    }

    static <T> RemoteAnswer<T> unknownCursor() {
        return new Unknown<>("TrackingTime's connector does not know where this read was to go on");
    }
}
