package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.domain.sync.time.RemoteEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads windows of a service's time entries, each of them whole or not at all. */
record TimeReads(RemoteTime remote, CycleCalls calls) {
    private static final int MOST_PAGES = 500;

    /**
     * @param rows by id, in the order in which they were shown
     * @param unreadTimers why what runs could not be read, so that of it nothing is known; null where it is among the rows
     */
    record Whole(Map<String, RemoteEntry> rows, @Nullable String unreadTimers) {}

    /** What a row says later counts. */
    RemoteAnswer<Whole> whole(RemoteTime.Window window) {
        Map<String, RemoteEntry> rows = new LinkedHashMap<>();
        @Nullable String next = null;
        int pages = 0;
        do {
            String cursor = next;
            RemoteAnswer<RemotePage<List<RemoteEntry>>> answer = calls.other(() -> remote.page(window, cursor));
            if (!(answer instanceof RemoteAnswer.Ok<RemotePage<List<RemoteEntry>>>(var page))) {
                return answer.failed();
            }
            page.rows().forEach(each -> rows.put(each.id(), each));
            next = page.next();
            pages++;
        } while (next != null && pages < MOST_PAGES);
        return next == null
                ? counted(window, rows)
                : new RemoteAnswer.Unknown<>("its time entries have no end after " + pages + " pages");
    }

    private RemoteAnswer<Whole> counted(RemoteTime.Window window, Map<String, RemoteEntry> rows) {
        RemoteAnswer<OptionalInt> answer = calls.other(() -> remote.count(window));
        return answer.flatMap(count -> count.isEmpty() || count.getAsInt() == rows.size()
                ? withRunning(rows)
                : new RemoteAnswer.Unknown<>("it shows " + rows.size() + " of " + count.getAsInt() + " time entries"));
    }

    /** A timer that cannot be read costs the timer alone. */
    private RemoteAnswer<Whole> withRunning(Map<String, RemoteEntry> rows) {
        if (!remote.hidesRunning()) {
            return new RemoteAnswer.Ok<>(new Whole(rows, null));
        }
        return switch (calls.other(remote::running)) {
            case RemoteAnswer.Ok<List<RemoteEntry>>(var running) -> {
                running.forEach(each -> rows.put(each.id(), each));
                yield new RemoteAnswer.Ok<>(new Whole(rows, null));
            }
            case RemoteAnswer.Refused<List<RemoteEntry>>(var reason) -> unread(rows, reason);
            case RemoteAnswer.Unknown<List<RemoteEntry>>(var reason) -> unread(rows, reason);
            case RemoteAnswer.NotSent<List<RemoteEntry>> notSent -> notSent.failed();
        };
    }

    private static RemoteAnswer<Whole> unread(Map<String, RemoteEntry> rows, String reason) {
        return new RemoteAnswer.Ok<>(new Whole(rows, "the running timer cannot be read: " + reason));
    }
}
