package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.read.FullRead.ReadPart;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.application.sync.read.Snapshot.Unreadable;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The result of a read of lists so far; if the read ended early, with the reason. */
public final class ReadProgress {

    private final Instant startedAt;
    private final Set<SyncedList> scopes = new LinkedHashSet<>();
    private final Map<String, RemoteTask> tasks = new LinkedHashMap<>();
    private final Map<String, RemoteTask> finished = new LinkedHashMap<>();
    private final Map<String, Quarantined> quarantined = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, Unreadable> unread = new LinkedHashMap<>();
    private boolean consistent = true;
    private @Nullable CycleStopped cut;
    private List<SyncedList> left = List.of();

    public ReadProgress(Instant startedAt) {
        this.startedAt = startedAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    boolean isEmpty() {
        return scopes.isEmpty();
    }

    /** Returns those of these scopes that the read has not reached. */
    List<SyncedList> without(List<SyncedList> all) {
        return all.stream().filter(scope -> !scopes.contains(scope)).toList();
    }

    /** Adds a part; {@code proven} is true if everything that exists in its lists was shown. */
    void add(ReadPart part, boolean proven) {
        scopes.addAll(part.scopes());
        part.listings().forEach(this::add);
        finished.putAll(part.finished());
        read.addAll(part.read());
        gone.addAll(part.gone());
        unread.putAll(part.unread());
        consistent &= proven;
    }

    /** Adds a listing. A task that was moved between two reads counts as in the later read. */
    private void add(Listing listing) {
        listing.tasks().forEach(task -> {
            tasks.put(task.ref().id(), task);
            quarantined.remove(task.ref().id());
        });
        listing.quarantined().forEach(each -> {
            quarantined.put(each.ref().id(), each);
            tasks.remove(each.ref().id());
        });
    }

    /** Ends the read for now. */
    void cut(CycleStopped why, List<SyncedList> unreadSoFar) {
        cut = why;
        left = List.copyOf(unreadSoFar);
    }

    /** Marks the read as complete. */
    void whole() {
        cut = null;
        left = List.of();
    }

    /** The reason why the read ended early; null if it is complete. */
    @Nullable
    public CycleStopped cut() {
        return cut;
    }

    /** The scopes that the read did not reach. */
    public List<SyncedList> left() {
        return left;
    }

    /** Returns the snapshot of the scopes that the read reached. */
    public Snapshot snapshot(Map<String, RemoteList> lists) {
        return new Snapshot(
                startedAt, List.copyOf(scopes), lists, tasks, finished, quarantined, read, gone, unread, consistent);
    }

    /**
     * Keeps a read that only counts as a whole, such as the read of a dry run, while the budget cuts it short: the next
     * request continues the read. It is not stored and begins anew after a restart.
     */
    public static final class UnfinishedRead {
        /** The time after which the first part of a read is too old to go on with. */
        private static final Duration KEPT = Duration.ofMinutes(10);

        private final Clock clock;
        private @Nullable ReadProgress read;

        public UnfinishedRead(Clock clock) {
            this.clock = clock;
        }

        /** Returns the read to continue, or a new one. */
        public ReadProgress take() {
            ReadProgress before = read;
            read = null;
            return before != null && before.startedAt().plus(KEPT).isAfter(clock.instant())
                    ? before
                    : new ReadProgress(clock.instant());
        }

        /** Keeps a read that was cut short. */
        public void keep(ReadProgress unfinished) {
            read = unfinished;
        }
    }
}
