package dev.devledger.application.confined;

import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.project.Projects;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.EntrySplitMerge;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

public record ConfinedTime(TimeEntryQueries all) implements TimeEntryQueries {
    @Override
    public Optional<TimeEntryView> find(String idOrKey) {
        return shown(all.find(idOrKey));
    }

    @Override
    public List<TimeEntryView> findAll(Collection<UUID> ids) {
        return shown(all.findAll(ids));
    }

    @Override
    public Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page) {
        Page<TimeEntryView> found = all.list(own(filter), page);
        return new Page<>(shown(found.items()), found.nextCursor());
    }

    @Override
    public void export(TimeEntryFilter filter, Consumer<Named> each) {
        all.export(
                own(filter),
                Confinement.current().isNone() ? each : named -> each.accept(named.of(warned(named.entry()))));
    }

    @Override
    public Optional<TimeEntryView> running(Timer.Worker worker) {
        return shown(all.running(worker));
    }

    @Override
    public List<Named> allRunning() {
        return Confinement.current().isNone()
                ? all.allRunning()
                : all.allRunning().stream()
                        .filter(named -> isOwn(named.entry()))
                        .map(named -> named.of(warned(named.entry())))
                        .toList();
    }

    /** Refuses a read of all time of a person, which is not limited to one project. */
    @Override
    public List<LoggedEntry> logged(PersonId person, Instant from, Instant to) {
        if (!Confinement.current().isNone()) {
            throw AccessRefused.heldToProject("all time of a person");
        }
        return all.logged(person, from, to);
    }

    @Override
    public TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter) {
        return all.summary(grouping, own(filter));
    }

    @Override
    public TimeEntryQueries asOf(LedgerMoment moment) {
        return new ConfinedTime(all.asOf(moment));
    }

    private static TimeEntryFilter own(TimeEntryFilter filter) {
        UUID own = Confinement.currentProject();
        if (own == null) {
            return filter;
        }
        String asked = filter.project();
        if (asked != null && !asked.equals(own.toString())) {
            throw Projects.unknown(asked);
        }
        return filter.with(to -> to.project = own.toString());
    }

    private Optional<TimeEntryView> shown(Optional<TimeEntryView> found) {
        return shown(found.stream().toList()).stream().findFirst();
    }

    private List<TimeEntryView> shown(List<TimeEntryView> found) {
        return Confinement.current().isNone()
                ? found
                : found.stream().filter(ConfinedTime::isOwn).map(this::warned).toList();
    }

    private static boolean isOwn(TimeEntryView entry) {
        return Confinement.has(entry.projectId());
    }

    /** Removes warnings of an overlap with time of other projects. */
    private TimeEntryView warned(TimeEntryView entry) {
        return entry.withWarnings(entry.warnings().stream()
                .map(this::warned)
                .filter(Objects::nonNull)
                .toList());
    }

    private TimeEntryView.@Nullable Warning warned(TimeEntryView.Warning warning) {
        if (warning.entries().isEmpty()) {
            return warning;
        }
        List<String> own = warning.entries().stream()
                .filter(key -> all.find(key).filter(ConfinedTime::isOwn).isPresent())
                .toList();
        return own.isEmpty() ? null : new TimeEntryView.Warning(warning.code(), own);
    }

    /**
     * The time entries of the project: entries of other projects are not found. A person's timers in other projects
     * still count: a caller that starts a timer then learns that another one is running, but not which.
     *
     * @param tree confined to the project too
     */
    public record ConfinedEntries(TimeEntryDirectory all, TaskTree tree) implements TimeEntryDirectory {
        @Override
        public void lock(Collection<PersonId> people) {
            all.lock(people);
        }

        @Override
        public Optional<StoredEntry> find(String idOrKey) {
            return all.find(idOrKey).filter(this::isOwn);
        }

        @Override
        public Map<String, StoredEntry> findAll(Collection<String> idsOrKeys) {
            Map<String, StoredEntry> found = all.findAll(idsOrKeys);
            return Confinement.current().isNone()
                    ? found
                    : found.entrySet().stream()
                            .filter(each -> isOwn(each.getValue()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public List<StoredEntry> started(Collection<PersonId> people, Instant from, Instant to) {
            return all.started(people, from, to).stream().filter(this::isOwn).toList();
        }

        /** Returns the worker's timers without those on other projects, which the caller cannot stop. */
        @Override
        public Timer timer(Timer.Worker worker) {
            Timer timer = all.timer(worker);
            if (Confinement.current().isNone()) {
                return timer;
            }
            List<Timer.Running> own = timer.running().stream()
                    .filter(each -> find(each.entry().toString()).isPresent())
                    .toList();
            if (!own.isEmpty() && own.size() < timer.running().size()) {
                throw AccessRefused.heldToProject("a timer beside another one of the same person that is elsewhere");
            }
            return new Timer(own);
        }

        @Override
        public List<TimeEntryKey> overlapping(EntrySplitMerge.ReadEntry entry, Instant now) {
            List<TimeEntryKey> found = all.overlapping(entry, now);
            List<TimeEntryKey> own = found.stream()
                    .filter(each -> Confinement.current().isNone()
                            || find(each.toString()).isPresent())
                    .toList();
            if (own.isEmpty() && !found.isEmpty()) {
                throw AccessRefused.heldToProject("time at which the same person did something elsewhere");
            }
            return own;
        }

        @Override
        public TimeEntryKey nextKey() {
            return all.nextKey();
        }

        @Override
        public List<TimeEntryKey> nextKeys(int count) {
            return all.nextKeys(count);
        }

        private boolean isOwn(StoredEntry known) {
            return isOwn(known.seen().details(), tree);
        }

        static boolean isOwn(TimeEntryDetails details, TaskTree tree) {
            if (Confinement.current().isNone()) {
                return true;
            }
            TaskId task = details.task();
            ProjectId project = details.project();
            return task == null
                    ? project != null && Confinement.has(project.value())
                    : tree.find(task.toString())
                            .filter(node -> Confinement.has(node.project().value()))
                            .isPresent();
        }
    }
}
