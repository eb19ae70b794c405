package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.local.DesiredState.LedgerStatus;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalChanges.Zones;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Edits that make the ledger hold given values, which are in the vocabulary of both sides. If a value has the same
 * meaning as the ledger's, the ledger keeps its own form (docs/sync-design.md, section 4, row F12): the case of a tag,
 * the id of a checklist item, a lone date as the start.
 *
 * <p>Only the {@code to} of the changes counts. The changes of a card are in the ledger's words. The parent is a remote
 * id, so moves are not among these edits. A value that the ledger does not allow, such as an empty title, is refused
 * where the edit is sent.
 */
public final class LedgerEdits {
    private static final Set<Field> NO_DETAILS = EnumSet.of(Field.STATUS, Field.PARENT, Field.BLOCKED_BY);

    /** The edits of a project; {@code edit} and {@code status} are null if they change nothing. */
    public record ProjectEdits(
            UUID project,
            @Nullable ProjectEdit edit,
            @Nullable ProjectStatus status) {
        public void send(ChangeSet changes, Projects projects, @Nullable Long expectedVersion) {
            if (edit != null) {
                projects.edit(changes, project.toString(), edit, expectedVersion);
            }
            if (status != null) {
                projects.changeStatus(changes, project.toString(), status, null, edit == null ? expectedVersion : null);
            }
        }
    }

    /** The edits of a task; {@code edit} and {@code status} are null if they change nothing. */
    public record TaskEdits(
            UUID task,
            @Nullable Patch<TaskDetails> edit,
            @Nullable TaskStatus status) {
        public void send(ChangeSet changes, Tasks tasks, @Nullable Long expectedVersion) {
            if (edit != null) {
                tasks.edit(changes, task.toString(), edit, expectedVersion);
            }
            if (status != null) {
                tasks.changeStatus(changes, task.toString(), status, null, edit == null ? expectedVersion : null);
            }
        }
    }

    private LedgerEdits() {}

    public static ProjectEdits of(ProjectView now, CanonicalChanges changes) {
        ProjectEdit edit = null;
        if (changesDetails(changes)) {
            LedgerDates dates = LedgerDates.ofSpan(
                    now.schedule().startDate(),
                    now.schedule().dueDate(),
                    now.schedule().timeZone(),
                    changes.dates());
            edit = new ProjectEdit(Patch.<ProjectDetails>none()
                    .with(ProjectDetails.NAME, to(changes.title()))
                    .with(ProjectDetails.DESCRIPTION, to(changes.description()))
                    .with(ProjectDetails.PRIORITY, to(changes.priority()))
                    .with(ProjectDetails.TAGS, tags(now.tags(), changes.tags()))
                    .with(ProjectDetails.START_DATE, dates.start())
                    .with(ProjectDetails.DUE_DATE, dates.due())
                    .with(ProjectDetails.TIME_ZONE, dates.zone()));
        }
        return new ProjectEdits(now.id(), edit, status(changes, LedgerStatus::ofProject));
    }

    /**
     * @param starts the meaning of a start date in the service
     * @param assigned returns the assignees after a change, from the present ones
     */
    public static TaskEdits of(
            TaskView now,
            CanonicalChanges changes,
            ContentTranslator.StartDateSupport starts,
            BiFunction<List<TaskView.Assignee>, Change<SortedSet<String>>, SortedSet<PersonId>> assigned) {
        Patch<TaskDetails> edit = null;
        if (changesDetails(changes)) {
            LedgerDates dates = LedgerDates.of(
                    starts,
                    now.schedule().startDate(),
                    now.schedule().dueDate(),
                    now.schedule().timeZone(),
                    changes.dates());
            edit = Patch.<TaskDetails>none()
                    .with(TaskDetails.TITLE, to(changes.title()))
                    .with(TaskDetails.DESCRIPTION, to(changes.description()))
                    .with(TaskDetails.PRIORITY, to(changes.priority()))
                    .with(TaskDetails.TAGS, tags(now.tags(), changes.tags()))
                    .with(TaskDetails.START_DATE, dates.start())
                    .with(TaskDetails.DUE_DATE, dates.due())
                    .with(TaskDetails.TIME_ZONE, dates.zone())
                    .with(TaskDetails.CHECKLIST, checklist(now.details().checklist(), changes.checklist()))
                    .with(TaskDetails.STAGE, to(changes.stage()))
                    .with(TaskDetails.ESTIMATE_MINUTES, to(changes.estimateMinutes()))
                    .with(
                            TaskDetails.ASSIGNEES,
                            changes.assignees() == null
                                    ? null
                                    : new SetTo<>(assigned.apply(now.assignees(), changes.assignees())));
        }
        return new TaskEdits(now.id(), edit, status(changes, LedgerStatus::ofTask));
    }

    /** Returns the edits of a project that is a remote list: a list has only some of the fields, and a single date. */
    public static ProjectEdits ofList(ProjectView now, CanonicalChanges changes, Patch<ProjectDetails> billed) {
        LedgerDates dates =
                LedgerDates.ofDue(now.schedule().startDate(), now.schedule().timeZone(), changes.dates());
        ProjectEdit edit = new ProjectEdit(Patch.<ProjectDetails>none()
                .with(ProjectDetails.NAME, to(changes.title()))
                .with(ProjectDetails.DESCRIPTION, to(changes.description()))
                .with(ProjectDetails.PRIORITY, to(changes.priority()))
                .with(ProjectDetails.START_DATE, dates.start())
                .with(ProjectDetails.DUE_DATE, dates.due())
                .with(ProjectDetails.TIME_ZONE, dates.zone())
                .and(billed));
        return new ProjectEdits(
                now.id(), changesDetails(changes) ? edit : null, status(changes, LedgerStatus::ofProject));
    }

    private static <T> @Nullable T status(CanonicalChanges changes, Function<RemoteStatus, T> ours) {
        return changes.status() == null ? null : ours.apply(Change.orElse(changes.status(), RemoteStatus.OPEN));
    }

    private static boolean changesDetails(CanonicalChanges changes) {
        return !NO_DETAILS.containsAll(changes.fields());
    }

    private static <T> @Nullable SetTo<T> to(@Nullable Change<T> change) {
        return change == null ? null : new SetTo<>(change.to());
    }

    private static @Nullable SetTo<SortedSet<String>> tags(
            List<String> now, @Nullable Change<SortedSet<String>> change) {
        if (change == null) {
            return null;
        }
        SortedSet<String> wanted = new TreeSet<>(Change.orElse(change, new TreeSet<>()));
        List<String> tags = new ArrayList<>(now);
        tags.removeIf(tag -> !wanted.remove(tag.toLowerCase(Locale.ROOT)));
        tags.addAll(wanted);
        return new SetTo<>(new TreeSet<>(tags));
    }

    private static @Nullable SetTo<List<ChecklistItem>> checklist(
            List<ChecklistItem> now, @Nullable Change<List<CanonicalContent.ChecklistEntry>> change) {
        return change == null ? null : new SetTo<>(ChecklistIds.keep(now, Change.orElse(change, List.of())));
    }

    /**
     * The dates of both sides as edits of the ledger. In the ledger a single date may be the start, the due date, or
     * both; a service that does not distinguish these has only a due date. In the ledger, a single date keeps its form.
     */
    record LedgerDates(
            @Nullable SetTo<When> start,
            @Nullable SetTo<When> due,
            @Nullable SetTo<ZoneId> zone) {
        private static final Dates NONE = new Dates(null, null, null);
        private static final LedgerDates AS_THEY_ARE = new LedgerDates(null, null, null);

        /** Returns the dates for a service with these start dates. */
        static LedgerDates of(
                ContentTranslator.StartDateSupport starts,
                @Nullable When start,
                @Nullable When due,
                ZoneId now,
                @Nullable Change<Dates> change) {
            return switch (starts) {
                case NONE -> due == null ? ofSpan(start, null, now, change) : ofDue(start, now, change);
                case OF_SPANS -> ofSpan(start, due, now, change);
                case OWN -> asShownRemotely(now, change);
            };
        }

        private static LedgerDates asShownRemotely(ZoneId now, @Nullable Change<Dates> change) {
            if (change == null) {
                return AS_THEY_ARE;
            }
            Dates to = change.to() == null ? NONE : change.to();
            return new LedgerDates(new SetTo<>(to.startDate()), new SetTo<>(to.dueDate()), zone(now, to));
        }

        /**
         * Returns the dates for a service without start dates. The ledger's start stays, in the form of the due date:
         * both are days, or both are moments.
         */
        static LedgerDates ofDue(@Nullable When start, ZoneId now, @Nullable Change<Dates> change) {
            if (change == null) {
                return AS_THEY_ARE;
            }
            Dates to = change.to() == null ? NONE : change.to();
            When due = to.dueDate();
            SetTo<ZoneId> moved = zone(now, to);
            ZoneId zone = moved == null || moved.value() == null ? now : moved.value();
            SetTo<When> kept =
                    switch (start) {
                        case When.Day(var day)
                        when due instanceof When.Moment ->
                            new SetTo<>(new When.Moment(day.atStartOfDay(zone).toInstant()));
                        case When.Moment(var at)
                        when due instanceof When.Day ->
                            new SetTo<>(new When.Day(at.atZone(zone).toLocalDate()));
                        case null, default -> null;
                    };
            return new LedgerDates(kept, new SetTo<>(due), moved);
        }

        private static @Nullable SetTo<ZoneId> zone(ZoneId now, Dates to) {
            return to.timeZone() == null || Zones.areSame(now, to.timeZone()) ? null : new SetTo<>(to.timeZone());
        }

        /** Returns the dates for a service whose starts begin spans. Keeps the ledger's name of the time zone. */
        static LedgerDates ofSpan(
                @Nullable When start, @Nullable When due, ZoneId now, @Nullable Change<Dates> change) {
            if (change == null) {
                return AS_THEY_ARE;
            }
            Dates to = change.to() == null ? NONE : change.to();
            SetTo<ZoneId> zone = zone(now, to);
            if (to.startDate() != null || to.dueDate() == null || start == null) {
                return new LedgerDates(new SetTo<>(to.startDate()), new SetTo<>(to.dueDate()), zone);
            }
            SetTo<When> alone = new SetTo<>(to.dueDate());
            if (due == null) {
                return new LedgerDates(alone, null, zone);
            }
            return start.equals(due)
                    ? new LedgerDates(alone, alone, zone)
                    : new LedgerDates(new SetTo<>(null), alone, zone);
        }
    }

    /** Matches items with the ledger's checklist: by id, else by title and place, by title, or by place. */
    static final class ChecklistIds {
        private final List<ChecklistItem> now;
        private final List<CanonicalContent.ChecklistEntry> wanted;
        private final @Nullable UUID[] ids;
        private final boolean[] used;

        private ChecklistIds(List<ChecklistItem> now, List<CanonicalContent.ChecklistEntry> wanted) {
            this.now = now;
            this.wanted = wanted;
            this.ids = new UUID[wanted.size()];
            this.used = new boolean[now.size()];
        }

        /** Returns the wanted items; an existing item keeps its id, and a new one gets a new id. */
        static List<ChecklistItem> keep(List<ChecklistItem> now, List<CanonicalContent.ChecklistEntry> wanted) {
            return new ChecklistIds(now, wanted).keep();
        }

        private List<ChecklistItem> keep() {
            for (int i = 0; i < wanted.size(); i++) {
                byId(i);
            }
            for (int i = 0; i < wanted.size(); i++) {
                int place = i;
                match(i, item -> item == place && sameTitle(item, place));
            }
            for (int i = 0; i < wanted.size(); i++) {
                int place = i;
                match(i, item -> sameTitle(item, place));
            }
            for (int i = 0; i < wanted.size(); i++) {
                int place = i;
                match(i, item -> item == place);
            }
            List<ChecklistItem> items = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                UUID id = ids[i];
                items.add(new ChecklistItem(
                        id == null ? UUID.randomUUID() : id,
                        wanted.get(i).title(),
                        wanted.get(i).done()));
            }
            return List.copyOf(items);
        }

        /** Keeps the id of an item even if the ledger does not have this item yet. */
        private void byId(int place) {
            UUID id = wanted.get(place).ledgerId();
            if (id == null || Arrays.asList(ids).contains(id)) {
                return;
            }
            match(place, item -> now.get(item).id().equals(id));
            ids[place] = id;
        }

        private boolean sameTitle(int item, int place) {
            return now.get(item).title().equals(wanted.get(place).title());
        }

        private void match(int place, IntPredicate is) {
            if (ids[place] != null) {
                return;
            }
            for (int item = 0; item < used.length; item++) {
                if (!used[item] && is.test(item)) {
                    used[item] = true;
                    ids[place] = now.get(item).id();
                    return;
                }
            }
        }
    }
}
