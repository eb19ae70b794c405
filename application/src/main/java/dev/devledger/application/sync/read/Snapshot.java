package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
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
 * Everything that one full read has seen.
 *
 * @param startedAt the time before the read's first request
 * @param scopes the lists that were read, or should have been
 * @param tasks by remote id, open tasks and tasks finished within the window
 * @param finished by remote id, all finished tasks that the lists themselves show, of any age
 * @param quarantined by remote id, objects that exist and cannot be read
 * @param read the lists that were read as a whole
 * @param gone the lists that do not exist any more, according to the list of lists and their own reads
 * @param unread the reasons why other lists were not read as a whole: nothing is known of their content
 * @param consistent true if the lists were the same before and after, with their names, and finished tasks were read:
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

    /** The reason why a list was not read; {@code locked} is true if the list cannot be written either. */
    record Unreadable(String reason, boolean locked) {}

    @Nullable
    public RemoteTask task(String id) {
        return tasks.get(id);
    }

    /** True if the snapshot says anything about that list, such as that it was read, is gone, or could not be read. */
    boolean tellsOf(String list) {
        return read.contains(list) || gone.contains(list) || unread.containsKey(list);
    }

    /**
     * Adds objects that were seen apart from the lists, such as by their ids. They exist, but prove no absence. If an
     * object's list was read, the list's content counts, as it is newer.
     *
     * @param showsAll true if lists show finished tasks
     * @param known the known lists; each list with such an object becomes a scope
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

    /** True if a task that the snapshot does not show in this list is not in the list. */
    public boolean provesAbsence(String list) {
        return consistent && (read.contains(list) || gone.contains(list));
    }

    /**
     * True if the names of the lists count, even of lists whose tasks could not be read: two reads of the lists agree.
     */
    public boolean provesNames() {
        return consistent && !(read.isEmpty() && gone.isEmpty());
    }

    /** True if everything was read. */
    public boolean complete() {
        return unread.isEmpty() && (consistent || (read.isEmpty() && gone.isEmpty()));
    }

    /** True if that object exists and cannot be read. */
    boolean cannotRead(String id) {
        return quarantined.containsKey(id);
    }

    /** True if that list has an unreadable object. */
    public boolean cannotReadAllOf(String list) {
        return quarantined.values().stream().anyMatch(each -> each.ref().list().equals(list));
    }

    /** Returns the number of open tasks in that list, linked or not, readable or not. */
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
     * A synced list.
     *
     * @param owner the entity of the card list, or of a project's list
     * @param list the list's remote id
     * @param linked false if the list was just found by its name
     */
    public record SyncedList(EntityRef owner, String list, boolean linked) {
        public boolean cards() {
            return owner.holdsCards();
        }
    }
}
