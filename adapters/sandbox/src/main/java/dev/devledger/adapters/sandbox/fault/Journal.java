package dev.devledger.adapters.sandbox.fault;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests since the start or the last clearing, including refused requests; the newest 20,000 requests are kept.
 * Safe to use from any thread.
 */
public final class Journal {
    private static final int NEWEST = 20_000;

    /** The longest wait of a read for calls to end; a call that is delayed on purpose may take longer. */
    private static final long PATIENCE_NANOS = 500_000_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long total;
    private int answering;

    /** @param token a name for the token, not the token itself */
    public record Entry(String method, String path, String query, String body, String token, int status) {}

    /**
     * Counts a call as open, until {@link #wrote} ends it. A caller may have its answer a moment before that, and then
     * read the journal, so each read waits for open calls.
     */
    public synchronized void began() {
        answering++;
    }

    public synchronized void wrote(Entry entry) {
        answering--;
        notifyAll();
        total++;
        if (entries.size() == NEWEST) entries.removeFirst();
        entries.addLast(entry);
    }

    public synchronized void clear() {
        settle();
        entries.clear();
        total = 0;
    }

    public synchronized long total() {
        settle();
        return total;
    }

    private synchronized void settle() {
        long until = System.nanoTime() + PATIENCE_NANOS;
        try {
            for (long left = PATIENCE_NANOS; answering > 0 && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts the requests of each {@code METHOD /path}. */
    public synchronized ObjectNode counts() {
        settle();
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Entry entry : entries) counts.merge(entry.method() + " " + entry.path(), 1, Integer::sum);
        ObjectNode json = Json.object();
        counts.forEach(json::put);
        return json;
    }

    public synchronized ObjectNode json() {
        settle();
        ObjectNode json = Json.object().put("total", total);
        var requests = json.putArray("requests");
        for (Entry entry : entries) {
            ObjectNode request =
                    requests.addObject().put("method", entry.method()).put("path", entry.path());
            request.put("query", entry.query()).put("body", entry.body());
            request.put("token", entry.token()).put("status", entry.status());
        }
        return json;
    }
}
