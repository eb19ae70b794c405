package dev.devledger.adapters.rest.feed;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestCaller;
import dev.devledger.adapters.rest.resource.HistoryFilters;
import dev.devledger.application.access.KnownCaller;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.query.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The ledger as it grows. A listener is written to in the thread of its request, which is a light one. */
@Controller
@RequestMapping("/api")
public final class EventsResource {
    private static final int MOST = 1_000;

    /** So that nobody but the owner takes all of them. */
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
                || KnownCaller.owner().id().equals(listener);
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

    /** A browser that comes back says what it has seen; its address is as it was. */
    private static @Nullable String seen(HttpServletRequest request, @Nullable String after) {
        String last = request.getHeader("Last-Event-ID");
        return last == null || last.isBlank() ? after : last;
    }

    /** Once it is known to be good; without one from now on. */
    private String begin(HistoryFilter filter, @Nullable String after) {
        long settled = moments.settled();
        if (after == null) {
            return history.end(settled);
        }
        history.follow(filter, new PageRequest(1, after), settled);
        return after;
    }
}
