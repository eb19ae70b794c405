package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.Projects;
import dev.devledger.application.sync.local.LedgerStatus;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectBilling;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Makes in the ledger what so far only the remote has. */
public final class NewEntity {
    private NewEntity() {}

    public static EntityRef project(Projects projects, ChangeSet changes, Canonical content, ZoneId zone) {
        return project(projects, changes, content, zone, Collections.emptySortedMap(), ProjectBilling.NONE);
    }

    /** {@code placements} is where it is already, by the names of services, where it is not said by its placement. */
    public static EntityRef project(
            Projects projects,
            ChangeSet changes,
            Canonical content,
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

    public static EntityRef task(Tasks tasks, Assigned assigned, Canonical content, Planned.Place place, ZoneId zone) {
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

    /** By its own id: the read model does not know of it before the end of this change set. */
    private static void finish(ChangeSet changes, TaskId task, TaskStatus status) {
        changes.send(new TaskCommand.ChangeStatus(task, status, null, null, changes.at()));
    }

    private static Schedule schedule(Canonical content, ZoneId zone) {
        return new Schedule(
                content.startDate(), content.dueDate(), content.timeZone() == null ? zone : content.timeZone());
    }
}
