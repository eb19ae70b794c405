package dev.devledger.application.connection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections that were begun here and that nobody has come back from yet. */
final class PendingConnections {
    /** So many at a time; the oldest gives way. */
    private static final int MOST = 20;

    private final Map<String, Begun> byState = new LinkedHashMap<>();

    synchronized void add(Begun one, Instant now) {
        byState.values().removeIf(other -> !now.isBefore(other.until()));
        if (byState.size() == MOST) {
            byState.remove(byState.keySet().iterator().next());
        }
        byState.put(one.state(), one);
    }

    /** Null for one that is not known, too late or in another browser. Whoever knows a state has it used up in any case. */
    synchronized @Nullable Begun take(@Nullable String state, Set<String> cookies, Instant now) {
        Begun one = state == null ? null : byState.remove(state);
        return one != null && now.isBefore(one.until()) && one.isBy(cookies) ? one : null;
    }
}
