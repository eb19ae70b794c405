package dev.devledger.adapters.sandbox.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was asked since the start or the last clearing, refused calls too; of very many the newest. Safe to use from any
 * thread.
 */
public final class Journal {
    private static final int NEWEST = 20_000;

    /** A call that takes longer, as one that is delayed on purpose, is not waited for. */
    private static final long PATIENCE_NANOS = 500_000_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long total;
    private int answering;

    /** @param token a name for it, not the token */
    public record Entry(String method, String path, String query, String body, String token, int status) {}

    /**
     * A call comes, which {@link #wrote} will tell of. Its caller may have the answer a moment before, and look here: who
     * looks waits for it.
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

    public synchronized ObjectNode json() {
        settle();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", total);
        var requests = json.putArray("requests");
        for (Entry entry : entries)
            requests.addObject()
                    .put("method", entry.method())
                    .put("path", entry.path())
                    .put("query", entry.query())
                    .put("body", entry.body())
                    .put("token", entry.token())
                    .put("status", entry.status());
        return json;
    }
}
