package dev.devledger.adapters.rest.feed;

import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork;
import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest.RequestCaller;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The stream of the ledger's events. The thread of the request, which is virtual, serves the listener. */
@Controller
@RequestMapping("/api")
public final class EventsResource {
    private static final int MOST = 1_000;

    /** The most streams of one token, so that a single caller other than the owner cannot use all streams. */
    private static final int MOST_OF_ONE = 100;

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final HistoryQueries history;
    private final Moments moments;
    private final HistoryFilters filters;
    private final LedgerFeed feed;
    private final StoreOutage outage;
    private final Semaphore free = new Semaphore(MOST);
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    public EventsResource(
            HistoryQueries history, Moments moments, HistoryFilters filters, LedgerFeed feed, StoreOutage outage) {
        this.history = history;
        this.moments = moments;
        this.filters = filters;
        this.feed = feed;
        this.outage = outage;
    }

    @GetMapping(path = "/events", produces = MediaType.ALL_VALUE)
    void listen(QueryParameters query, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String after = query.one("after", Parser::search);
        HistoryFilter filter = filters.toFollow(query);
        query.rejectIfAny();
        if (!free.tryAcquire()) {
            throw new ProblemException(new Problem(
                            ProblemCode.RATE_LIMITED,
                            "This node already serves " + MOST + " streams of events, and takes no more. Try again"
                                    + " later.")
                    .retryAfter(WAIT));
        }
        String listener = RequestCaller.known(request).id();
        boolean fits = open.merge(listener, 1, Integer::sum) <= MOST_OF_ONE
                || AuthenticatedCaller.owner().id().equals(listener);
        feed.enter();
        try {
            if (!fits) {
                throw new ProblemException(new Problem(
                                ProblemCode.RATE_LIMITED,
                                "This token has " + MOST_OF_ONE
                                        + " streams of events open, and more are not allowed at a"
                                        + " time. Close some of them.")
                        .retryAfter(WAIT));
            }
            String begin = begin(filter, seen(request, after));
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            if (!request.getMethod().equals(HttpMethod.HEAD.name())) {
                new Listener(
                                feed,
                                outage,
                                filter,
                                begin,
                                RequestCaller.known(request).lease())
                        .serve(response.getOutputStream());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave();
            open.computeIfPresent(listener, (any, count) -> count == 1 ? null : count - 1);
            free.release();
        }
    }

    /** Returns the last event that a browser names when it reconnects: the address still has the first event. */
    private static @Nullable String seen(HttpServletRequest request, @Nullable String after) {
        String last = request.getHeader("Last-Event-ID");
        return last == null || last.isBlank() ? after : last;
    }

    /** Returns the cursor in the request, if it is valid; without a cursor, the present end of the ledger. */
    private String begin(HistoryFilter filter, @Nullable String after) {
        long settled = moments.settled();
        if (after == null) {
            return history.end(settled);
        }
        history.follow(filter, new PageRequest(1, after), settled);
        return after;
    }

    /**
     * A listener of the stream. It has its own cursor and reads the next entries only after sending the last entries:
     * entries for which the listener is too slow stay in the database.
     */
    static final class Listener {
        private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
        private static final Duration BEAT = Duration.ofSeconds(15);

        private final LedgerFeed feed;
        private final StoreOutage outage;
        private final HistoryFilter filter;
        private final Map<List<String>, String> lastSent = new HashMap<>();
        private final StringBuilder out = new StringBuilder();
        private final AuthenticatedCaller.RightsCheck lease;
        private String cursor;
        private long look;
        private long asked;
        private boolean speaks;
        private long settled = -1;

        /** @param lease the right to the stream, which ends when the lease no longer holds */
        Listener(
                LedgerFeed feed,
                StoreOutage outage,
                HistoryFilter filter,
                String begin,
                AuthenticatedCaller.RightsCheck lease) {
            this.feed = feed;
            this.outage = outage;
            this.filter = filter;
            this.cursor = begin;
            this.lease = lease;
        }

        void serve(OutputStream to) throws IOException, InterruptedException {
            out.append("retry: 1000\n");
            place();
            long sent = System.nanoTime();
            while (feed.isOpen() && lease.holds()) {
                if (out.isEmpty() && (speaks || System.nanoTime() - sent >= BEAT.toNanos())) {
                    out.append(":\n");
                    place();
                }
                if (!out.isEmpty()) {
                    to.write(out.toString().getBytes(StandardCharsets.UTF_8));
                    to.flush();
                    out.setLength(0);
                    sent = System.nanoTime();
                }
                speaks = false;
                long silent = System.nanoTime() - sent;
                next(feed.after(look, BEAT.minusNanos(Math.min(silent, BEAT.toNanos()))));
            }
        }

        private void next(LedgerFeed.FeedState news) {
            if (news.look() == look) {
                return;
            }
            boolean first = look == 0;
            speaks = news.asked() != asked;
            asked = news.asked();
            Map<List<String>, LongWork.Step> work = seen(news.work());
            lastSent.keySet().retainAll(work.keySet());
            work.forEach((what, step) -> tell(what, step, first));
            if (news.settled() == settled || entries(news.settled())) {
                look = news.look();
            }
        }

        /**
         * Hides work about more than one project from a listener that is limited to one project: imports, replays and
         * the sync.
         */
        private static Map<List<String>, LongWork.Step> seen(Map<List<String>, LongWork.Step> work) {
            return Confinement.current().isNone() ? work : Map.of();
        }

        /**
         * Sends the next entries. Returns false if more entries follow; true if no entries follow, or if the database
         * is unreachable and a later query has to read them.
         */
        private boolean entries(long upTo) {
            try {
                Page<HistoryView> page = feed.read(filter, cursor, upTo);
                page.items().forEach(entry -> event(feed.cursor(entry.position()), entry));
                cursor = Objects.requireNonNull(page.nextCursor());
                boolean all = page.items().size() < LedgerFeed.AT_ONCE;
                settled = all ? upTo : settled;
                return all;
            } catch (RuntimeException e) {
                if (outage.isCauseOf(e)) {
                    return true;
                }
                LOG.error("A stream of events ends", e); // too late for a problem document
                throw e;
            }
        }

        private void event(String id, HistoryView entry) {
            out.append("id: ")
                    .append(id)
                    .append("\ndata: ")
                    .append(Json.text(entry))
                    .append("\n\n");
        }

        /** Sends a step, unless it ended before the listener came. */
        private void tell(List<String> what, LongWork.Step step, boolean first) {
            String text = Json.text(step.progress());
            String before = lastSent.put(what, text);
            if (!text.equals(before) && (step.running() || !first)) {
                out.append("event: ")
                        .append(what.getFirst())
                        .append("\ndata: ")
                        .append(text)
                        .append("\n\n");
            }
        }

        /** Sends the position from which a reconnected listener continues, even if the filter selected no entry. */
        private void place() {
            out.append("id: ").append(cursor).append("\n\n");
        }
    }
}
