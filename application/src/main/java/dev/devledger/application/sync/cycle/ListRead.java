package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
