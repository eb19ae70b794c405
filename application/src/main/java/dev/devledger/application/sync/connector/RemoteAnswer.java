package dev.devledger.application.sync.connector;

import java.time.Duration;

/** What became of a remote request. Only {@link Ok} says that it was done, only {@link Unknown} leaves that open. */
public sealed interface RemoteAnswer<T> {

    record Ok<T>(T value) implements RemoteAnswer<T> {}

    /** The remote looked at it and said no; the same request will not go through as it is. */
    record Refused<T>(String reason) implements RemoteAnswer<T> {}

    /** Surely nothing was done. {@code after} says when to try again at the earliest. */
    record NotSent<T>(Backoff hold, String reason, Duration after) implements RemoteAnswer<T> {}

    /** It may or may not have been done: no answer, a broken one, or an empty one where something belongs. */
    record Unknown<T>(String reason) implements RemoteAnswer<T> {}

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
