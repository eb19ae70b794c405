package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.LostCreates;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncEvent.StoredReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a read shows, in the order of the read, and the unreadable tasks, of which at least the id is known. A
 * task in neither list was absent.
 */
public record Listing(List<RemoteTask> tasks, List<Listing.Quarantined> quarantined) {
    /** The number of unreadable tasks that is tolerated in a list of any length. */
    private static final int FEW = 3;

    /** In a longer list, one unreadable task in twenty is tolerated: 5% (docs/sync-design.md, section 3, step 4). */
    private static final int ONE_IN = 20;

    public Listing {
        tasks = List.copyOf(tasks);
        quarantined = List.copyOf(quarantined);
    }

    public static Listing of(List<RemoteTask> tasks) {
        return new Listing(tasks, List.of());
    }

    /** Keeps the last row of each task. */
    public static Listing ofRows(List<LookupResult.Present> rows) {
        Map<String, LookupResult.Present> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(row.ref().id(), row));
        List<RemoteTask> tasks = new ArrayList<>();
        List<Quarantined> quarantined = new ArrayList<>();
        byId.values().forEach(row -> {
            switch (row) {
                case LookupResult.Found(var task) -> tasks.add(task);
                case LookupResult.Unreadable(var task) -> quarantined.add(task);
            }
        });
        return new Listing(tasks, quarantined);
    }

    /** Returns the tasks of all these listings; if a task is in several, the last listing counts. */
    public static Listing ofAll(List<Listing> inOrder) {
        return ofRows(inOrder.stream().flatMap(Listing::rows).toList());
    }

    private Stream<LookupResult.Present> rows() {
        return Stream.concat(
                tasks.stream().map(LookupResult.Found::new),
                quarantined.stream().map(LookupResult.Unreadable::new));
    }

    /** True if {@code unread} of {@code shown} tasks are more than a few. */
    public static boolean isTooMany(int unread, int shown) {
        return unread > FEW && unread * ONE_IN > shown;
    }

    /**
     * Returns {@link RemoteAnswer.Unknown} if more than a few tasks cannot be read: the service's format has then
     * probably changed, and the whole read proves nothing.
     */
    public RemoteAnswer<Listing> unlessTooManyAreQuarantined() {
        int unread = quarantined.size();
        return !isTooMany(unread, tasks.size() + unread)
                ? new RemoteAnswer.Ok<>(this)
                : new RemoteAnswer.Unknown<>(
                        unread + " of " + (tasks.size() + unread) + " tasks cannot be read; the first: "
                                + quarantined.getFirst().reason());
    }

    /** Joins both listings; this one's tasks come first. */
    public Listing and(Listing other) {
        List<RemoteTask> all = new ArrayList<>(tasks);
        all.addAll(other.tasks);
        List<Quarantined> unread = new ArrayList<>(quarantined);
        unread.addAll(other.quarantined);
        return new Listing(all, unread);
    }

    /** Drops the readable tasks that do not match. Unreadable tasks stay, as they may match. */
    public Listing only(Predicate<RemoteTask> meant) {
        return new Listing(tasks.stream().filter(meant).toList(), quarantined);
    }

    /** Drops the tasks that have ended and were not written since {@code since}. */
    public Listing newsSince(Instant since) {
        return only(task -> !task.content().status().isTerminal()
                || task.writtenAt() == null
                || !task.writtenAt().isBefore(since));
    }

    /** Finds the task with that id in this listing. */
    public LookupResult find(String id) {
        Optional<LookupResult> task = tasks.stream()
                .filter(each -> each.ref().id().equals(id))
                .findFirst()
                .map(LookupResult.Found::new);
        return task.or(() -> quarantined.stream()
                        .filter(each -> each.ref().id().equals(id))
                        .findFirst()
                        .map(LookupResult.Unreadable::new))
                .orElseGet(LookupResult.NotFound::new);
    }

    public boolean isEmpty() {
        return tasks.isEmpty() && quarantined.isEmpty();
    }

    /**
     * A task that exists but cannot be read (docs/sync-design.md, section 3, step 4). It is present, not absent, and
     * nothing is done with it on either side.
     *
     * @param reason the unreadable part, for people
     * @param title the task's title, null if it cannot be read
     * @param createdAt the time of creation by the remote; null if it cannot be read
     * @param writtenAt the time of the last write by anyone, by the remote; null if it cannot be read
     */
    public record Quarantined(
            RemoteRef ref,
            String reason,
            @Nullable String title,
            @Nullable Instant createdAt,
            @Nullable Instant writtenAt) {
        public static final StoredReason UNREADABLE =
                new StoredReason("it cannot be read in %s: ", "it cannot be read there: ");

        public Quarantined(RemoteRef ref, String reason) {
            this(ref, reason, null, null, null);
        }

        /** True if the readable part of the task does not exclude that this create has made it. */
        public boolean mayBe(CreateAttempt sent) {
            boolean older = createdAt != null && createdAt.isBefore(sent.at().minus(CreateAttempt.SKEW));
            boolean asSent = mayBeCalled(sent) && ref.list().equals(sent.list());
            return !older && (asSent || !RemoteTask.isAsMade(createdAt, writtenAt));
        }

        /** True if the task has the name that was sent, or a name that cannot be read. */
        public boolean mayBeCalled(CreateAttempt sent) {
            return title == null || LostCreates.isSame(title, sent.content().title());
        }

        /** Returns the text that is shown on the task's entity; {@code service} is the service's name. */
        public String describe(String service) {
            return UNREADABLE.words(service) + reason;
        }

        /** True if the same reason was reported before, even if other parts of the task have changed since. */
        public boolean isDescribedLike(@Nullable Quarantined before) {
            return before != null && before.reason.equals(reason);
        }

        /** True if {@code reason} was reported because a task could not be read. */
        public static boolean isDescription(@Nullable String reason) {
            return UNREADABLE.isSaidIn(reason);
        }
    }
}
