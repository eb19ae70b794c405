package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.LostCreates;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.KnownReason;
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
 * Tasks as a read shows them, in its order, and those of it that cannot be read, of which at least the id is known. What
 * is in neither was not there.
 */
public record Listing(List<RemoteTask> tasks, List<Listing.Quarantined> quarantined) {
    /** So few may be any part of a short list. */
    private static final int FEW = 3;

    /** Of a longer one, one in twenty: 5% (docs/sync-design.md, section 3, step 4). */
    private static final int ONE_IN = 20;

    public Listing {
        tasks = List.copyOf(tasks);
        quarantined = List.copyOf(quarantined);
    }

    public static Listing of(List<RemoteTask> tasks) {
        return new Listing(tasks, List.of());
    }

    /** What came last of a task counts. */
    public static Listing ofRows(List<Sighting.Present> rows) {
        Map<String, Sighting.Present> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(row.ref().id(), row));
        List<RemoteTask> tasks = new ArrayList<>();
        List<Quarantined> quarantined = new ArrayList<>();
        byId.values().forEach(row -> {
            switch (row) {
                case Sighting.Here(var task) -> tasks.add(task);
                case Sighting.Unreadable(var task) -> quarantined.add(task);
            }
        });
        return new Listing(tasks, quarantined);
    }

    /** What is in any of these; of a task that is in two the later one tells. */
    public static Listing ofAll(List<Listing> inOrder) {
        return ofRows(inOrder.stream().flatMap(Listing::rows).toList());
    }

    private Stream<Sighting.Present> rows() {
        return Stream.concat(
                tasks.stream().map(Sighting.Here::new), quarantined.stream().map(Sighting.Unreadable::new));
    }

    /** Whether that many of all that is shown are more than a few. */
    public static boolean isTooMany(int unread, int shown) {
        return unread > FEW && unread * ONE_IN > shown;
    }

    /** Where more than a few cannot be read, it is the service that speaks otherwise, and the whole read says nothing. */
    public RemoteAnswer<Listing> unlessTooManyAreQuarantined() {
        int unread = quarantined.size();
        return !isTooMany(unread, tasks.size() + unread)
                ? new RemoteAnswer.Ok<>(this)
                : new RemoteAnswer.Unknown<>(
                        unread + " of " + (tasks.size() + unread) + " tasks cannot be read; the first: "
                                + quarantined.getFirst().reason());
    }

    /** Both, this one first. */
    public Listing and(Listing other) {
        List<RemoteTask> all = new ArrayList<>(tasks);
        all.addAll(other.tasks);
        List<Quarantined> unread = new ArrayList<>(quarantined);
        unread.addAll(other.quarantined);
        return new Listing(all, unread);
    }

    /** Without those that can be read and are not meant; of the others nobody knows. */
    public Listing only(Predicate<RemoteTask> meant) {
        return new Listing(tasks.stream().filter(meant).toList(), quarantined);
    }

    /** Without what has come to its end, and was not written since then. */
    public Listing newsSince(Instant since) {
        return only(task -> !task.content().status().isTerminal()
                || task.writtenAt() == null
                || !task.writtenAt().isBefore(since));
    }

    /** What that id is here. */
    public Sighting find(String id) {
        Optional<Sighting> task = tasks.stream()
                .filter(each -> each.ref().id().equals(id))
                .findFirst()
                .map(Sighting.Here::new);
        return task.or(() -> quarantined.stream()
                        .filter(each -> each.ref().id().equals(id))
                        .findFirst()
                        .map(Sighting.Unreadable::new))
                .orElseGet(Sighting.NotHere::new);
    }

    public boolean isEmpty() {
        return tasks.isEmpty() && quarantined.isEmpty();
    }

    /**
     * A task that is there, and of which no more can be told: what was answered for it cannot be read
     * (docs/sync-design.md, section 3, step 4). It is present, not absent, and nothing is done with it on either side.
     *
     * @param reason what cannot be read, for people
     * @param title its name, null where the remote does not say, or not so that it can be read
     * @param createdAt when the remote says it was made, null likewise
     * @param writtenAt when the remote says that anybody last wrote it, null likewise
     */
    public record Quarantined(
            RemoteRef ref,
            String reason,
            @Nullable String title,
            @Nullable Instant createdAt,
            @Nullable Instant writtenAt) {
        public static final KnownReason UNREADABLE =
                new KnownReason("it cannot be read in %s: ", "it cannot be read there: ");

        public Quarantined(RemoteRef ref, String reason) {
            this(ref, reason, null, null, null);
        }

        /** Whether what can be read of it leaves it open that it is what was sent. */
        public boolean mayBe(CreateAttempt sent) {
            boolean older = createdAt != null && createdAt.isBefore(sent.at().minus(CreateAttempt.SKEW));
            boolean asSent = mayBeCalled(sent) && ref.list().equals(sent.list());
            return !older && (asSent || !RemoteTask.isAsMade(createdAt, writtenAt));
        }

        /** Whether its name is the one that was sent, or cannot be read. */
        public boolean mayBeCalled(CreateAttempt sent) {
            return title == null || LostCreates.isSame(title, sent.content().title());
        }

        /** What is shown on its entity; {@code service} is what that is called. */
        public String describe(String service) {
            return UNREADABLE.words(service) + reason;
        }

        /** Whether the same was to be told of it before, whatever else of it has changed since. */
        public boolean isDescribedLike(@Nullable Quarantined before) {
            return before != null && before.reason.equals(reason);
        }

        /** Whether that was said of a task because it could not be read. */
        public static boolean isDescription(@Nullable String reason) {
            return UNREADABLE.isSaidIn(reason);
        }
    }
}
