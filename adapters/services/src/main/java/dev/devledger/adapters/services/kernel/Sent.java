package dev.devledger.adapters.services.kernel;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is known of a request that no header tells: its token, and whether its first byte may have gone out. */
record Sent(String token, AtomicBoolean begun) {
    Sent(String token) {
        this(token, new AtomicBoolean());
    }

    Sent with(String other) {
        return new Sent(other, begun);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Sent[" + begun + "]";
    }
}
