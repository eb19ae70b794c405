package dev.devledger.application.sync.local;

import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys and names by which people know projects, tasks and time entries. */
public record EntityKeys(
        ProjectQueries projects,
        TaskQueries tasks,
        Function<Collection<UUID>, List<TimeEntryView>> entries,
        Function<Collection<UUID>, List<PersonView>> people) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int LONGEST_NOTE = 60;

    /** Keys and names without the ones of time entries. */
    public EntityKeys(ProjectQueries projects, TaskQueries tasks) {
        this(projects, tasks, ids -> List.of(), ids -> List.of());
    }

    /** A key, with the name of the project, the title of the task, or a description of the time entry. */
    public record KeyedName(String key, String name) {}

    public static Map<UUID, String> keys(Map<UUID, KeyedName> called) {
        Map<UUID, String> keys = new HashMap<>();
        called.forEach((id, each) -> keys.put(id, each.key()));
        return keys;
    }

    /** Returns the keys and names by id; a list has its project's. Null entities are skipped. */
    public Map<UUID, KeyedName> called(Stream<? extends @Nullable EntityRef> entities) {
        Set<UUID> ofProjects = new HashSet<>();
        Set<UUID> ofTasks = new HashSet<>();
        Set<UUID> ofEntries = new HashSet<>();
        entities.filter(Objects::nonNull).forEach(each -> (switch (each.kind()) {
                    case PROJECT, LIST -> ofProjects;
                    case TASK -> ofTasks;
                    case ENTRY -> ofEntries;
                })
                .add(each.id()));
        List<TimeEntryView> logged = ofEntries.isEmpty() ? List.of() : entries.apply(ofEntries);
        Map<UUID, KeyedName> called = new HashMap<>(called(
                with(ofProjects, logged.stream().map(TimeEntryView::projectId)),
                with(ofTasks, logged.stream().map(TimeEntryView::taskId))));
        logged.forEach(each -> called.put(each.id(), new KeyedName(each.key(), name(each, called))));
        return called;
    }

    /**
     * Returns a text such as {@code T-5 "Fix login": it waits}; has other words for a card list and for a deleted
     * entity.
     */
    public String words(EntityRef entity, @Nullable String reason) {
        KeyedName called =
                entity.holdsCards() ? null : called(Stream.of(entity)).get(entity.id());
        String thing = entity.holdsCards()
                ? "the list of the cards"
                : called == null
                        ? "one that is deleted"
                        : called.key() + " \"" + NearestValues.cut(called.name(), LONGEST_NOTE) + "\"";
        return thing + ": " + reason;
    }

    /** Returns the keys and names of people, by their ids. */
    public Map<UUID, KeyedName> calledPeople(Collection<UUID> ids) {
        Map<UUID, KeyedName> called = new HashMap<>();
        if (!ids.isEmpty()) {
            people.apply(ids).forEach(each -> called.put(each.id(), new KeyedName(each.key(), each.name())));
        }
        return called;
    }

    private Map<UUID, KeyedName> called(Collection<UUID> ofProjects, Collection<UUID> ofTasks) {
        Map<UUID, KeyedName> called = new HashMap<>();
        if (!ofProjects.isEmpty()) {
            projects.findAll(ofProjects).forEach(each -> called.put(each.id(), new KeyedName(each.key(), each.name())));
        }
        if (!ofTasks.isEmpty()) {
            tasks.findAll(ofTasks).forEach(each -> called.put(each.id(), new KeyedName(each.key(), each.title())));
        }
        return called;
    }

    private static Set<UUID> with(Set<UUID> some, Stream<? extends @Nullable UUID> more) {
        more.filter(Objects::nonNull).forEach(some::add);
        return some;
    }

    /** Returns a description such as "2026-11-20 09:00, 20 min, T-380 Fix login, Ana: reviewed it". */
    private static String name(TimeEntryView entry, Map<UUID, KeyedName> called) {
        KeyedName place = called.get(entry.taskId() == null ? entry.projectId() : entry.taskId());
        return when(entry.start(), entry.end(), entry.timeZone())
                + (place == null ? "" : ", " + place.key() + " " + place.name())
                + ", " + entry.person().name() + noted(entry.note());
    }

    /** Returns a description of a time entry that the ledger does not have. */
    public static String name(Instant start, @Nullable Instant end, ZoneId zone, String note) {
        return when(start, end, zone) + noted(note);
    }

    private static String when(Instant start, @Nullable Instant end, ZoneId zone) {
        return MINUTE.withZone(zone).format(start)
                + (end == null
                        ? ", still running"
                        : ", " + Duration.between(start, end).toMinutes() + " min");
    }

    private static String noted(@Nullable String note) {
        if (note == null || note.isEmpty()) {
            return "";
        }
        return ": " + NearestValues.cut(note.replaceAll("\\s+", " "), LONGEST_NOTE);
    }
}
