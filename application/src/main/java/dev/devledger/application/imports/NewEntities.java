package dev.devledger.application.imports;

import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Destination;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import dev.devledger.domain.task.TaskStatus;
import dev.devledger.domain.time.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntryDecider;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.TimeEntryKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.UUID;
import java.util.stream.LongStream;

/** Makes the events of new projects and tasks by the rules of every write, and hands them on. */
record NewEntities(Taker taker, ImportRules rules, Keys keys, Iterator<UUID> noteIds, Instant at) {
    private static final ProjectDecider PROJECTS = new ProjectDecider();
    private static final TaskDecider TASKS = new TaskDecider();
    private static final TimeEntryDecider ENTRIES = new TimeEntryDecider();

    /** Takes the events of what is new, all of a stream in one go. */
    interface Taker {
        void project(ProjectId project, List<ProjectEvent> events);

        void task(TaskId task, List<TaskEvent> events);

        void entry(TimeEntryId entry, List<TimeEntryEvent> events);
    }

    /** The numbers of the keys of what is new. */
    record Keys(PrimitiveIterator.OfLong projects, PrimitiveIterator.OfLong tasks, PrimitiveIterator.OfLong entries) {
        static Keys none() {
            PrimitiveIterator.OfLong none = LongStream.generate(() -> 0).iterator();
            return new Keys(none, none, none);
        }
    }

    void create(ProjectId project, ProjectDetails details, ProjectStatus status) {
        ProjectKey key = new ProjectKey(keys.projects().nextLong());
        taker.project(
                project,
                PROJECTS.decide(
                        new ProjectCommand.Create(
                                project, key, rules.placing().ofNew(details), status, null, rules.reserved(), at),
                        PROJECTS.initial()));
    }

    void create(TaskId task, ImportRow.NewTask row, Destination to, Dependencies dependencies) {
        TaskKey key = new TaskKey(keys.tasks().nextLong());
        TaskDetails details = row.details().with(dependencies);
        List<TaskCommand> commands = new ArrayList<>(List.of(new TaskCommand.Create(task, key, to, details, at)));
        for (String note : row.further().notes()) {
            commands.add(new TaskCommand.AddNote(task, noteIds.next(), note, null, at));
        }
        if (row.status() != TaskStatus.OPEN) {
            Instant since = row.since() == null ? at : row.since();
            commands.add(new TaskCommand.ChangeStatus(task, row.status(), null, null, since));
        }
        taker.task(task, decide(commands));
    }

    /** As it is: a timer and a service may have stored it so elsewhere, and nobody works that time again. */
    void create(TimeEntryId entry, TimeEntryDetails details) {
        TimeEntryKey key = new TimeEntryKey(keys.entries().nextLong());
        taker.entry(
                entry, ENTRIES.decide(new TimeEntryCommand.Create(entry, key, details, true, at), ENTRIES.initial()));
    }

    private static List<TaskEvent> decide(List<TaskCommand> commands) {
        List<TaskEvent> events = new ArrayList<>();
        Task state = TASKS.initial();
        for (TaskCommand command : commands) {
            for (TaskEvent event : TASKS.decide(command, state)) {
                state = TASKS.evolve(state, event);
                events.add(event);
            }
        }
        return events;
    }
}
