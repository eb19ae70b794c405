package dev.devledger.adapters.sandbox.trackingtime.app;

import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter.Page;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter.SubjectFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Ana's entries and tasks, in the form for the pages. */
public record Entries(TimeEntryTable table, Tasks tasks, People people, SandboxClock clock) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final long MOST = 500;

    Instant now() {
        return clock.instant();
    }

    /** A task with its project. */
    record Choice(long id, String project, String name) {
        String label() {
            return project.isEmpty() ? name : project + " – " + name;
        }
    }

    /** @param seconds the time between start and end, or until now if the entry runs */
    record Row(TimeEntry event, String start, String end, String task, String project, long seconds) {
        String path() {
            return PagePaths.PAGE + "/entries/" + event.id();
        }

        String notes() {
            return event.text("notes");
        }

        String lasted() {
            return hours(seconds);
        }

        boolean isFor(Choice choice) {
            return Long.valueOf(choice.id()).equals(event.of().task());
        }

        /** Returns the stated duration if it differs from the time between start and end; else an empty text. */
        String stated() {
            return event.runs() || event.seconds() == seconds ? "" : hours(event.seconds());
        }

        String what() {
            return task.isEmpty() ? project.isEmpty() ? "Nothing in particular" : project : task;
        }
    }

    static String hours(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 3600, seconds / 60 % 60);
    }

    List<Choice> choices() {
        Map<Long, StoredObject> projects = projects();
        return tasks.all(People.SANDBOX, "ACTIVE", Optional.empty()).stream()
                .map(task -> new Choice(task.id(), name(projects, task.parent()), task.name()))
                .toList();
    }

    private Map<Long, StoredObject> projects() {
        return people.things().of(Projects.KIND, People.SANDBOX).stream()
                .collect(Collectors.toMap(StoredObject::id, Function.identity()));
    }

    private static String name(Map<Long, StoredObject> things, long id) {
        StoredObject found = things.get(id);
        return found == null ? "" : found.name();
    }

    /** Finds the entries of the days, both inclusive. */
    List<Row> of(LocalDate from, LocalDate to) {
        EntryFilter window =
                EntryFilter.of(People.SANDBOX, new SubjectFilter("user_id", List.of(People.ANA)), from, to);
        return table.list(window, people.zone(People.SANDBOX), new Page(0, MOST, false)).stream()
                .map(this::row)
                .toList();
    }

    Row row(TimeEntry event) {
        Long task = event.of().task();
        Long project = event.of().project();
        long seconds = event.runs()
                ? Math.max(
                        0,
                        Duration.between(event.span().started().instant(), now())
                                .toSeconds())
                : event.span().seconds();
        return new Row(
                event,
                TIME.format(event.span().start()),
                event.span().end() == null ? "" : TIME.format(event.span().end()),
                task == null
                        ? ""
                        : people.things()
                                .find(Tasks.KIND, task)
                                .map(StoredObject::name)
                                .orElse(""),
                project == null
                        ? ""
                        : people.things()
                                .find(Projects.KIND, project)
                                .map(StoredObject::name)
                                .orElse(""),
                seconds);
    }
}
