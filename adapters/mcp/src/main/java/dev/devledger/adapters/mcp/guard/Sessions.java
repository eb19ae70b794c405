package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.SessionCheck.NormalizedRequest;
import dev.devledger.adapters.mcp.guard.SessionCheck.OpenSessions;
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
 * The sessions with their owners and the time of their last use. A session with a running call is not idle. If the
 * limit is reached, the session that was idle longest is removed: most clients leave without ending their session.
 */
final class Sessions implements OpenSessions {
    static final int MOST = 1_000;
    static final int MOST_OF_ONE = 50;
    static final Duration IDLE = Duration.ofMinutes(30);

    private static final class Session {
        private final String principal;
        private final @Nullable String client;
        private final boolean shows;
        private Instant lastSeen;
        private int running;

        private Session(String principal, @Nullable String client, boolean shows, Instant now) {
            this.principal = principal;
            this.shows = shows;
            this.client = client;
            this.lastSeen = now;
        }
    }

    private final InstantSource clock;
    private final Map<String, Session> sessions = new HashMap<>();

    /** The number of sessions that are being opened, by principal. */
    private final Map<String, Integer> opening = new HashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The result of a request for a new session.
     *
     * @param free true if the session may be opened; {@link #opened} must follow then
     * @param gone the removed session, if any
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
     * @param client the program that opened the session; null if the program gave no name
     * @param shows true if the program can show pages
     * @param id the id of the session; null if no session was opened
     */
    synchronized void opened(String principal, @Nullable String client, boolean shows, @Nullable String id) {
        opening.computeIfPresent(principal, (who, many) -> many == 1 ? null : many - 1);
        if (id != null) {
            sessions.put(id, new Session(principal, client, shows, clock.instant()));
        }
    }

    /**
     * True if the session exists and belongs to the principal. The session then counts as running a call until {@link
     * #leave}.
     */
    synchronized boolean enter(String id, String principal) {
        Session session = sessions.get(id);
        if (session == null || !session.principal.equals(principal) || isIdle(session)) {
            return false;
        }
        session.running++;
        session.lastSeen = clock.instant();
        return true;
    }

    /** Returns the program that opened the session; null if the program gave no name or the session has ended. */
    synchronized @Nullable String client(String id) {
        Session session = sessions.get(id);
        return session == null ? null : session.client;
    }

    /** True if the program that opened the session can show pages. */
    synchronized boolean shows(String id) {
        Session session = sessions.get(id);
        return session != null && session.shows;
    }

    @Override
    public synchronized boolean any() {
        return !sessions.isEmpty();
    }

    @Override
    public synchronized boolean isOpen(String id) {
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

    /** Removes the idle sessions. Returns their ids. */
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

    /**
     * Removes sessions from the transport, which keeps them for ever: sends the DELETE that the clients did not send.
     */
    record Eviction(RouterFunction<ServerResponse> transport) {
        private static final Logger LOG = LoggerFactory.getLogger(Eviction.class);

        /** @param request any current request, which the DELETE is derived from */
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
