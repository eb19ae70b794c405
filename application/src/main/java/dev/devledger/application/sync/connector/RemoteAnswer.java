package dev.devledger.application.sync.connector;

import java.time.Duration;
import java.util.function.Function;

/** What became of a remote request. Only {@link Ok} says that it was done, only {@link Unknown} leaves that open. */
public sealed interface RemoteAnswer<T> {

    /** It went out, as far as anybody knows. */
    sealed interface Sent<T> extends RemoteAnswer<T> {

        /** For whoever does the same whether it was refused or is not known. */
        default <U> U either(Function<T, U> done, Function<String, U> otherwise) {
            return switch (this) {
                case Ok<T>(var value) -> done.apply(value);
                case Refused<T>(var reason) -> otherwise.apply(reason);
                case Unknown<T>(var reason) -> otherwise.apply(reason);
            };
        }
    }

    record Ok<T>(T value) implements Sent<T> {}

    /** The remote looked at it and said no; the same request will not go through as it is. */
    record Refused<T>(String reason) implements Sent<T> {}

    /** Surely nothing was done. {@code after} says when to try again at the earliest. */
    record NotSent<T>(Backoff hold, String reason, Duration after) implements RemoteAnswer<T> {}

    /** It may or may not have been done: no answer, a broken one, or an empty one where something belongs. */
    record Unknown<T>(String reason) implements Sent<T> {}

    /** What was answered, in other words. */
    default <U> RemoteAnswer<U> map(Function<T, U> words) {
        return flatMap(value -> new Ok<>(words.apply(value)));
    }

    /** Goes on with what was answered; what kept it from being answered stays what it is. */
    default <U> RemoteAnswer<U> flatMap(Function<T, RemoteAnswer<U>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case Refused<T>(var reason) -> new Refused<>(reason);
            case NotSent<T>(var hold, var reason, var after) -> new NotSent<>(hold, reason, after);
            case Unknown<T>(var reason) -> new Unknown<>(reason);
        };
    }

    /** The same of a larger request, of which this was a part that came to nothing. */
    default <U> RemoteAnswer<U> failed() {
        return flatMap(value -> {
            throw new IllegalArgumentException("not a failure: " + this);
        });
    }

    /** For whoever does nothing else about a list that takes nothing: as if just this had been refused. */
    default RemoteAnswer<T> refusedByList() {
        return this instanceof NotSent<T>(var hold, var reason, var after) && hold.isOfOneList()
                ? new Refused<>(reason)
                : this;
    }

    /** Why nothing can be sent at the moment; each holds for the whole connector, unless it is of one list. */
    enum Backoff {
        RATE_LIMITED,
        UNREACHABLE,
        NEEDS_AUTHORIZATION,
        OFF,
        /** Nothing can be added to that list, or no list be made. */
        FULL,
        /** The account may not write in that list. */
        FORBIDDEN;

        public boolean isOfOneList() {
            return this == FULL || this == FORBIDDEN;
        }
    }

    /** The answer of a request that has nothing to tell but that it was done. */
    enum Done {
        DONE
    }
}
