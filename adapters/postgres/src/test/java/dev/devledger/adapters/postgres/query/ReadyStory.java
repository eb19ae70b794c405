package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.adapters.postgres.readmodel.PostgresClaimRows;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.application.claim.ClaimsProjection;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Claim;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the tasks of some projects and has to do with which are ready, one event after the other, each applied to
 * the tables; and which are ready by the states that the events make, with no table at all.
 */
final class ReadyStory {
    private static final Instant FAR = Instant.parse("2900-01-01T00:00:00Z");
    private static final List<ZoneId> ZONES = List.of(ZoneOffset.UTC, Rows.BERLIN, ZoneId.of("Pacific/Kiritimati"));

    private final Random random;
    private final List<Projection> projections;
    private final Map<ProjectId, Project> projects = new LinkedHashMap<>();
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private final Map<TaskId, Claim> claims = new HashMap<>();
    private final Map<TaskId, TaskEvent.Created> made = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    long position = 100;
    Instant at = Instant.parse("2020-01-01T00:00:00Z");

    ReadyStory(Database database, long seed) {
        random = new Random(seed);
        projections = List.of(
                ProjectRows.of(database.dataSource),
                TaskRows.of(database.dataSource),
                new ClaimsProjection(new PostgresClaimRows(database.rows)),
                new HistoryProjection(new PostgresHistoryRows(database.dataSource)));
        for (int i = 0; i < 3; i++) {
            makeProject(i == 2 ? ProjectStatus.PLANNED : ProjectStatus.ACTIVE);
        }
    }

    List<UUID> tasks() {
        return tasks.keySet().stream().map(TaskId::value).toList();
    }

    String project() {
        return projects.keySet().iterator().next().toString();
    }

    /** In the order in which they are to be begun. */
    List<String> ready(Instant now) {
        return tasks.keySet().stream()
                .filter(task -> isReady(task, now))
                .sorted(Comparator.comparing((TaskId task) -> details(task).priority(), Comparator.reverseOrder())
                        .thenComparing(this::due)
                        .thenComparingLong(task -> -waiting(task))
                        .thenComparing(task -> made.get(task).at())
                        .thenComparingLong(task -> made.get(task).key().number()))
                .map(this::key)
                .toList();
    }

    /** In any order. */
    List<String> open() {
        return tasks.keySet().stream().filter(this::isOpen).map(this::key).toList();
    }

    private boolean isReady(TaskId task, Instant now) {
        Schedule schedule = details(task).schedule();
        Project home = projects.get(last(task).place().project());
        return isOpen(task)
                && (schedule.startDate() == null
                        || !begin(schedule.startDate(), schedule.timeZone()).isAfter(now))
                && home instanceof Project.Present present
                && present.status() == ProjectStatus.ACTIVE
                && !(claims.get(task) instanceof Claim.ActiveClaim taken && now.isBefore(taken.until()))
                && withAncestors(task)
                        .flatMap(each -> details(each).dependencies().blockedBy().stream())
                        .noneMatch(this::isOpen);
    }

    private Stream<TaskId> withAncestors(TaskId task) {
        return Stream.iterate(
                        task,
                        each -> each != null,
                        (@Nullable TaskId each) ->
                                each == null ? null : last(each).place().parent())
                .limit(4);
    }

    private boolean isOpen(TaskId task) {
        return tasks.get(task) instanceof Task.Present present && present.status() == TaskStatus.OPEN;
    }

    private long waiting(TaskId task) {
        return tasks.keySet().stream()
                .filter(this::isOpen)
                .filter(other -> details(other).dependencies().blockedBy().contains(task))
                .count();
    }

    private Instant due(TaskId task) {
        When due = details(task).schedule().dueDate();
        return due == null ? Instant.MAX : begin(due, details(task).schedule().timeZone());
    }

    private static Instant begin(When when, ZoneId zone) {
        return switch (when) {
            case When.Day(var date) -> date.atStartOfDay(zone).toInstant();
            case When.Moment(var instant) -> instant;
        };
    }

    private String key(TaskId task) {
        return made.get(task).key().toString();
    }

    private Task.Present last(TaskId task) {
        return tasks.get(task).last();
    }

    private TaskDetails details(TaskId task) {
        return last(task).details();
    }

    void goOn() {
        int dice = random.nextInt(20);
        if (tasks.size() < 8 || dice < 3) {
            makeTask();
        } else if (dice < 5) {
            happenTo(any(List.copyOf(projects.keySet())));
        } else if (dice < 9) {
            claim(any(List.copyOf(tasks.keySet())));
        } else {
            happenTo(any(List.copyOf(tasks.keySet())), dice);
        }
    }

    private void makeProject(ProjectStatus status) {
        ProjectId project = new ProjectId(UUID.randomUUID());
        ProjectDetails details = new ProjectDetails(
                "Project",
                "",
                Priority.NONE,
                SampleEvents.tags(),
                "",
                new Schedule(null, null, Rows.BERLIN),
                Placement.CARD);
        happen(
                project.address(),
                new ProjectEvent.Created(project, new ProjectKey(projects.size() + 1), details, status, null, at));
    }

    private void makeTask() {
        TaskId task = new TaskId(UUID.randomUUID());
        TaskDetails details = new TaskDetails(
                        "Task",
                        "",
                        any(List.of(Priority.NONE, Priority.HIGH)),
                        SampleEvents.tags(random.nextBoolean() ? "java" : "sql"),
                        new Schedule(when(), when(), any(ZONES)),
                        List.of())
                .with(new Dependencies(blockers(), Collections.emptySortedSet(), null));
        happen(task.address(), new TaskEvent.Created(task, new TaskKey(tasks.size() + 1), place(), details, at));
    }

    private void happenTo(ProjectId project) {
        happen(
                project.address(),
                projects.get(project) instanceof Project.Deleted
                        ? new ProjectEvent.Restored(project, at)
                        : random.nextInt(4) == 0
                                ? new ProjectEvent.Deleted(project, at)
                                : new ProjectEvent.StatusChanged(
                                        project,
                                        new Change<>(ProjectStatus.PLANNED, status()),
                                        new Change<>(null, null),
                                        at));
    }

    private ProjectStatus status() {
        return random.nextInt(3) == 0 ? any(List.of(ProjectStatus.values())) : ProjectStatus.ACTIVE;
    }

    private void claim(TaskId task) {
        Instant until = random.nextInt(3) == 0 ? FAR : at.plusSeconds(60L * random.nextInt(60));
        Claim state = claims.getOrDefault(task, new ClaimDecider().initial());
        long number = state.number() + 1;
        happen(
                "claim-" + task,
                switch (state instanceof Claim.ActiveClaim ? random.nextInt(4) : 0) {
                    case 1 -> new ClaimEvent.Prolonged(task, "ada", number, until, at);
                    case 2 -> new ClaimEvent.Released(task, "ada", number, null, at);
                    case 3 -> new ClaimEvent.Expired(task, "ada", number, at);
                    default -> new ClaimEvent.Claimed(task, "ada", number, until, at);
                });
    }

    private void happenTo(TaskId task, int dice) {
        happen(
                task.address(),
                tasks.get(task) instanceof Task.Deleted
                        ? new TaskEvent.Restored(task, at)
                        : switch (dice) {
                            case 9 -> new TaskEvent.Deleted(task, null, at);
                            case 10, 11, 12 ->
                                new TaskEvent.StatusChanged(
                                        task, new Change<>(TaskStatus.OPEN, any(List.of(TaskStatus.values()))), at);
                            case 13 -> new TaskEvent.Moved(task, new Change<>(place(), place()), at);
                            default -> new TaskEvent.Edited(task, changes(), at);
                        });
    }

    private Changes<TaskDetails> changes() {
        boolean dates = random.nextInt(3) == 0;
        return Changes.of(
                        TaskDetails.PRIORITY,
                        random.nextInt(4) == 0 ? new Change<>(Priority.NONE, any(List.of(Priority.values()))) : null)
                .with(TaskDetails.START_DATE, dates ? new Change<>(null, when()) : null)
                .with(TaskDetails.DUE_DATE, dates && random.nextBoolean() ? new Change<>(null, when()) : null)
                .with(TaskDetails.TIME_ZONE, random.nextInt(4) == 0 ? new Change<>(ZoneOffset.UTC, any(ZONES)) : null)
                .with(TaskDetails.BLOCKED_BY, blockers(), blockers());
    }

    private SortedSet<TaskId> blockers() {
        SortedSet<TaskId> blockers = new TreeSet<>();
        for (int i = Math.max(0, random.nextInt(6) - 3); i > 0 && !tasks.isEmpty(); i--) {
            blockers.add(any(List.copyOf(tasks.keySet())));
        }
        return blockers;
    }

    private Place place() {
        boolean below = !tasks.isEmpty() && random.nextInt(3) > 0;
        return new Place(any(List.copyOf(projects.keySet())), below ? any(List.copyOf(tasks.keySet())) : null);
    }

    private @Nullable When when() {
        LocalDate day = LocalDate.of(2020, 1, 1 + random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0, 1 -> new When.Day(day);
            case 2 -> new When.Moment(day.atTime(23, 30).toInstant(ZoneOffset.UTC));
            case 3 -> new When.Moment(FAR);
            default -> null;
        };
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
        switch (payload) {
            case ProjectEvent e -> {
                ProjectDecider decider = new ProjectDecider();
                projects.put(e.project(), decider.evolve(projects.getOrDefault(e.project(), decider.initial()), e));
            }
            case TaskEvent e -> {
                TaskDecider decider = new TaskDecider();
                tasks.put(e.task(), decider.evolve(tasks.getOrDefault(e.task(), decider.initial()), e));
                if (e instanceof TaskEvent.Created created) {
                    made.put(
                            e.task(),
                            new TaskEvent.Created(
                                    created.task(), created.key(), created.place(), created.details(), at));
                }
            }
            case ClaimEvent e -> {
                ClaimDecider decider = new ClaimDecider();
                claims.put(e.task(), decider.evolve(claims.getOrDefault(e.task(), decider.initial()), e));
            }
            default -> throw new IllegalArgumentException(String.valueOf(payload));
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
