package dev.devledger.adapters.imitation;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was asked since the start or the last clearing, refused calls too; of very many the newest. Safe to use from any
 * thread.
 */
public final class Journal {
    private static final int NEWEST = 20_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long total;

    /** @param token a name for it, not the token */
    public record Entry(String method, String path, String query, String body, String token, int status) {}

    public synchronized void wrote(Entry entry) {
        total++;
        if (entries.size() == NEWEST) entries.removeFirst();
        entries.addLast(entry);
    }

    public synchronized void clear() {
        entries.clear();
        total = 0;
    }

    public synchronized long total() {
        return total;
    }

    public synchronized ObjectNode json() {
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
