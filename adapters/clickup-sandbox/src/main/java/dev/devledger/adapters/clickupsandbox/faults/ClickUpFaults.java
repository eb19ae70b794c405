package dev.devledger.adapters.clickupsandbox.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a test wants to go wrong with ClickUp, and a journal of what was asked of it. Safe to use from any thread. */
public final class ClickUpFaults {
    private static final int NEWEST = 20_000;

    private final List<Armed> armed = new ArrayList<>();
    private final Deque<Entry> journal = new ArrayDeque<>();
    private long total;

    /** What can go wrong; written in lower case with hyphens over HTTP. */
    public enum Fault {
        /** The change is done and kept, then the connection is cut without an answer. */
        DROP_ANSWER,
        /** The change is done and kept, half of the answer is sent, then the connection is cut. */
        TRUNCATE,
        /** The change is done and kept, the answer comes late. */
        DELAY,
        /** The change is done and kept; the status is that of success, and the answer is empty. */
        EMPTY_ANSWER,
        /** The change is done and kept, and the answer is 500 all the same. */
        DONE_500,
        /** Nothing is done; 500. */
        ERROR_500,
        /** Nothing is done; 502 with a page of HTML, as a gateway answers. */
        GATEWAY,
        /** Nothing is done; 200 with a page of HTML. */
        NONSENSE,
        /** Nothing is done; 429, as if others had used up the minute. */
        LIMIT,
        /** Nothing is done; 401 {@code OAUTH_025}: the token is dead. */
        UNAUTHORIZED,
        /** Nothing is done; 401 {@code OAUTH_027}: this workspace is not granted. */
        NOT_GRANTED,
        /** Nothing is done; 403. */
        FORBIDDEN,
        /** Nothing is done; an error under status 200. */
        ERR_UNDER_200
    }

    /** @param after how many requests that it concerns are let by before it is met */
    record Armed(Fault fault, int times, Pattern path, long millis, int after) {
        Armed oneLess() {
            return new Armed(fault, times - 1, path, millis, 0);
        }

        Armed oneSooner() {
            return new Armed(fault, times, path, millis, after - 1);
        }
    }

    /** @param token a name for it, not the token */
    record Entry(String method, String path, String query, String body, String token, int status) {}

    /** For the next {@code times} requests in whose {@code METHOD /path} the pattern is found. */
    public synchronized void arm(Fault fault, int times, String pattern, long millis, int after) {
        if (times > 0) armed.add(new Armed(fault, times, Pattern.compile(pattern), millis, after));
    }

    synchronized Optional<Armed> take(String call) {
        for (ListIterator<Armed> each = armed.listIterator(); each.hasNext(); ) {
            Armed fault = each.next();
            if (!fault.path().matcher(call).find()) continue;
            if (fault.after() > 0) {
                each.set(fault.oneSooner());
                continue;
            }
            if (fault.times() == 1) each.remove();
            else each.set(fault.oneLess());
            return Optional.of(fault);
        }
        return Optional.empty();
    }

    synchronized void wrote(Entry entry) {
        total++;
        if (journal.size() == NEWEST) journal.removeFirst();
        journal.addLast(entry);
    }

    public synchronized void clear() {
        armed.clear();
        journal.clear();
        total = 0;
    }

    synchronized List<Armed> armed() {
        return List.copyOf(armed);
    }

    /** What was asked since the start or the last clearing, refused calls too; of very many the newest. */
    synchronized List<Entry> journal() {
        return List.copyOf(journal);
    }

    synchronized long total() {
        return total;
    }
}
