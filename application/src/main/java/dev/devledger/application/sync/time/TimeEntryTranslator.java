package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.time.TimeEntryPairing.TimePeople;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates an entry of one side into the words of the other side: a task is replaced by the task that it is linked
 * to.
 */
final class TimeEntryTranslator {
    private final RemoteTimeEntries remote;
    private final TimePeople people;
    private final Map<EntityRef, RemoteRef> there;
    private final Map<String, EntityRef> here;
    private final Set<EntityRef> missed;

    private TimeEntryTranslator(
            RemoteTimeEntries remote,
            TimePeople people,
            Map<EntityRef, RemoteRef> there,
            Map<String, EntityRef> here,
            Set<EntityRef> missed) {
        this.remote = remote;
        this.people = people;
        this.there = there;
        this.here = here;
        this.missed = missed;
    }

    /** Returns the words for all these entries, read in three statements at most. */
    static TimeEntryTranslator of(
            CycleContext connection,
            RemoteTimeEntries remote,
            TimePeople people,
            Collection<EntryContent> local,
            Collection<RemoteEntryContent> rows) {
        Set<EntityRef> places = new HashSet<>();
        local.forEach(each -> {
            EntityRef place = each.place();
            if (place != null && (remote.holdsProjects() || place.kind() == EntityRef.Kind.TASK)) {
                places.add(linked(place));
            }
        });
        Set<String> objects = new HashSet<>();
        rows.forEach(each -> {
            String object = each.object();
            if (object != null) {
                objects.add(object);
            }
        });
        LinkBook links = connection.ports().links();
        Map<EntityRef, RemoteRef> there = new HashMap<>();
        if (!places.isEmpty()) {
            links.findAll(connection.account(), places).forEach((entity, link) -> {
                if (link instanceof SyncLink.Linked known) {
                    there.put(entity, known.remote());
                }
            });
        }
        Map<String, EntityRef> here = known(connection, objects);
        Set<EntityRef> missed = there.isEmpty()
                ? Set.of()
                : connection.ports().doubts().all(connection.account()).keySet();
        return new TimeEntryTranslator(remote, people, there, here, missed);
    }

    /** Returns the entities that are linked to these remote tasks and projects. */
    static Map<String, EntityRef> known(CycleContext connection, Set<String> objects) {
        Map<String, EntityRef> known = new HashMap<>();
        if (!objects.isEmpty()) {
            connection.ports().links().ofRemote(connection.account(), objects).stream()
                    .filter(each -> each.link() instanceof SyncLink.Linked)
                    .forEach(each -> known.put(
                            Objects.requireNonNull(each.link().object()).id(), each.entity()));
        }
        return known;
    }

    /** Returns the entity whose link counts for a place: for a project, the list of its tasks. */
    private static EntityRef linked(EntityRef place) {
        return place.kind() == EntityRef.Kind.PROJECT ? EntityRef.list(place.id()) : place;
    }

    Set<EntryField> holds(boolean running) {
        return remote.holds(running);
    }

    /** Returns the fields that the service does not hold of an entry. */
    Set<EntryField> missing(boolean running) {
        Set<EntryField> missing = EnumSet.allOf(EntryField.class);
        missing.removeAll(holds(running));
        return missing;
    }

    /**
     * Returns the fields on which an entry that was found by its times does not agree: all but its person and times,
     * and the fields that the service does not hold. The entry may be another one after all: a sent value that it lacks
     * was then not removed.
     */
    Set<EntryField> uncertain(boolean running) {
        Set<EntryField> uncertain =
                EnumSet.complementOf(EnumSet.of(EntryField.PERSON, EntryField.START, EntryField.END));
        uncertain.addAll(missing(running));
        return uncertain;
    }

    /** True if the service can move an entry from one person to another. */
    boolean changesPerson() {
        return remote.changes(false).contains(EntryField.PERSON);
    }

    boolean isThere(PersonId person) {
        return people.isThere(person);
    }

    @Nullable
    String user(PersonId person) {
        return people.user(person);
    }

    /** True if that user of the service is that person of the ledger. */
    boolean isOf(@Nullable String user, PersonId person) {
        return people.isOf(user, person);
    }

    /** True if the entry's task or project has no counterpart in the service, so far. */
    boolean isUnplaced(EntryContent content) {
        return content.place() != null && !there.containsKey(linked(content.place()));
    }

    /**
     * Returns the place of an entry that has lost it in the service, if the place may be gone there, which takes a
     * while to be proven; else nothing.
     */
    Set<EntryField> doubted(EntryContent local, RemoteEntryContent row) {
        return isNowhere(row) && local.place() != null && missed.contains(linked(local.place()))
                ? Set.of(EntryField.PLACE)
                : Set.of();
    }

    /**
     * Returns the task that an entry has lost in the service: the task may be gone there since tasks were last read.
     */
    Optional<RemoteRef> left(EntryContent local, RemoteEntryContent row) {
        EntityRef place = local.place();
        return isNowhere(row) && place != null && place.kind() == EntityRef.Kind.TASK
                ? Optional.ofNullable(there.get(place))
                : Optional.empty();
    }

    private static boolean isNowhere(RemoteEntryContent row) {
        return row.task() == null && row.project() == null;
    }

    RemoteEntryContent there(EntryContent content, ZoneId zone) {
        EntityRef place = content.place();
        @Nullable RemoteRef object = place == null ? null : there.get(linked(place));
        boolean task = place != null && place.kind() == EntityRef.Kind.TASK;
        return new RemoteEntryContent(
                people.user(content.whose()),
                object != null && task ? object.id() : null,
                object != null && !task ? object.list() : null,
                content.start(),
                content.end(),
                zone,
                content.note(),
                content.tags(),
                content.billable(),
                content.billed());
    }

    /**
     * Returns the content in the ledger's words. An unknown task becomes no task; a note and tags are cut to what the
     * ledger allows.
     */
    EntryContent here(RemoteEntryContent work) {
        String object = work.object();
        EntityRef place = object == null ? null : here.get(object);
        RemoteEntryContent.Fitted fitted = work.fitted();
        return new EntryContent(
                people.person(work.user()),
                place == null ? null : place.place().orElse(null),
                work.start(),
                work.end(),
                fitted.note(),
                fitted.tags(),
                work.billable(),
                work.billed() && !work.running());
    }
}
