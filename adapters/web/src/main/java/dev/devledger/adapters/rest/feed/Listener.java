package dev.devledger.adapters.rest.feed;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.access.KnownCaller;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.query.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens. It goes on from a cursor of its own and reads the next entries when it has sent the last ones: what it is
 * too slow for stays in the database.
 */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final LedgerFeed feed;
    private final StoreOutage outage;
    private final HistoryFilter filter;
    private final Map<List<String>, String> lastSent = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private final KnownCaller.Lease lease;
    private String cursor;
    private long look;
    private long asked;
    private boolean speaks;
    private long settled = -1;

    /** @param lease it ends where this does not hold any more */
    Listener(LedgerFeed feed, StoreOutage outage, HistoryFilter filter, String begin, KnownCaller.Lease lease) {
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

    private void next(LedgerFeed.News news) {
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

    /** Imports, replays and the sync are about more than one project. */
    private static Map<List<String>, LongWork.Step> seen(Map<List<String>, LongWork.Step> work) {
        return Confinement.current().isNone() ? work : Map.of();
    }

    /** Whether these were all that there are; false where there are more, or the database is away. */
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
            LOG.error("A stream of events ends", e); // it is too late for a problem
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

    /** What was over before it came is no news. */
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

    /** Where a browser goes on from if it has to come back, though nothing came for it. */
    private void place() {
        out.append("id: ").append(cursor).append("\n\n");
    }
}
