package dev.devledger.application.limit;

import java.time.Duration;

/** Whether a request may come in. */
public sealed interface Admission {

    /** It may; until it is closed it has its place. */
    non-sealed interface In extends Admission, AutoCloseable {
        @Override
        void close();
    }

    /** It may not, and would not earlier than after that time. */
    record TooMany(Kind kind, Limit limit, Duration after) implements Admission {}

    /** Which limit was reached. */
    enum Kind {
        REQUESTS,
        AT_ONCE
    }
}
