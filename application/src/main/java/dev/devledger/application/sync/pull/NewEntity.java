package dev.devledger.application.sync.pull;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.PersonDirectory.StoredPerson;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.Projects;
import dev.devledger.application.sync.local.DesiredState.LedgerStatus;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.pull.LedgerEdits.ChecklistIds;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creates in the ledger an entity that only the service has so far. */
public final class NewEntity {
    private NewEntity() {}

    public static EntityRef project(Projects projects, ChangeSet changes, CanonicalContent content, ZoneId zone) {
        return project(projects, changes, content, zone, Collections.emptySortedMap(), ProjectBilling.NONE);
    }

    /**
     * Creates a project. {@code placements} are its existing places, by service name, as far as its placement does not
     * say them.
     */
    public static EntityRef project(
            Projects projects,
            ChangeSet changes,
            CanonicalContent content,
            ZoneId zone,
            SortedMap<String, Placement> placements,
            ProjectBilling billing) {
        ProjectDetails details = new ProjectDetails(
                content.title(),
                content.description(),
                content.priority(),
                content.tags(),
                "",
                schedule(content, zone),
                Placement.CARD,
                placements,
                billing);
        ProjectStatus status = LedgerStatus.ofProject(content.status());
        return EntityRef.project(projects.create(changes, details, status, null).value());
    }

    public static EntityRef task(
            Tasks tasks, AssigneeImport assigned, CanonicalContent content, Planned.Place place, ZoneId zone) {
        ChangeSet changes = assigned.changes();
        EntityRef parent = place.parent();
        TaskDetails details = new TaskDetails(
                content.title(),
                content.description(),
                content.priority(),
                content.tags(),
                schedule(content, zone),
                ChecklistIds.keep(List.of(), content.checklist()),
                content.stage(),
                content.estimateMinutes(),
                assigned.of(content.assignees()));
        TaskId task = tasks.create(
                changes,
                place.project().id().toString(),
                parent == null ? null : parent.id().toString(),
                details,
                null);
        switch (content.status()) {
            case OPEN, PLANNED, PAUSED, BLOCKED -> {}
            case COMPLETED -> finish(changes, task, TaskStatus.COMPLETED);
            case ABANDONED -> finish(changes, task, TaskStatus.ABANDONED);
        }
        return EntityRef.task(task.value());
    }

    /** Sends the task's status by its id: the read model does not show the task before the change set ends. */
    private static void finish(ChangeSet changes, TaskId task, TaskStatus status) {
        changes.send(new TaskCommand.ChangeStatus(task, status, null, null, changes.at()));
    }

    private static Schedule schedule(CanonicalContent content, ZoneId zone) {
        return new Schedule(
                content.startDate(), content.dueDate(), content.timeZone() == null ? zone : content.timeZone());
    }

    /**
     * The assignees of a task, whom a service names by address. An assignee without an address that the service knows
     * stays assigned, as the service cannot have removed them.
     *
     * @param names returns the service's name for the person with an address
     */
    public record AssigneeImport(People people, ChangeSet changes, UnaryOperator<String> names) {

        private static final SortedSet<String> NOBODY = Collections.emptySortedSet();

        SortedSet<PersonId> of(Collection<String> addresses) {
            SortedSet<PersonId> assigned = new TreeSet<>();
            addresses.forEach(each -> assigned.add(
                    people.ofAddress(changes, each, new NearestValues().title("name", names.apply(each), each))));
            return assigned;
        }

        public SortedSet<PersonId> after(List<TaskView.Assignee> now, Change<SortedSet<String>> change) {
            SortedSet<String> before = change.from();
            Set<String> wanted = new HashSet<>(Change.orElse(change, NOBODY));
            SortedSet<PersonId> assigned = new TreeSet<>();
            for (StoredPerson each : known(now)) {
                String address = each.email() == null ? "" : each.email().toLowerCase(Locale.ROOT);
                boolean shown = before == null ? !address.isEmpty() : before.contains(address);
                if (wanted.remove(address) || !shown) {
                    assigned.add(each.person());
                }
            }
            assigned.addAll(of(wanted));
            return assigned;
        }

        private List<StoredPerson> known(List<TaskView.Assignee> now) {
            List<String> keys = now.stream().map(TaskView.Assignee::key).toList();
            return keys.isEmpty()
                    ? List.of()
                    : people.directory().called(keys).values().stream()
                            .flatMap(List::stream)
                            .toList();
        }
    }

    /**
     * The customer and the service for which a project is billed, which a connected service names. Unknown names are
     * created.
     */
    public record BillingImport(BillingItems items, ChangeSet changes) {

        public Patch<ProjectDetails> after(CanonicalChanges said) {
            Patch<ProjectDetails> patch = Patch.none();
            if (said.customer() != null) {
                patch = patch.set(
                        ProjectDetails.CUSTOMER, customer(said.customer().to()));
            }
            return said.service() == null
                    ? patch
                    : patch.set(ProjectDetails.SERVICE, service(said.service().to()));
        }

        public ProjectBilling of(CanonicalContent content) {
            return new ProjectBilling(customer(content.customer()), service(content.service()), false);
        }

        private @Nullable CustomerId customer(@Nullable String name) {
            return name == null
                    ? null
                    : new CustomerId(
                            items.called(changes, BillingKind.CUSTOMER, name).value());
        }

        private @Nullable ServiceId service(@Nullable String name) {
            return name == null
                    ? null
                    : new ServiceId(
                            items.called(changes, BillingKind.SERVICE, name).value());
        }
    }
}
