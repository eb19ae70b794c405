package dev.devledger.domain.history;

import dev.devledger.domain.billing.BillingDetails;
import dev.devledger.domain.billing.BillingEvent;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.person.PersonEvent;
import dev.devledger.domain.project.ProjectChanges;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new entity begins with; fields that are not set are not told. */
final class CreatedFields {
    private CreatedFields() {}

    static List<FieldChange> of(ProjectEvent.Created event) {
        ProjectDetails details = event.details();
        List<FieldChange> set = new ArrayList<>();
        set(set, "name", details.name());
        set(set, "description", details.description());
        set(set, "status", event.status());
        set(set, "statusReason", event.statusReason());
        set(set, "priority", details.priority());
        set(set, "tags", details.tags());
        set(set, "repositoryUrl", details.repositoryUrl());
        schedule(set, details.schedule());
        set(set, "placement", details.placement());
        details.placements().forEach((service, place) -> set(set, ProjectChanges.PLACEMENT_IN + service, place));
        set(set, "customer", details.billing().customer());
        set(set, "service", details.billing().service());
        set(set, "billable", details.billing().billable());
        return List.copyOf(set);
    }

    static List<FieldChange> of(TaskEvent.Created event) {
        TaskDetails details = event.details();
        List<FieldChange> set = new ArrayList<>();
        set(set, "title", details.title());
        set(set, "description", details.description());
        set(set, "projectId", event.place().project());
        set(set, "parentId", event.place().parent());
        set(set, "priority", details.priority());
        set(set, "tags", details.tags());
        schedule(set, details.schedule());
        set(set, "checklist", details.checklist());
        set(set, "stage", details.stage());
        set(set, "estimateMinutes", details.estimateMinutes());
        set(set, "assignees", details.assignees());
        set(set, "blockedBy", details.dependencies().blockedBy());
        set(set, "related", details.dependencies().related());
        set(set, "discoveredFrom", details.dependencies().discoveredFrom());
        return List.copyOf(set);
    }

    static List<FieldChange> of(PersonEvent.Created event) {
        PersonDetails details = event.details();
        List<FieldChange> set = new ArrayList<>();
        set(set, "name", details.name());
        set(set, "email", details.email());
        set(set, "archived", details.archived());
        return List.copyOf(set);
    }

    static List<FieldChange> of(BillingEvent.Created event) {
        BillingDetails details = event.details();
        List<FieldChange> set = new ArrayList<>();
        set(set, "name", details.name());
        set(set, "notes", details.notes());
        set(set, "archived", details.archived());
        return List.copyOf(set);
    }

    /** The zone too where there are no dates yet: those that come later are of it, and do not tell it again. */
    private static void schedule(List<FieldChange> into, Schedule schedule) {
        set(into, "startDate", schedule.startDate());
        set(into, "dueDate", schedule.dueDate());
        set(into, "timeZone", schedule.timeZone());
    }

    private static void set(List<FieldChange> into, String field, @Nullable Object value) {
        boolean unset = value == null
                || value == Priority.NONE
                || value.equals("")
                || value.equals(false)
                || (value instanceof Collection<?> collection && collection.isEmpty());
        if (!unset) {
            into.add(new FieldChange(field, null, value));
        }
    }
}
