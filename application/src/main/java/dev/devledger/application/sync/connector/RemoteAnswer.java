package dev.devledger.application.sync.connector;

import java.time.Duration;
import java.util.function.Function;

/** The outcome of a remote request. Only {@link Ok} confirms it, and only {@link Unknown} leaves it open. */
public sealed interface RemoteAnswer<T> {

    /** The request was sent, as far as is known, and refused, confirmed or left open. */
    sealed interface Sent<T> extends RemoteAnswer<T> {

        /** Maps the outcome for callers that treat a refused and an unknown outcome alike. */
        default <U> U either(Function<T, U> done, Function<String, U> otherwise) {
            return switch (this) {
                case Ok<T>(var value) -> done.apply(value);
                case Refused<T>(var reason) -> otherwise.apply(reason);
                case Unknown<T>(var reason) -> otherwise.apply(reason);
            };
        }
    }

    record Ok<T>(T value) implements Sent<T> {}

    /** The remote refused the request; the same request, unchanged, will be refused again. */
    record Refused<T>(String reason) implements Sent<T> {}

    /** Nothing was done, for certain. {@code after} is the least time until the next try. */
    record NotSent<T>(NotSentReason hold, String reason, Duration after) implements RemoteAnswer<T> {}

    /**
     * The request may or may not have been done: there was no answer, a broken one, or an empty one where a body
     * belongs.
     */
    record Unknown<T>(String reason) implements Sent<T> {}

    /** Maps the value of the answer. */
    default <U> RemoteAnswer<U> map(Function<T, U> words) {
        return flatMap(value -> new Ok<>(words.apply(value)));
    }

    /** Continues with the value of the answer; a failure stays what it is. */
    default <U> RemoteAnswer<U> flatMap(Function<T, RemoteAnswer<U>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case Refused<T>(var reason) -> new Refused<>(reason);
            case NotSent<T>(var hold, var reason, var after) -> new NotSent<>(hold, reason, after);
            case Unknown<T>(var reason) -> new Unknown<>(reason);
        };
    }

    /** Returns this failure as the failure of a larger request, of which this one was a part. */
    default <U> RemoteAnswer<U> failed() {
        return flatMap(value -> {
            throw new IllegalArgumentException("not a failure: " + this);
        });
    }

    /** Turns the answer that a list accepts nothing into a refusal, for callers that treat both alike. */
    default RemoteAnswer<T> refusedByList() {
        return this instanceof NotSent<T>(var hold, var reason, var after) && hold.isOfOneList()
                ? new Refused<>(reason)
                : this;
    }

    /** The reason why nothing can be sent at present. It holds for the whole connector, unless it is about one list. */
    enum NotSentReason {
        RATE_LIMITED,
        UNREACHABLE,
        NEEDS_AUTHORIZATION,
        OFF,
        /** Nothing can be added to that list; for a new list: no further list can be made. */
        FULL,
        /** The account may not write in that list. */
        FORBIDDEN;

        public boolean isOfOneList() {
            return this == FULL || this == FORBIDDEN;
        }
    }

    /** The answer of a request that only confirms. */
    enum Done {
        DONE
    }
}
