package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.CreateAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads page by page to the end. A read that the budget or the lease cuts short is kept for a short time and continued,
 * because a long read that starts again each time would never end. It is not stored, so after a restart it starts
 * again.
 */
public final class PagedReads {

    /** Sends the request for a page. An exception from it ends the read. */
    public interface Requests {
        <T> RemoteAnswer<T> send(Function<RemoteReads, RemoteAnswer<T>> request);
    }

    private final String service;
    private final InstantSource clock;
    private final Map<Class<? extends ReadTarget>, PartialRead> cut = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    /** @param service the service's name */
    public PagedReads(String service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    /** Reads every list of the account but the inbox. */
    public RemoteAnswer<List<RemoteList>> lists(Requests requests) {
        return lists(requests, RemoteReads::lists);
    }

    /** True if the list's content has proved the list gone, and the account has shown no list since. */
    boolean isProvenGone(String list) {
        return gone.contains(list);
    }

    void provenGone(String list) {
        gone.add(list);
    }

    void showsLists() {
        gone.clear();
    }

    /** Reads the account's open lists; may include other lists. */
    public RemoteAnswer<List<RemoteList>> openLists(Requests requests) {
        return lists(requests, RemoteReads::openLists);
    }

    private interface ListPages {
        RemoteAnswer<RemotePage<List<RemoteList>>> page(RemoteReads remote, @Nullable String cursor);
    }

    private RemoteAnswer<List<RemoteList>> lists(Requests requests, ListPages pages) {
        Map<String, RemoteList> all = new LinkedHashMap<>();
        Set<String> turned = new HashSet<>();
        @Nullable String next = null;
        do {
            String cursor = next;
            RemoteAnswer<RemotePage<List<RemoteList>>> answer = requests.send(remote -> pages.page(remote, cursor));
            if (!(answer instanceof RemoteAnswer.Ok<RemotePage<List<RemoteList>>>(var page))) {
                return answer.failed();
            }
            page.rows().forEach(list -> all.put(list.id(), list));
            next = page.next();
            if (next != null && !turned.add(next)) {
                return new RemoteAnswer.Unknown<>(service + " returned only a part of the lists, and not the others");
            }
        } while (next != null);
        return new RemoteAnswer.Ok<>(List.copyOf(all.values()));
    }

    /** Reads all pages, or returns no answer; empty if the list to read does not exist. */
    public RemoteAnswer<Optional<Listing>> read(ReadTarget what, Requests requests) {
        PartialRead earlier = cut.remove(what.getClass());
        if (earlier == null || !earlier.isPartOf(what, clock.instant())) {
            return rest(new PartialRead(what, service, clock.instant()), requests);
        }
        RemoteAnswer<Optional<Listing>> answer = rest(earlier, requests);
        PartialRead news = earlier.news();
        return news == null ? answer : answer.flatMap(before -> rest(news, requests));
    }

    private RemoteAnswer<Optional<Listing>> rest(PartialRead read, Requests requests) {
        boolean listed = true;
        while (listed && !read.isWhole()) {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer = next(read, requests);
            if (!(answer instanceof RemoteAnswer.Ok<Optional<RemotePage<Listing>>>(var page))) {
                return answer.failed();
            }
            listed = page.isPresent();
        }
        return new RemoteAnswer.Ok<>(listed ? Optional.of(read.listing()) : Optional.empty());
    }

    private RemoteAnswer<Optional<RemotePage<Listing>>> next(PartialRead read, Requests requests) {
        try {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer =
                    requests.send(remote -> read.askedOf(remote).flatMap(read::take));
            if (answer instanceof RemoteAnswer.NotSent<Optional<RemotePage<Listing>>>) {
                keep(read);
            }
            return answer;
        } catch (CycleStopped stopped) {
            keep(read);
            throw stopped;
        }
    }

    private void keep(PartialRead read) {
        if (read.hasBegun()) {
            read.cut(clock.instant());
            cut.put(read.what().getClass(), read);
        }
    }

    /** Drops a cut read of written tasks: a new object may belong to a page that was read already. */
    void somethingIsMade() {
        cut.remove(ReadTarget.WrittenSince.class);
    }

    /** A read in progress; never used as a complete read. */
    static final class PartialRead {
        /** The time after its last page within which a read may be continued; later, its pages are too old. */
        private static final Duration KEPT = Duration.ofMinutes(3);

        private final ReadTarget what;
        private final String service;
        private final Instant begun;
        private final List<Listing> pages = new ArrayList<>();
        /** Cursors used so far: a service that returns one of them again would never reach the end. */
        private final Set<String> turned = new HashSet<>();

        private @Nullable String next;
        private boolean whole;
        private Instant cutAt = Instant.MIN;

        PartialRead(ReadTarget what, String service, Instant begun) {
            this.what = what;
            this.service = service;
            this.begun = begun;
        }

        ReadTarget what() {
            return what;
        }

        boolean hasBegun() {
            return !pages.isEmpty();
        }

        void cut(Instant now) {
            cutAt = now;
        }

        boolean isWhole() {
            return whole;
        }

        /** Requests the next page from the remote. */
        RemoteAnswer<Optional<RemotePage<Listing>>> askedOf(RemoteReads remote) {
            return remote.page(what, next);
        }

        RemoteAnswer<Optional<RemotePage<Listing>>> take(Optional<RemotePage<Listing>> answered) {
            if (answered.isEmpty()) {
                return new RemoteAnswer.Ok<>(answered);
            }
            RemotePage<Listing> page = answered.get();
            if (page.next() != null && !turned.add(page.next())) {
                return new RemoteAnswer.Unknown<>(service + " returned only a part of the tasks, and not the others");
            }
            pages.add(page.rows());
            next = page.next();
            whole = next == null;
            return whole ? judged().map(all -> answered) : new RemoteAnswer.Ok<>(answered);
        }

        /**
         * Rejects a list with too many unreadable tasks. A read of the whole account is accepted: it only serves to
         * find a task's list, which unreadable tasks show too.
         */
        private RemoteAnswer<Listing> judged() {
            return switch (what) {
                case ReadTarget.OneList list -> listing().unlessTooManyAreQuarantined();
                case ReadTarget.FinishedSince finished -> listing().unlessTooManyAreQuarantined();
                case ReadTarget.AllOpenTasks open -> new RemoteAnswer.Ok<>(listing());
                case ReadTarget.WrittenSince written -> new RemoteAnswer.Ok<>(listing());
            };
        }

        Listing listing() {
            return Listing.ofAll(pages);
        }

        /** True if a request for {@code asked} can be answered by continuing this read. */
        boolean isPartOf(ReadTarget asked, Instant now) {
            boolean young = !now.isBefore(cutAt) && now.isBefore(cutAt.plus(KEPT));
            return young
                    && switch (asked) {
                        case ReadTarget.OneList list -> false; // its result is compared with writes made since it began
                        case ReadTarget.AllOpenTasks open -> true;
                        case ReadTarget.FinishedSince(var lists, var since) ->
                            what instanceof ReadTarget.FinishedSince(var in, var from)
                                    && in.equals(lists)
                                    && !from.isAfter(since);
                        case ReadTarget.WrittenSince(var list, var since) ->
                            what instanceof ReadTarget.WrittenSince(var in, var from)
                                    && in.equals(list)
                                    && !from.isAfter(since);
                    };
        }

        /** Returns a read of the tasks added since this read's first page; null for reads that do not need it. */
        @Nullable
        PartialRead news() {
            if (!(what instanceof ReadTarget.FinishedSince(var lists, var since))) {
                return null;
            }
            Instant from = Collections.max(List.of(since, begun.minus(CreateAttempt.SKEW)));
            PartialRead news = new PartialRead(new ReadTarget.FinishedSince(lists, from), service, begun);
            news.pages.addAll(pages);
            return news;
        }
    }

    /** {@code startedAt} is the time before the first request; finished tasks are included from {@code since} on. */
    public record ListRead(Instant startedAt, Instant since, Listing listing) {
        public List<RemoteTask> tasks() {
            return listing.tasks();
        }

        public List<Quarantined> quarantined() {
            return listing.quarantined();
        }

        /** Keeps the read of each list, which is made once in a cycle, and again only to reach further back. */
        static final class ListReadCache {
            private final Clock clock;
            private final Map<String, ListRead> reads = new HashMap<>();

            ListReadCache(Clock clock) {
                this.clock = clock;
            }

            RemoteAnswer<ListRead> read(String list, Instant since, Supplier<RemoteAnswer<Listing>> request) {
                ListRead known = reads.get(list);
                if (known != null && !known.since().isAfter(since)) {
                    return new RemoteAnswer.Ok<>(known);
                }
                Instant startedAt = clock.instant();
                RemoteAnswer<ListRead> read = request.get().map(all -> new ListRead(startedAt, since, all));
                if (read instanceof RemoteAnswer.Ok<ListRead>(var now)) {
                    reads.put(list, now);
                }
                return read;
            }
        }

        /**
         * The newest state of each task that answers of a cycle have shown, unless the cycle has written to it since. If
         * two answers show different states, one of them may be outdated.
         */
        static final class NewestTaskStates {
            private final Map<String, RemoteTask> rows = new HashMap<>();
            private final Set<String> doubted = new HashSet<>();

            /** @param answer the remote's answer; only lists of tasks are used */
            void see(Object answer) {
                switch (answer) {
                    case Listing listing -> listing.tasks().forEach(this::see);
                    case FeedAnswer changes -> see(changes.seen());
                    case RemotePage<?> page -> see(page.rows());
                    case Optional<?> some -> some.ifPresent(this::see);
                    default -> {}
                }
            }

            private void see(RemoteTask task) {
                RemoteTask before = rows.put(task.ref().id(), task);
                if (before != null && !isSame(before, task)) {
                    doubted.add(task.ref().id());
                }
            }

            void forget(Collection<RemoteRef> written) {
                written.forEach(this::forget);
            }

            private void forget(RemoteRef task) {
                rows.remove(task.id());
                doubted.remove(task.id());
            }

            /** True if answers show different states of the task. */
            boolean isDoubted(RemoteRef task) {
                return doubted.contains(task.id());
            }

            /** True if answers show different states of the task, including this result of a read by its id. */
            boolean isDoubted(RemoteRef task, Optional<RemoteTask> found) {
                RemoteTask row = rows.get(task.id());
                return isDoubted(task)
                        || (row != null
                                && !found.map(now -> isSame(row, now))
                                        .orElse(!row.ref().equals(task)));
            }

            /** True if an answer has shown an open task in that list, or anywhere if the list is null. */
            boolean showOpen(@Nullable String list) {
                return rows.values().stream()
                        .anyMatch(row -> row.content().status() == RemoteStatus.OPEN
                                && (list == null || row.ref().list().equals(list)));
            }

            List<RemoteRef> shown() {
                return rows.values().stream().map(RemoteTask::ref).toList();
            }

            /** Returns the open subtasks of the object. */
            List<RemoteRef> openBelow(RemoteRef object) {
                return rows.values().stream()
                        .filter(row -> row.content().status() == RemoteStatus.OPEN)
                        .filter(row -> row.ref().list().equals(object.list()))
                        .filter(row -> object.id().equals(row.content().parent()))
                        .map(RemoteTask::ref)
                        .toList();
            }

            /** Ends the doubt about a task after its second read. */
            void settle(RemoteRef task, Optional<RemoteTask> found) {
                forget(task);
                found.ifPresent(now -> rows.put(task.id(), now));
            }

            /** Compares checklist items too, as their unmapped data is written back with the checklist. */
            private static boolean isSame(RemoteTask one, RemoteTask other) {
                return one.ref().equals(other.ref())
                        && one.content().equals(other.content())
                        && one.items().equals(other.items());
            }
        }
    }
}
