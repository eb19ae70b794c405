package dev.devledger.bootstrap.system;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.Provenance.EventMetadata;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskDetails;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A ledger as it is after some years of work, the same for the same seed. The rules decide and the event store stores, as
 * in life; only the read model is left out, which a replay of {@code all} builds.
 */
final class LargeLedger {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final int BATCH = 1_000;
    private static final ReservedTags RESERVED = new ReservedTags(Set.of());

    /** So many events of one change set are what a sync brings at once. */
    private static final int PULLED = 50;

    record Size(int projects, int tasks, int events, int eventsOfTheBusiest) {}

    private record Home(ProjectId id, String name) {}

    private final Size size;
    private final Random random;
    private final Instant from;
    private final Duration step;
    private final ProjectDecider projectRules = new ProjectDecider();
    private final TaskDecider taskRules = new TaskDecider();
    private final List<Home> projects = new ArrayList<>();
    private final List<TaskId> tasks = new ArrayList<>();
    private final Map<ProjectId, Project> projectStates = new HashMap<>();
    private final Map<TaskId, Task> taskStates = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<DomainEventMessage<?>> batch = new ArrayList<>();

    private Instant now;
    private int made;
    private Provenance by = provenance("owner", "rest");
    private UUID changeSet = UUID.randomUUID();
    private int leftInChangeSet;

    /** Its events are spread evenly from {@code from} until {@code until}. */
    LargeLedger(Size size, long seed, Instant from, Instant until) {
        this.size = size;
        this.random = new Random(seed);
        this.from = from;
        this.now = from;
        this.step = Duration.between(from, until).dividedBy(size.events());
    }

    void write(Configuration axon, JdbcClient jdbc) {
        EventStorageEngine store = axon.getComponent(EventStorageEngine.class);
        TransactionManager transactions = axon.getComponent(TransactionManager.class);
        while (made < size.events()) {
            next();
            if (batch.size() >= BATCH || made >= size.events()) {
                List<DomainEventMessage<?>> events = List.copyOf(batch);
                transactions.executeInTransaction(() -> store.appendEvents(events));
                batch.clear();
            }
        }
        jdbc.sql("select setval('project_key', :projects), setval('task_key', :tasks)")
                .param("projects", projects.size())
                .param("tasks", tasks.size())
                .query()
                .listOfRows();
    }

    /** The task that most of all was done to. */
    TaskId busiest() {
        return tasks.getFirst();
    }

    /** One change, or the beginning of a project or task where one is due. */
    private void next() {
        now = from.plus(step.multipliedBy(made));
        someoneElse();
        if (projects.size() < size.projects()
                && (long) projects.size() * size.events() <= 2L * made * size.projects()) {
            createProject();
        } else if (tasks.size() < size.tasks() && (long) tasks.size() * size.events() <= 1.1 * made * size.tasks()) {
            createTask();
        } else {
            change();
        }
    }

    private void change() {
        double dice = random.nextDouble();
        if (dice < (double) size.eventsOfTheBusiest() / size.events()) {
            editTask(busiest());
        } else if (dice < 0.75) {
            editTask(anyTask());
        } else if (dice < 0.89) {
            finishOrReopen(anyTask());
        } else if (dice < 0.92) {
            move(anyTask());
        } else if (dice < 0.93) {
            deleteOrRestore(anyTask());
        } else if (dice < 0.97) {
            project(new ProjectCommand.AddNote(anyProject(), uuid(), "Noted " + words(12), null, now));
        } else if (dice < 0.99) {
            editProject(anyProject());
        } else {
            project(new ProjectCommand.ChangeStatus(
                    anyProject(), any(ProjectStatus.values()), "Because of " + words(3), null, now));
        }
    }

    private void createProject() {
        ProjectId id = new ProjectId(uuid());
        String name = "Project " + words(2);
        projects.add(new Home(id, name));
        ProjectDetails details = new ProjectDetails(
                name,
                words(30),
                Priority.MEDIUM,
                new TreeSet<>(),
                "https://git.example/" + projects.size(),
                Schedule.none(ZONE),
                Placement.NONE);
        project(new ProjectCommand.Create(
                id, new ProjectKey(projects.size()), details, ProjectStatus.ACTIVE, null, RESERVED, now));
    }

    private void createTask() {
        TaskId id = new TaskId(uuid());
        tasks.add(id);
        TaskDetails details = new TaskDetails(
                "Task " + words(5), words(20), any(Priority.values()), tags(), Schedule.none(ZONE), List.of());
        task(new TaskCommand.Create(
                id, new TaskKey(tasks.size()), new Destination(anyProject(), false, null), details, now));
    }

    private void editTask(TaskId id) {
        task(
                switch (random.nextInt(4)) {
                    case 0 -> edit(id, new SetTo<>("Task " + words(5)), null, null, null);
                    case 1 -> edit(id, null, new SetTo<>(words(20)), null, null);
                    case 2 -> edit(id, null, null, new SetTo<>(tags()), null);
                    default ->
                        edit(
                                id,
                                null,
                                null,
                                null,
                                new SetTo<>(new When.Day(
                                        LocalDate.ofInstant(now, ZONE).plusDays(random.nextInt(60)))));
                });
    }

    private TaskCommand edit(
            TaskId id, SetTo<String> title, SetTo<String> description, SetTo<SortedSet<String>> tags, SetTo<When> due) {
        return new TaskCommand.Edit(
                id,
                Patch.<TaskDetails>none()
                        .with(TaskDetails.TITLE, title)
                        .with(TaskDetails.DESCRIPTION, description)
                        .with(TaskDetails.TAGS, tags)
                        .with(TaskDetails.DUE_DATE, due),
                null,
                now);
    }

    private void editProject(ProjectId id) {
        ProjectEdit edit = new ProjectEdit(
                Patch.of(ProjectDetails.DESCRIPTION, words(30)).set(ProjectDetails.PRIORITY, any(Priority.values())));
        project(new ProjectCommand.Edit(id, edit, RESERVED, null, now));
    }

    private void finishOrReopen(TaskId id) {
        task(new TaskCommand.ChangeStatus(id, any(TaskStatus.values()), null, null, now));
    }

    private void move(TaskId id) {
        task(new TaskCommand.Move(id, new Destination(anyProject(), false, null), 1, null, now));
    }

    private void deleteOrRestore(TaskId id) {
        task(
                taskStates.get(id) instanceof Task.Deleted deleted
                        ? new TaskCommand.Restore(
                                id, new Destination(deleted.last().place().project(), false, null), 1, null, now)
                        : new TaskCommand.Delete(id, null, null, now));
    }

    private void project(ProjectCommand command) {
        Project state = projectStates.getOrDefault(command.project(), projectRules.initial());
        projectRules.decide(command, state).forEach(event -> {
            projectStates.merge(command.project(), projectRules.evolve(state, event), (was, is) -> is);
            store("ProjectAggregate", command.address(), event);
        });
    }

    /** What is deleted is let rest, unless the command brings it back. */
    private void task(TaskCommand command) {
        Task state = taskStates.getOrDefault(command.task(), taskRules.initial());
        if (state instanceof Task.Deleted && !(command instanceof TaskCommand.Restore)) {
            return;
        }
        taskRules.decide(command, state).forEach(event -> {
            taskStates.put(command.task(), taskRules.evolve(state, event));
            store("TaskAggregate", command.address(), event);
        });
    }

    private void store(String type, String stream, Object event) {
        long version = versions.merge(stream, 1L, Long::sum) - 1;
        batch.add(new GenericDomainEventMessage<>(
                type, stream, version, event, EventMetadata.of(by, changeSet), uuid().toString(), now));
        made++;
        leftInChangeSet--;
    }

    private void someoneElse() {
        if (leftInChangeSet > 0) {
            return;
        }
        changeSet = uuid();
        boolean pulled = random.nextInt(500) == 0;
        leftInChangeSet = pulled ? PULLED : 1;
        by = pulled
                ? provenance("ticktick", "ticktick")
                : random.nextInt(3) == 0
                        ? provenance("owner", "rest")
                        : provenance("agent-" + random.nextInt(5), "mcp");
    }

    private static Provenance provenance(String actor, String channel) {
        return new Provenance(actor, channel, null, null, "made", "made", null);
    }

    private TaskId anyTask() {
        return tasks.get(random.nextInt(tasks.size()));
    }

    private ProjectId anyProject() {
        return projects.get(random.nextInt(projects.size())).id();
    }

    private SortedSet<String> tags() {
        SortedSet<String> tags = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add("tag" + random.nextInt(40));
        }
        return tags;
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private UUID uuid() {
        return UUID.nameUUIDFromBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array());
    }

    private static final List<String> WORDS = List.of(
            "release", "parser", "login", "index", "cache", "report", "schema", "upload", "search", "timer", "queue",
            "draft", "review", "token", "backup", "export", "sync", "layout", "button", "metric", "latency", "bug");
}
