package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one full read has seen.
 *
 * @param startedAt before its first request
 * @param scopes what was read, or was to be
 * @param tasks by remote id, open ones and those finished within the window
 * @param finished by remote id, all that the lists themselves show as finished, however long ago it was
 * @param quarantined by remote id, those that are there and cannot be read
 * @param read the lists that were read as a whole
 * @param gone the lists that are not there any more, as the list of lists and their own reads say
 * @param unread why the others were not read as a whole: nothing is known of what is in them
 * @param consistent whether the lists were the same before and after, by their names as well, and what was finished was read:
 *     only then an absence counts, or a name
 */
public record Snapshot(
        Instant startedAt,
        List<Snapshot.SyncedList> scopes,
        Map<String, RemoteList> lists,
        Map<String, RemoteTask> tasks,
        Map<String, RemoteTask> finished,
        Map<String, Quarantined> quarantined,
        Set<String> read,
        Set<String> gone,
        Map<String, Unreadable> unread,
        boolean consistent) {

    /** {@code locked} where nothing may be written there either. */
    record Unreadable(String reason, boolean locked) {}

    @Nullable
    public RemoteTask task(String id) {
        return tasks.get(id);
    }

    /** Whether it says anything of that list as a whole. */
    boolean tellsOf(String list) {
        return read.contains(list) || gone.contains(list) || unread.containsKey(list);
    }

    /**
     * With what was seen beside the lists. It is there, and says nothing of what is not; of what a list would show that was
     * read later, that list says more.
     *
     * @param showsAll whether lists show what is finished
     * @param known lists, of which those count that something was seen in
     */
    public Snapshot with(Listing beside, boolean showsAll, Collection<SyncedList> known) {
        Map<String, RemoteTask> seen = new LinkedHashMap<>();
        beside.tasks().stream()
                .filter(task -> !(tellsAllOf(task.ref().list())
                        && (showsAll || task.content().status() == RemoteStatus.OPEN)))
                .forEach(task -> seen.put(task.ref().id(), task));
        Map<String, Quarantined> unreadable = new LinkedHashMap<>();
        beside.quarantined().stream()
                .filter(each -> !tellsAllOf(each.ref().list()))
                .forEach(each -> unreadable.put(each.ref().id(), each));
        unreadable.keySet().removeAll(tasks.keySet());
        seen.keySet().removeAll(quarantined.keySet());
        seen.keySet().removeAll(unreadable.keySet());
        seen.putAll(tasks);
        unreadable.putAll(quarantined);
        Set<String> in = seen.values().stream().map(task -> task.ref().list()).collect(Collectors.toSet());
        Set<SyncedList> all = new LinkedHashSet<>(scopes);
        known.stream().filter(scope -> in.contains(scope.list())).forEach(all::add);
        return new Snapshot(
                startedAt, List.copyOf(all), lists, seen, finished, unreadable, read, gone, unread, consistent);
    }

    private boolean tellsAllOf(String list) {
        return read.contains(list) || gone.contains(list);
    }

    public Optional<SyncedList> scope(String list) {
        return scopes.stream().filter(each -> each.list().equals(list)).findFirst();
    }

    /** Whether what is not among the tasks of this list is not in it. */
    public boolean provesAbsence(String list) {
        return consistent && (read.contains(list) || gone.contains(list));
    }

    /** Whether the lists are called as they are shown, also those that cannot be read: two looks at them agree. */
    public boolean provesNames() {
        return consistent && !(read.isEmpty() && gone.isEmpty());
    }

    /** Whether all of it was read. */
    public boolean complete() {
        return unread.isEmpty() && (consistent || (read.isEmpty() && gone.isEmpty()));
    }

    /** Whether that is there, and what it is cannot be told. */
    boolean cannotRead(String id) {
        return quarantined.containsKey(id);
    }

    /** Whether something is in that list of which nobody knows what it is. */
    public boolean cannotReadAllOf(String list) {
        return quarantined.values().stream().anyMatch(each -> each.ref().list().equals(list));
    }

    /** How many open ones that list holds, whosever they are, and whether they can be read or not. */
    int openIn(String list) {
        return (int) (tasks.values().stream()
                        .filter(task ->
                                task.ref().list().equals(list) && task.content().status() == RemoteStatus.OPEN)
                        .count()
                + quarantined.values().stream()
                        .filter(each -> each.ref().list().equals(list))
                        .count());
    }

    public Collection<RemoteTask> seen() {
        return tasks.values();
    }

    /**
     * A list that is kept in step.
     *
     * @param owner a card list's entity, or that of the project that the list is
     * @param list its remote id
     * @param linked false where it was found by its name a moment ago
     */
    public record SyncedList(EntityRef owner, String list, boolean linked) {
        public boolean cards() {
            return owner.holdsCards();
        }
    }
}
