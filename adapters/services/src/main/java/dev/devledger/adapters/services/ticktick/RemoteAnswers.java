package dev.devledger.adapters.services.ticktick;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** From what came of a call to what the sync is told, where the call is answered with something. */
final class RemoteAnswers {
    private RemoteAnswers() {}

    static <T> RemoteAnswer<T> answer(Outcome outcome, Function<String, T> reader) {
        return switch (outcome) {
            case Answered answered when answered.isEmpty() -> new Unknown<>("TickTick returned an empty answer");
            case Answered answered -> read(answered.body(), reader);
            case Failure failure -> failure.toAnswer();
        };
    }

    private static <T> RemoteAnswer<T> read(String body, Function<String, T> reader) {
        try {
            return Unreadable.read(body, reader);
        } catch (JacksonException e) { // a page of a gateway, half an answer, or one of another shape
            return new Unknown<>("TickTick's answer is not the expected JSON");
        }
    }

    /** To whoever asks for a page that no page before has named. */
    static <T> RemoteAnswer<T> unknownCursor() {
        return new Unknown<>("TickTick's connector does not know where this read was to go on");
    }

    /** Where 2xx is all that belongs there. */
    static RemoteAnswer<Done> done(Outcome outcome) {
        return switch (outcome) {
            case Answered done -> new Ok<>(Done.DONE);
            case Failure failure -> failure.toAnswer();
        };
    }
}
