package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.adapters.postgres.readmodel.PostgresBillingDirectory.BillingRows;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonDirectory.PersonRows;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.adapters.postgres.time.TimeEntryViews.TimeEntryRows;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.Days;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to the time of some people, one event after the other, each applied to the tables; and what there is by then. */
final class TimeStory {
    static final int PROJECTS = 3;

    /** About clock changes in each of the zones, and where zones have had times of their own. */
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2025, 10, 5),
            LocalDate.of(2025, 10, 26),
            LocalDate.of(2025, 11, 2),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2026, 3, 8),
            LocalDate.of(2026, 3, 29),
            LocalDate.of(2026, 4, 5),
            LocalDate.of(2019, 12, 31),
            LocalDate.of(2011, 12, 29),
            LocalDate.of(1969, 12, 31),
            LocalDate.of(1899, 12, 31),
            LocalDate.of(2099, 6, 30));

    /** What there was once an event had happened. */
    record Known(Map<TimeEntryId, TimeEntryDetails> entries, Map<TaskId, ProjectId> homes, Instant at) {}

    private final Random random;
    private final ZoneId zone;
    private final List<Projection> projections;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<TimeEntryId, TimeEntryDetails> entries = new LinkedHashMap<>();
    private final Map<TimeEntryId, TimeEntryDetails> deleted = new LinkedHashMap<>();
    private final Map<TaskId, ProjectId> homes = new LinkedHashMap<>();
    private long made;

    final List<ProjectId> projects = new ArrayList<>();
    final List<TaskId> tasks = new ArrayList<>();
    final List<PersonId> people = new ArrayList<>();
    final Map<UUID, String> keys = new HashMap<>();
    final Map<ProjectId, @Nullable String> customers = new HashMap<>();
    final TreeMap<Long, Known> byPosition = new TreeMap<>();
    long position = 100;
    Instant at = Instant.parse("2026-05-01T00:00:00Z");

    TimeStory(Database database, ZoneId zone, long seed) {
        this.random = new Random(seed);
        this.zone = zone;
        this.projections = List.of(
                ProjectRows.of(database.dataSource),
                TaskRows.of(database.dataSource),
                PersonRows.of(database.dataSource),
                BillingRows.of(database.dataSource),
                TimeEntryRows.of(database.dataSource, database.rows),
                new HistoryProjection(new PostgresHistoryRows(database.dataSource)));
        for (int i = 1; i <= PROJECTS; i++) {
            makePerson(i);
            makeProject(i, i == 1 ? null : makeCustomer(i));
        }
        for (int i = 1; i <= 2 * PROJECTS; i++) {
            makeTask(i);
        }
    }

    private void makePerson(int number) {
        PersonId person = new PersonId(UUID.randomUUID());
        people.add(person);
        PersonKey key = new PersonKey(number);
        keys.put(person.value(), key.toString());
        happen(person.address(), new PersonEvent.Created(person, key, new PersonDetails("Ada", null, false), at));
    }

    private CustomerId makeCustomer(int number) {
        CustomerId customer = new CustomerId(UUID.randomUUID());
        BillingKey key = new BillingKey(BillingKind.CUSTOMER, number);
        keys.put(customer.value(), key.toString());
        happen(customer.address(), new CustomerEvent.Created(customer, key, new BillingDetails("Acme", "", false), at));
        return customer;
    }

    private void makeProject(int number, @Nullable CustomerId customer) {
        ProjectId project = new ProjectId(UUID.randomUUID());
        projects.add(project);
        customers.put(project, customer == null ? null : keys.get(customer.value()));
        ProjectKey key = new ProjectKey(number);
        keys.put(project.value(), key.toString());
        ProjectDetails details = new ProjectDetails(
                "Project",
                "",
                Priority.NONE,
                SampleEvents.tags(),
                "",
                new Schedule(null, null, zone),
                Placement.CARD,
                Collections.emptySortedMap(),
                new ProjectBilling(customer, null, false));
        happen(project.address(), new ProjectEvent.Created(project, key, details, ProjectStatus.ACTIVE, null, at));
    }

    private void makeTask(int number) {
        TaskId task = new TaskId(UUID.randomUUID());
        tasks.add(task);
        TaskKey key = new TaskKey(number);
        keys.put(task.value(), key.toString());
        ProjectId home = any(projects);
        homes.put(task, home);
        TaskDetails details = new TaskDetails(
                "Task", "", Priority.NONE, SampleEvents.tags(), new Schedule(null, null, zone), List.of());
        happen(task.address(), new TaskEvent.Created(task, key, new Place(home, null), details, at));
    }

    void goOn() {
        int dice = random.nextInt(20);
        if (entries.size() < 10 || dice < 9) {
            log();
        } else if (dice < 11) {
            move(any(tasks));
        } else if (dice < 17) {
            change(any(List.copyOf(entries.keySet())));
        } else if (dice < 19 || deleted.isEmpty()) {
            delete(any(List.copyOf(entries.keySet())));
        } else {
            restore(any(List.copyOf(deleted.keySet())));
        }
    }

    private void log() {
        TimeEntryId entry = new TimeEntryId(UUID.randomUUID());
        TimeEntryDetails details = details();
        entries.put(entry, details);
        made++;
        happen(entry.address(), new TimeEntryEvent.Created(entry, new TimeEntryKey(made), details, at));
    }

    private void move(TaskId task) {
        Place from = new Place(homes.get(task), null);
        Place to = new Place(any(projects), null);
        homes.put(task, to.project());
        happen(task.address(), new TaskEvent.Moved(task, new Change<>(from, to), at));
    }

    private void change(TimeEntryId entry) {
        TimeEntryDetails was = entries.get(entry);
        TimeEntryDetails is = details();
        boolean moved = random.nextBoolean();
        Changes<TimeEntryDetails> changes = Changes.of(TimeEntryDetails.PERSON, some(was.person(), is.person()))
                .with(TimeEntryDetails.TASK, was.task(), is.task())
                .with(TimeEntryDetails.PROJECT, was.project(), is.project())
                .with(TimeEntryDetails.START, moved ? new Change<>(was.start(), is.start()) : null)
                .with(
                        TimeEntryDetails.END,
                        moved ? new Change<>(was.end(), is.end()) : new Change<>(was.end(), end(was.start())))
                .with(TimeEntryDetails.NOTE, some(was.note(), is.note()))
                .with(TimeEntryDetails.TAGS, some(was.tags(), is.tags()))
                .with(TimeEntryDetails.BILLABLE, some(was.billable(), is.billable()))
                .with(TimeEntryDetails.BILLED, some(was.billed(), is.billed()));
        entries.put(entry, TimeEntryDetails.KIND.changed(was, changes));
        happen(entry.address(), new TimeEntryEvent.Edited(entry, changes, at));
    }

    private <T> @Nullable Change<T> some(T from, T to) {
        return random.nextInt(3) == 0 ? new Change<>(from, to) : null;
    }

    private void delete(TimeEntryId entry) {
        deleted.put(entry, entries.remove(entry));
        happen(entry.address(), new TimeEntryEvent.Deleted(entry, at));
    }

    private void restore(TimeEntryId entry) {
        entries.put(entry, deleted.remove(entry));
        happen(entry.address(), new TimeEntryEvent.Restored(entry, at));
    }

    private TimeEntryDetails details() {
        Instant start = new Days(zone).begin(any(DAYS)).plusSeconds(random.nextInt(160_000) - 80_000);
        boolean onTask = random.nextInt(3) > 0;
        return new TimeEntryDetails(
                any(people),
                onTask ? any(tasks) : null,
                onTask || random.nextInt(4) == 0 ? null : any(projects),
                start,
                end(start),
                zone,
                "worked",
                tags(),
                random.nextBoolean(),
                random.nextInt(3) == 0);
    }

    /** Mostly of some hours or to a midnight; some run, some are of no time or less, and some of many days. */
    private @Nullable Instant end(Instant start) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> start;
            case 2 -> start.minusSeconds(random.nextInt(90_000));
            case 3, 4 -> start.plusSeconds(random.nextInt(600_000));
            case 5, 6 -> new Days(zone).begin(LocalDate.ofInstant(start, zone).plusDays(1));
            default -> start.plusSeconds(random.nextInt(40_000));
        };
    }

    private SortedSet<String> tags() {
        return random.nextBoolean()
                ? SampleEvents.tags()
                : SampleEvents.tags("bug", random.nextBoolean() ? "Ärger" : "x");
    }

    private void happen(String stream, Object payload) {
        position += 1 + random.nextInt(3);
        at = at.plusSeconds(random.nextInt(1_800));
        LedgerEvent event = new LedgerEvent(
                position,
                "event-" + position,
                stream,
                versions.merge(stream, 1L, Long::sum),
                EventTypes.nameOf(payload),
                at,
                payload,
                new Provenance("owner", "rest", null, null, "r-1", "r-1", null),
                UUID.randomUUID());
        projections.forEach(projection -> projection.apply(event));
        byPosition.put(position, new Known(new LinkedHashMap<>(entries), new HashMap<>(homes), at));
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
