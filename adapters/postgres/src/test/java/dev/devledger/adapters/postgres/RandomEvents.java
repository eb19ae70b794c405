package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events of some projects with their tasks, notes and links; in their fields all that is hard to write down. */
public final class RandomEvents {
    private static final List<String> SERVICES = List.of("clickup", "other");
    private static final List<ZoneId> ZONES =
            List.of(ZoneOffset.UTC, Rows.BERLIN, ZoneId.of("Pacific/Kiritimati"), ZoneId.of("America/St_Johns"));
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "tab\tline\nreturn\rslash\\end",
            "\\N",
            "nothing \u0000 here",
            "\\u0000",
            "quote \" and ' and {curly, \"both\"}",
            "Größe … \uD83D\uDE00 İ",
            "  ",
            "null");
    private static final List<String> TAGS = List.of(
            "java", "Java", "a b", "quo\"te", "back\\slash", "{}", "NULL", "com,ma", "Ärger", "İ", "\uD83D\uDE00");

    private final Random random;
    private final List<ProjectId> projects = new ArrayList<>();
    private final List<TaskId> tasks = new ArrayList<>();
    private final Map<ProjectId, List<UUID>> notes = new HashMap<>();
    private final Map<TaskId, List<UUID>> taskNotes = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<LedgerEvent> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-31T09:15:00Z");

    private RandomEvents(long seed) {
        random = new Random(seed);
    }

    public static List<LedgerEvent> of(long seed, int count) {
        RandomEvents made = new RandomEvents(seed);
        made.createProject();
        made.createTask();
        while (made.events.size() < count) {
            made.next();
        }
        return made.events;
    }

    /** One project, and then so many events of so many tasks of it, each as often as the others. */
    public static List<LedgerEvent> ofTasks(int tasks, int count) {
        RandomEvents made = new RandomEvents(0);
        made.createProject();
        while (made.events.size() <= count) {
            if (made.tasks.size() < tasks) {
                made.createTask();
            } else {
                TaskId task = made.tasks.get(made.events.size() % tasks);
                made.task(new TaskEvent.Edited(task, made.taskChanges(), made.now));
            }
        }
        return made.events;
    }

    private void next() {
        now = now.plusNanos(random.nextLong(3_000_000_000_000L));
        switch (random.nextInt(21)) {
            case 0 -> createProject();
            case 1, 2, 3 -> createTask();
            case 4, 5, 6, 7, 8 -> task(taskEvent(any(tasks)));
            case 9, 10, 11, 12 -> task(new TaskEvent.Edited(any(tasks), taskChanges(), now));
            case 13, 14 -> project(projectEvent(any(projects)));
            case 15, 16 -> project(new ProjectEvent.Edited(any(projects), projectChanges(), now));
            case 17, 18 -> note(any(projects));
            case 19 -> note(any(tasks));
            default -> link();
        }
    }

    private void createProject() {
        ProjectId id = new ProjectId(uuid());
        projects.add(id);
        ProjectDetails details = new ProjectDetails(
                text(),
                text(),
                any(Priority.values()),
                tags(),
                text(),
                schedule(),
                any(Placement.OF_CARDS.toArray(Placement[]::new)),
                placements(),
                billing(projects.size()));
        project(new ProjectEvent.Created(
                id, new ProjectKey(projects.size()), details, any(ProjectStatus.values()), orNull(this::text), now));
    }

    /** Nothing is drawn for it: that would change all that comes behind. */
    private static ProjectBilling billing(int number) {
        return new ProjectBilling(
                number % 2 == 0 ? null : new CustomerId(new UUID(9, number % 3)),
                number % 3 == 0 ? null : new ServiceId(new UUID(10, number % 4)),
                number % 5 < 2);
    }

    private void createTask() {
        TaskId id = new TaskId(uuid());
        tasks.add(id);
        TaskDetails details = new TaskDetails(
                text(),
                text(),
                any(Priority.values()),
                tags(),
                schedule(),
                checklist(),
                stage(),
                estimate(),
                assignees(),
                new Dependencies(others(), others(), orNull(this::other)));
        task(new TaskEvent.Created(id, new TaskKey(tasks.size()), place(), details, now));
    }

    private @Nullable String stage() {
        return orNull(this::text);
    }

    private SortedSet<PersonId> assignees() {
        SortedSet<PersonId> people = new TreeSet<>();
        for (int i = random.nextInt(4); i > 1; i--) {
            people.add(new PersonId(new UUID(7, random.nextInt(3))));
        }
        return people;
    }

    private SortedSet<TaskId> others() {
        SortedSet<TaskId> others = new TreeSet<>();
        for (int i = random.nextInt(4); i > 1; i--) {
            others.add(other());
        }
        return others;
    }

    private TaskId other() {
        return tasks.isEmpty() ? new TaskId(new UUID(8, 1)) : any(tasks);
    }

    private @Nullable Integer estimate() {
        return orNull(() -> random.nextInt(500));
    }

    private TaskEvent taskEvent(TaskId id) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new TaskEvent.StatusChanged(id, changed(() -> any(TaskStatus.values())), now);
            case 2 -> new TaskEvent.Moved(id, changed(this::place), now);
            case 4 -> new TaskEvent.FieldsRead(id, any(SERVICES), fieldChanges(), now);
            case 3 -> new TaskEvent.Deleted(id, orNull(() -> any(projects).address()), now);
            default -> new TaskEvent.Restored(id, now);
        };
    }

    private ProjectEvent projectEvent(ProjectId id) {
        return switch (random.nextInt(4)) {
            case 0, 1 ->
                new ProjectEvent.StatusChanged(
                        id, changed(() -> any(ProjectStatus.values())), changed(() -> orNull(this::text)), now);
            case 2 -> new ProjectEvent.Deleted(id, now);
            default -> new ProjectEvent.Restored(id, now);
        };
    }

    private Changes<TaskDetails> taskChanges() {
        return Changes.of(TaskDetails.TITLE, change(this::text))
                .with(TaskDetails.DESCRIPTION, change(this::text))
                .with(TaskDetails.PRIORITY, change(() -> any(Priority.values())))
                .with(TaskDetails.TAGS, change(this::tags))
                .with(TaskDetails.START_DATE, change(() -> orNull(this::when)))
                .with(TaskDetails.DUE_DATE, change(() -> orNull(this::when)))
                .with(TaskDetails.TIME_ZONE, change(() -> any(ZONES)))
                .with(TaskDetails.CHECKLIST, change(this::checklist))
                .with(TaskDetails.STAGE, change(this::stage))
                .with(TaskDetails.ESTIMATE_MINUTES, change(this::estimate))
                .with(TaskDetails.ASSIGNEES, change(this::assignees))
                .with(TaskDetails.BLOCKED_BY, change(this::others))
                .with(TaskDetails.RELATED, change(this::others))
                .with(TaskDetails.DISCOVERED_FROM, change(() -> orNull(this::other)));
    }

    private Changes<ProjectDetails> projectChanges() {
        ProjectBilling billed = billing((int) (now.toEpochMilli() % 60));
        Changes<ProjectDetails> changes = Changes.of(ProjectDetails.NAME, change(this::text))
                .with(ProjectDetails.DESCRIPTION, change(this::text))
                .with(ProjectDetails.PRIORITY, change(() -> any(Priority.values())))
                .with(ProjectDetails.TAGS, change(this::tags))
                .with(ProjectDetails.REPOSITORY_URL, change(this::text))
                .with(ProjectDetails.START_DATE, change(() -> orNull(this::when)))
                .with(ProjectDetails.DUE_DATE, change(() -> orNull(this::when)))
                .with(ProjectDetails.TIME_ZONE, change(() -> any(ZONES)))
                .with(ProjectDetails.PLACEMENT, change(() -> any(Placement.OF_CARDS.toArray(Placement[]::new))))
                .with(ProjectDetails.CUSTOMER, billed.customer() == null ? null : new Change<>(null, billed.customer()))
                .with(
                        ProjectDetails.SERVICE,
                        billed.service() == null ? new Change<>(new ServiceId(new UUID(10, 1)), null) : null)
                .with(ProjectDetails.BILLABLE, !billed.billable(), billed.billable());
        for (String service : SERVICES) {
            changes = changes.with(
                    Field.entry(ProjectDetails.PLACEMENTS, service),
                    change(() -> orNull(() -> any(Placement.OF_CARDS.toArray(Placement[]::new)))));
        }
        return changes;
    }

    private SortedMap<String, Change<Object>> fieldChanges() {
        SortedMap<String, Change<Object>> changes = new TreeMap<>();
        for (String name : List.of("Points", "Sprint", "Team")) {
            Change<Object> change = change(() -> orNull(this::fieldValue));
            if (change != null) {
                changes.put(name, change);
            }
        }
        return changes;
    }

    private Object fieldValue() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(20);
            case 1 -> random.nextInt(100) / 8.0;
            case 2 -> List.of(text(), text());
            default -> text();
        };
    }

    private SortedMap<String, Placement> placements() {
        SortedMap<String, Placement> said = new TreeMap<>();
        for (String service : SERVICES) {
            if (random.nextInt(3) == 0) {
                said.put(service, any(Placement.OF_CARDS.toArray(Placement[]::new)));
            }
        }
        return said;
    }

    private void note(ProjectId id) {
        List<UUID> of = notes.computeIfAbsent(id, project -> new ArrayList<>());
        if (of.isEmpty() || random.nextInt(3) == 0) {
            UUID note = uuid();
            of.add(note);
            project(new ProjectEvent.NoteAdded(id, note, text(), now));
        } else if (random.nextBoolean()) {
            project(new ProjectEvent.NoteRetracted(id, any(of), text(), now));
        } else {
            project(new ProjectEvent.NoteRestored(id, any(of), text(), now));
        }
    }

    private void note(TaskId id) {
        List<UUID> of = taskNotes.computeIfAbsent(id, task -> new ArrayList<>());
        if (of.isEmpty() || random.nextInt(3) == 0) {
            UUID note = uuid();
            of.add(note);
            task(new TaskEvent.NoteAdded(id, note, text(), now));
        } else if (random.nextBoolean()) {
            task(new TaskEvent.NoteRetracted(id, any(of), text(), now));
        } else {
            task(new TaskEvent.NoteRestored(id, any(of), text(), now));
        }
    }

    /** Of an entity that may not be there at all. */
    private void link() {
        EntityRef entity =
                switch (random.nextInt(4)) {
                    case 0 -> EntityRef.project(uuid());
                    case 1 -> EntityRef.task(any(tasks).value());
                    default -> EntityRef.project(any(projects).value());
                };
        SyncLinkId link = new SyncLinkId("ticktick", "sandbox", entity);
        RemoteRef card = new RemoteRef("list-1", "task-" + random.nextInt(100));
        RemoteRef list = new RemoteRef("list-2", "list-2");
        if (!versions.containsKey(link.address())) {
            store(link.address(), new SyncEvent.CreateIntended(link, uuid(), 1, "list-1", SampleEvents.CONTENT, now));
            store(
                    link.address(),
                    new SyncEvent.Linked(link, random.nextBoolean() ? card : list, SampleEvents.CONTENT, now));
        } else {
            store(link.address(), new SyncEvent.Detached(link, "let go", now));
            versions.remove(link.address());
        }
    }

    private void project(ProjectEvent event) {
        store(event.project().address(), event);
    }

    private void task(TaskEvent event) {
        store(event.task().address(), event);
    }

    private void store(String stream, Object payload) {
        long position = 2L * events.size() + 1;
        events.add(new LedgerEvent(
                position,
                "event-" + position,
                stream,
                versions.merge(stream, 1L, Long::sum),
                EventTypes.nameOf(payload),
                now,
                payload,
                new Provenance(
                        "owner", "rest", orNull(this::text), orNull(this::text), "r-1", "r-1", orNull(this::text)),
                uuid()));
    }

    private Place place() {
        return new Place(any(projects), orNull(() -> any(tasks)));
    }

    private Schedule schedule() {
        return new Schedule(orNull(this::when), orNull(this::when), any(ZONES));
    }

    private When when() {
        LocalDate day = any(List.of(
                LocalDate.of(1900, 1, 1), LocalDate.of(2026, 3, 29), LocalDate.of(9999, 12, 31), LocalDate.EPOCH));
        return random.nextBoolean()
                ? new When.Day(day)
                : new When.Moment(day.atTime(23, 30, 15, 123_456_789).toInstant(ZoneOffset.UTC));
    }

    private List<ChecklistItem> checklist() {
        List<ChecklistItem> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(new ChecklistItem(uuid(), text(), random.nextBoolean()));
        }
        return items;
    }

    private SortedSet<String> tags() {
        SortedSet<String> tags = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(any(TAGS));
        }
        return tags;
    }

    private String text() {
        return any(TEXTS);
    }

    private <T> @Nullable Change<T> change(Supplier<@Nullable T> to) {
        return orNull(() -> changed(to));
    }

    private static <T> Change<T> changed(Supplier<@Nullable T> value) {
        return new Change<>(value.get(), value.get());
    }

    private <T> @Nullable T orNull(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
