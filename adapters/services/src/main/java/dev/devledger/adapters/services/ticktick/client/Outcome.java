package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.time.Duration;

/** What came of one call, before anybody looks into the answer. */
public sealed interface Outcome {

    /**
     * Any 2xx. It proves nothing yet: TickTick says 200 with an empty body to what it did not do
     * (docs/ticktick.md, section 3).
     */
    record Answered(String body) implements Outcome {
        public boolean isEmpty() {
            return body.isBlank() || body.strip().equals("null");
        }
    }

    /** Whatever else; it is what it is for every port. */
    sealed interface Failure extends Outcome {
        <T> RemoteAnswer<T> toAnswer();
    }

    /** 404, or an id that nothing can have. */
    record NotFound() implements Failure {
        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            return new RemoteAnswer.Refused<>("TickTick has no such task in this list, or no such list");
        }
    }

    /** Surely nothing was done, and the next call would fare no better. */
    record Held(Backoff hold, String reason, Duration after) implements Failure {
        static Held unreachable(String reason) {
            return new Held(Backoff.UNREACHABLE, reason, ServiceClient.UNREACHABLE_AFTER);
        }

        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            return new RemoteAnswer.NotSent<>(hold, reason, after);
        }
    }

    /** TickTick looked at it and said no. */
    record Denied(String code, String reason) implements Failure {
        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            Backoff hold = ErrorRules.hold(code);
            return hold == null
                    ? new RemoteAnswer.Refused<>(reason)
                    : new RemoteAnswer.NotSent<>(hold, reason, Duration.ZERO);
        }
    }

    /**
     * It went out and nobody knows what came of it.
     *
     * @param code TickTick's own, empty where it gave none
     * @param passing whether the same call may well get an answer a moment later
     */
    record Broken(String code, String reason, boolean passing) implements Failure {
        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            return new RemoteAnswer.Unknown<>(reason);
        }
    }
}
