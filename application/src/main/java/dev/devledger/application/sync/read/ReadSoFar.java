package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.read.FullRead.ReadPart;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.application.sync.read.Snapshot.Unreadable;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
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

/** What a look at the lists has read, and why not all of them. */
public final class ReadSoFar {

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

    public ReadSoFar(Instant startedAt) {
        this.startedAt = startedAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    boolean isEmpty() {
        return scopes.isEmpty();
    }

    /** What of these it has not come to. */
    List<SyncedList> without(List<SyncedList> all) {
        return all.stream().filter(scope -> !scopes.contains(scope)).toList();
    }

    /** {@code proven} says whether what the part does not show is not there. */
    void add(ReadPart part, boolean proven) {
        scopes.addAll(part.scopes());
        part.listings().forEach(this::add);
        finished.putAll(part.finished());
        read.addAll(part.read());
        gone.addAll(part.gone());
        unread.putAll(part.unread());
        consistent &= proven;
    }

    /** One that was moved between two reads is what the later one says. */
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

    /** It goes no further for now. */
    void cut(CycleStopped why, List<SyncedList> unreadSoFar) {
        cut = why;
        left = List.copyOf(unreadSoFar);
    }

    /** Nothing is left of it. */
    void whole() {
        cut = null;
        left = List.of();
    }

    /** Why it ended before all was read; null where all was. */
    @Nullable
    public CycleStopped cut() {
        return cut;
    }

    /** What it did not come to. */
    public List<SyncedList> left() {
        return left;
    }

    /** Of what it came to, as if it had been asked for nothing else. */
    public Snapshot snapshot(Map<String, RemoteList> lists) {
        return new Snapshot(
                startedAt, List.copyOf(scopes), lists, tasks, finished, quarantined, read, gone, unread, consistent);
    }

    /**
     * A look that says something only as a whole, such as a dry run, as far as the budget has let it: nothing is done before it
     * is whole, so whoever asks again goes on with what it had read. Not kept: after a restart it begins anew.
     */
    public static final class UnfinishedRead {
        /** After that, what was read first is too old to go on with. */
        private static final Duration KEPT = Duration.ofMinutes(10);

        private final Clock clock;
        private @Nullable ReadSoFar read;

        public UnfinishedRead(Clock clock) {
            this.clock = clock;
        }

        /** What there is to go on with. */
        public ReadSoFar take() {
            ReadSoFar before = read;
            read = null;
            return before != null && before.startedAt().plus(KEPT).isAfter(clock.instant())
                    ? before
                    : new ReadSoFar(clock.instant());
        }

        /** It was cut short. */
        public void keep(ReadSoFar unfinished) {
            read = unfinished;
        }
    }
}
