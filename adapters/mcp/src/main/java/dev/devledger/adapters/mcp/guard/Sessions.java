package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.SessionCheck.NormalizedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Who opened which session, and when it was last used. A session in whose name something runs is not idle. Where all places
 * are taken, the one that has been idle longest gives its place to a new one: most clients leave without a word.
 */
final class Sessions {
    static final int MOST = 1_000;
    static final int MOST_OF_ONE = 50;
    static final Duration IDLE = Duration.ofMinutes(30);

    private static final class Session {
        private final String principal;
        private final @Nullable String client;
        private Instant lastSeen;
        private int running;

        private Session(String principal, @Nullable String client, Instant now) {
            this.principal = principal;
            this.client = client;
            this.lastSeen = now;
        }
    }

    private final InstantSource clock;
    private final Map<String, Session> sessions = new HashMap<>();

    /** By principal, those that are being opened. */
    private final Map<String, Integer> opening = new HashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A place for a new session.
     *
     * @param free whether there is one; what comes of it is then told by {@link #opened}
     * @param gone the session that gave way for it, if one did
     */
    record Place(boolean free, List<String> gone) {
        private static final Place NONE = new Place(false, List.of());
    }

    synchronized Place reserve(String principal) {
        Predicate<Session> own = session -> session.principal.equals(principal);
        Predicate<Session> any = session -> true;
        boolean ownAreTaken = opening.getOrDefault(principal, 0) + count(own) >= MOST_OF_ONE;
        int beingOpened = opening.values().stream().mapToInt(Integer::intValue).sum();
        List<String> gone = List.of();
        if (ownAreTaken || beingOpened + sessions.size() >= MOST) {
            gone = longestIdle(ownAreTaken ? own : any).stream().toList();
            if (gone.isEmpty()) {
                return Place.NONE;
            }
            gone.forEach(sessions::remove);
        }
        opening.merge(principal, 1, Integer::sum);
        return new Place(true, gone);
    }

    private long count(Predicate<Session> which) {
        return sessions.values().stream().filter(which).count();
    }

    private Optional<String> longestIdle(Predicate<Session> which) {
        return sessions.entrySet().stream()
                .filter(each -> each.getValue().running == 0 && which.test(each.getValue()))
                .min(Comparator.comparing(each -> each.getValue().lastSeen))
                .map(Map.Entry::getKey);
    }

    /**
     * @param client the program that has opened it; null where it did not say
     * @param id null where no session came of it
     */
    synchronized void opened(String principal, @Nullable String client, @Nullable String id) {
        opening.computeIfPresent(principal, (who, many) -> many == 1 ? null : many - 1);
        if (id != null) {
            sessions.put(id, new Session(principal, client, clock.instant()));
        }
    }

    /** Whether it is there, and theirs. Then something runs in its name until {@link #leave}. */
    synchronized boolean enter(String id, String principal) {
        Session session = sessions.get(id);
        if (session == null || !session.principal.equals(principal) || isIdle(session)) {
            return false;
        }
        session.running++;
        session.lastSeen = clock.instant();
        return true;
    }

    /** The program that has opened it; null where it did not say, or the session is over. */
    synchronized @Nullable String client(String id) {
        Session session = sessions.get(id);
        return session == null ? null : session.client;
    }

    synchronized boolean isOpen(String id) {
        return sessions.containsKey(id);
    }

    synchronized void leave(String id) {
        Session session = sessions.get(id);
        if (session != null) {
            session.running--;
            session.lastSeen = clock.instant();
        }
    }

    synchronized void drop(String id) {
        sessions.remove(id);
    }

    /** Forgets those that are idle, and says which they were. */
    synchronized List<String> dropIdle() {
        List<String> idle = new ArrayList<>();
        sessions.forEach((id, session) -> {
            if (isIdle(session)) {
                idle.add(id);
            }
        });
        idle.forEach(sessions::remove);
        return idle;
    }

    private boolean isIdle(Session session) {
        return session.running == 0 && session.lastSeen.plus(IDLE).isBefore(clock.instant());
    }

    /** Makes the transport forget sessions, which it keeps for ever otherwise: by the DELETE that their clients did not send. */
    record Eviction(RouterFunction<ServerResponse> transport) {
        private static final Logger LOG = LoggerFactory.getLogger(Eviction.class);

        /** @param request any at hand, in whose clothes it goes */
        void evict(Collection<String> ids, HttpServletRequest request) {
            for (String id : ids) {
                try {
                    ServerRequest delete = ServerRequest.create(
                            new NormalizedRequest(request, "DELETE").with(SessionCheck.SESSION, id), List.of());
                    transport.route(delete).orElseThrow().handle(delete);
                } catch (Exception stays) {
                    LOG.warn("An idle session could not be ended", stays);
                }
            }
        }
    }
}
