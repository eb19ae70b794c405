package dev.devledger.application.imports;

import dev.devledger.application.imports.Imports.ImportRefused;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The progress of an import; other threads read it. */
public final class ImportProgress {
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** The current phase, or the last one. */
    public enum Phase {
        RECEIVING,
        WAITING,
        CHECKING,
        STORING
    }

    /**
     * @param actor the sender
     * @param lines the lines read in this phase
     * @param bytes the bytes received, or read in this phase
     * @param events the events stored so far; they become visible only at the end
     * @param perSecond the events stored in a second of storing
     * @param changeSet the change set of a finished import
     * @param detail the reason of a failure
     */
    public record Snapshot(
            String requestId,
            String actor,
            State state,
            Phase phase,
            long lines,
            long bytes,
            long events,
            long perSecond,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable UUID changeSet,
            @Nullable String detail,
            List<ImportRefused.Quoted> errors) {}

    private final String requestId;
    private final String actor;
    private final Clock clock;
    private final Instant startedAt;
    private State state = State.RUNNING;
    private Phase phase = Phase.RECEIVING;
    private long lines;
    private long bytes;
    private long events;
    private @Nullable Instant storingSince;
    private @Nullable Instant finishedAt;
    private @Nullable UUID changeSet;
    private @Nullable String detail;
    private List<ImportRefused.Quoted> errors = List.of();

    public ImportProgress(String requestId, String actor, Clock clock) {
        this.requestId = requestId;
        this.actor = actor;
        this.clock = clock;
        startedAt = clock.instant();
    }

    public synchronized void received(long soFar) {
        bytes = soFar;
    }

    public synchronized void enter(Phase next) {
        phase = next;
        lines = 0;
        events = 0;
        storingSince = next == Phase.STORING ? clock.instant() : null;
    }

    synchronized void read(long line, long soFar) {
        lines = line;
        bytes = soFar;
    }

    synchronized void stored(int more) {
        events += more;
    }

    /** @param under the change set; null after a mere check */
    public synchronized void done(@Nullable UUID under) {
        state = State.DONE;
        changeSet = under;
        finishedAt = clock.instant();
    }

    public synchronized void failed(String why, List<ImportRefused.Quoted> wrong) {
        state = State.FAILED;
        detail = why;
        errors = List.copyOf(wrong);
        finishedAt = clock.instant();
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                requestId,
                actor,
                state,
                phase,
                lines,
                bytes,
                state == State.FAILED ? 0 : events,
                perSecond(),
                startedAt,
                finishedAt,
                changeSet,
                detail,
                errors);
    }

    public synchronized boolean isOverBefore(Instant moment) {
        return finishedAt != null && finishedAt.isBefore(moment);
    }

    private long perSecond() {
        if (storingSince == null) {
            return 0;
        }
        Instant end = finishedAt == null ? clock.instant() : finishedAt;
        return events * 1000 / Math.max(1, Duration.between(storingSince, end).toMillis());
    }

    /** The imports of the last day on this node, since its start. */
    public static final class ImportRuns {
        private static final int MOST = 200;
        private static final Duration KEPT = Duration.ofDays(1);

        private final Clock clock;
        private final Map<String, ImportProgress> byRequest = new LinkedHashMap<>();

        public ImportRuns(Clock clock) {
            this.clock = clock;
        }

        public synchronized ImportProgress begin(String requestId, String actor) {
            Instant oldest = clock.instant().minus(KEPT);
            byRequest.values().removeIf(each -> each.isOverBefore(oldest));
            if (byRequest.size() >= MOST) {
                byRequest.remove(byRequest.keySet().iterator().next());
            }
            ImportProgress progress = new ImportProgress(requestId, actor, clock);
            byRequest.remove(requestId);
            byRequest.put(requestId, progress);
            return progress;
        }

        /** Returns the running imports, and the imports that ended after {@code over}, in the order of their start. */
        public synchronized List<ImportProgress.Snapshot> since(Instant over) {
            return byRequest.values().stream()
                    .filter(each -> !each.isOverBefore(over))
                    .map(ImportProgress::snapshot)
                    .toList();
        }

        /** Returns the running imports, in the order of their start. */
        public List<ImportProgress.Snapshot> running() {
            return since(Instant.MAX);
        }

        public synchronized Optional<ImportProgress.Snapshot> find(String requestId) {
            return Optional.ofNullable(byRequest.get(requestId)).map(ImportProgress::snapshot);
        }
    }

    /** The database access of an import, except the storing of its events. */
    public interface ImportStore {

        /** A project that is not deleted. */
        record Named(ProjectId project, String key) {}

        /** A task that is not deleted. */
        record TitledTask(TaskId task, String key) {}

        /** A task's title and project. */
        record Title(ProjectId project, String title) {}

        /** The sequences of new numbers in the ledger, each given out once. */
        enum Sequence {
            PROJECT_KEYS,
            TASK_KEYS,
            TIME_ENTRY_KEYS
        }

        /** Runs the work completely or not at all. */
        <T> T inTransaction(Supplier<T> work);

        /** Finds the projects that have exactly one of these names, by name. */
        Map<String, List<Named>> named(Collection<String> names);

        /** Returns the tasks among these that exist, deleted ones included. */
        Set<TaskId> present(Collection<TaskId> tasks);

        /** Returns the time entries among these that exist, each with true if it is deleted. */
        Map<TimeEntryId, Boolean> presentEntries(Collection<TimeEntryId> entries);

        /**
         * Finds the tasks with exactly one of these titles in the title's project, by title, in the order of their keys.
         */
        Map<Title, List<TitledTask>> titled(Collection<Title> titles);

        Ranges next(Sequence sequence, int count);

        /** Numbers of several ranges, in increasing order. */
        final class Ranges implements PrimitiveIterator.OfLong {
            /** A range, both ends included. */
            public record Range(long first, long last) {}

            private final Iterator<Range> rest;
            private long next = 1;
            private long last;

            public Ranges(List<Range> ranges) {
                rest = List.copyOf(ranges).iterator();
            }

            @Override
            public boolean hasNext() {
                return next <= last || rest.hasNext();
            }

            @Override
            public long nextLong() {
                if (next > last) {
                    Range range = rest.next();
                    next = range.first();
                    last = range.last();
                }
                return next++;
            }
        }
    }
}
