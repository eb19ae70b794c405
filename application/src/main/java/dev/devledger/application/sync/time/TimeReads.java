package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.domain.sync.time.RemoteEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads windows of a service's time entries; each window is read as a whole or not at all. */
public record TimeReads(RemoteTimeEntries remote, CycleCalls calls) {
    private static final int MOST_PAGES = 500;

    /**
     * @param rows the entries by id, in the order in which they were shown
     * @param unread the entries that cannot be read
     * @param unreadTimers the reason why running entries could not be read, so that nothing is known of running
     *     entries; null if these are among the rows
     */
    record RemoteEntries(
            Map<String, RemoteEntry> rows,
            Set<RemoteTimeEntries.UnreadableEntry> unread,
            @Nullable String unreadTimers) {

        Set<String> unreadIds() {
            Set<String> ids = new HashSet<>();
            unread.forEach(each -> {
                if (each.id() != null) {
                    ids.add(each.id());
                }
            });
            return ids;
        }

        /** True if the linked entry with that id may exist though no row shows it. */
        boolean mayHide(String id) {
            return unread.stream()
                    .anyMatch(each -> each.id() == null || each.id().equals(id));
        }
    }

    /** Reads a window; if an entry is in two rows, the later row counts. */
    RemoteAnswer<RemoteEntries> whole(RemoteTimeEntries.Window window) {
        Map<String, RemoteEntry> rows = new LinkedHashMap<>();
        List<RemoteTimeEntries.UnreadableEntry> unread = new ArrayList<>();
        @Nullable String next = null;
        int pages = 0;
        do {
            String cursor = next;
            RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> answer = calls.other(() -> remote.page(window, cursor));
            if (!(answer instanceof RemoteAnswer.Ok<RemotePage<RemoteTimeEntries.Rows>>(var page))) {
                return answer.failed();
            }
            page.rows().entries().forEach(each -> rows.put(each.id(), each));
            unread.addAll(page.rows().unread());
            next = page.next();
            pages++;
        } while (next != null && pages < MOST_PAGES);
        return next == null
                ? counted(window, rows, unread)
                : new RemoteAnswer.Unknown<>("its time entries have no end after " + pages + " pages");
    }

    private RemoteAnswer<RemoteEntries> counted(
            RemoteTimeEntries.Window window,
            Map<String, RemoteEntry> rows,
            List<RemoteTimeEntries.UnreadableEntry> all) {
        List<RemoteTimeEntries.UnreadableEntry> unnamed =
                all.stream().filter(each -> each.id() == null).toList();
        Map<String, RemoteTimeEntries.UnreadableEntry> unread = new LinkedHashMap<>();
        all.stream()
                .filter(each -> each.id() != null && !rows.containsKey(each.id()))
                .forEach(each -> unread.put(String.valueOf(each.id()), each));
        int shown = rows.size() + unread.size() + unnamed.size();
        Set<RemoteTimeEntries.UnreadableEntry> left = new LinkedHashSet<>(unnamed);
        left.addAll(unread.values());
        if (Listing.isTooMany(unread.size() + unnamed.size(), shown)) {
            return new RemoteAnswer.Unknown<>(
                    unread.size() + unnamed.size() + " of " + shown + " time entries cannot be read; the first: "
                            + all.getFirst().reason());
        }
        RemoteAnswer<OptionalInt> answer = calls.other(() -> remote.count(window));
        return answer.flatMap(count -> count.isEmpty() || count.getAsInt() == shown
                ? withRunning(rows, left)
                : new RemoteAnswer.Unknown<>("it shows " + shown + " of " + count.getAsInt() + " time entries"));
    }

    /** Adds the running entries; if one of these cannot be read, only the timers are unknown. */
    private RemoteAnswer<RemoteEntries> withRunning(
            Map<String, RemoteEntry> rows, Set<RemoteTimeEntries.UnreadableEntry> unread) {
        if (!remote.hidesRunning()) {
            return new RemoteAnswer.Ok<>(new RemoteEntries(rows, unread, null));
        }
        return switch (calls.other(remote::running)) {
            case RemoteAnswer.Ok<RemoteTimeEntries.Rows>(var running) -> {
                running.entries().forEach(each -> rows.put(each.id(), each));
                unread.removeIf(each -> rows.containsKey(String.valueOf(each.id())));
                yield running.unread().isEmpty()
                        ? new RemoteAnswer.Ok<>(new RemoteEntries(rows, unread, null))
                        : untimed(rows, unread, running.unread().getFirst().reason());
            }
            case RemoteAnswer.Refused<RemoteTimeEntries.Rows>(var reason) -> untimed(rows, unread, reason);
            case RemoteAnswer.Unknown<RemoteTimeEntries.Rows>(var reason) -> untimed(rows, unread, reason);
            case RemoteAnswer.NotSent<RemoteTimeEntries.Rows> notSent -> notSent.failed();
        };
    }

    private static RemoteAnswer<RemoteEntries> untimed(
            Map<String, RemoteEntry> rows, Set<RemoteTimeEntries.UnreadableEntry> unread, String reason) {
        return new RemoteAnswer.Ok<>(new RemoteEntries(rows, unread, "a running timer cannot be read: " + reason));
    }

    /**
     * The window of time entries that the next cycle reads: near at each poll, and wide from time to time, first of all
     * after a start.
     */
    public static final class CompareWindow {
        /** How far the window reaches ahead, as time can be logged before it is over. */
        private static final Duration AHEAD = Duration.ofDays(31);

        /**
         * The number of a poll's requests from which on time entries wait for the next poll, but not for many polls in a
         * row.
         */
        private static final int MANY_REQUESTS = 4;

        private static final int LONGEST = 10;

        private static final int LONGEST_FOR_TASKS = 5;

        /** One of this number of polls reads time entries, if comments are read as well. */
        private static final int TURNS = 3;

        private @Nullable Instant wideAt;
        private Set<String> leftNear = Set.of();
        private int waited;
        private int waitedForTasks;
        private int turn = TURNS - 1;

        /**
         * @param requests the number of requests of the poll so far
         * @param shares true if comments are read as well: then polls take turns
         */
        boolean waits(long requests, boolean shares) {
            if (requests >= MANY_REQUESTS && waited < LONGEST) {
                waited++;
                return true;
            }
            turn = shares ? (turn + 1) % TURNS : 0;
            waited = 0;
            return turn != 0;
        }

        /** True if tasks are read first. If a list is never read, time entries do not wait for it for ever. */
        boolean waitsForTasks(boolean unread) {
            waitedForTasks = unread ? waitedForTasks + 1 : 0;
            return unread && waitedForTasks <= LONGEST_FOR_TASKS;
        }

        RemoteTimeEntries.Window window(RemoteTimeEntries.Reach reach, Instant now) {
            boolean near = wideAt != null && now.isBefore(wideAt.plus(reach.every())) && !now.isBefore(wideAt);
            return new RemoteTimeEntries.Window(now.minus(near ? reach.near() : reach.wide()), now.plus(AHEAD));
        }

        /** Records that the window was read and worked through. */
        void read(RemoteTimeEntries.Window window, RemoteTimeEntries.Reach reach, Instant now) {
            if (isWide(window, reach, now)) {
                wideAt = now;
            }
        }

        static boolean isWide(RemoteTimeEntries.Window window, RemoteTimeEntries.Reach reach, Instant now) {
            return window.from().equals(now.minus(reach.wide()));
        }

        /**
         * Returns the entries that are left out from now on. A near window shows nothing of entries that only a wide window
         * has shown, so these stay left out.
         *
         * @param shown the ids of all entries that the window shows
         * @param left the entries of the window that are left out
         * @param before the entries that were left out so far
         */
        List<UnimportedObjects.UnimportedObject> left(
                boolean wide,
                Set<String> shown,
                List<UnimportedObjects.UnimportedObject> left,
                List<UnimportedObjects.UnimportedObject> before) {
            List<UnimportedObjects.UnimportedObject> all = new ArrayList<>(left);
            Set<String> ids =
                    left.stream().map(UnimportedObjects.UnimportedObject::id).collect(Collectors.toSet());
            if (!wide) {
                before.stream()
                        .filter(each -> each.list().equals(UnimportedObjects.TIME))
                        .filter(each -> !ids.contains(each.id()) && !shown.contains(each.id()))
                        .filter(each -> !leftNear.contains(each.id()))
                        .forEach(all::add);
            }
            leftNear = wide ? Set.of() : ids;
            return all;
        }
    }
}
