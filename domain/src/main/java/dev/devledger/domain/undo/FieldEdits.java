package dev.devledger.domain.undo;

import dev.devledger.domain.billing.BillingEdit;
import dev.devledger.domain.billing.CustomerId;
import dev.devledger.domain.billing.ServiceId;
import dev.devledger.domain.person.PersonEdit;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.PlacementsEdit;
import dev.devledger.domain.project.ProjectBilling;
import dev.devledger.domain.project.ProjectChanges;
import dev.devledger.domain.project.ProjectEdit;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskEdit;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntryEdit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of fields as an edit that sets them. A field's type is that of the change which gave it the value. */
record FieldEdits(Map<String, @Nullable Object> values) {
    private static final Set<String> EDITED = Set.of(
            "name",
            "email",
            "archived",
            "title",
            "description",
            "priority",
            "tags",
            "repositoryUrl",
            Fields.START_DATE,
            Fields.DUE_DATE,
            "timeZone",
            "placement",
            "customer",
            "service",
            "billable",
            "notes",
            "person",
            "task",
            "project",
            "start",
            "end",
            "note",
            "billed",
            "checklist",
            "stage",
            "estimateMinutes",
            "assignees",
            "blockedBy",
            "related",
            "discoveredFrom");

    boolean isEmpty() {
        return values.keySet().stream().noneMatch(each -> EDITED.contains(each) || isPlacementIn(each));
    }

    private static boolean isPlacementIn(String field) {
        return field.startsWith(ProjectChanges.PLACEMENT_IN);
    }

    private @Nullable PlacementsEdit placements() {
        SortedMap<String, SetTo<Placement>> said = new TreeMap<>();
        values.keySet().stream()
                .filter(FieldEdits::isPlacementIn)
                .forEach(
                        field -> said.put(field.substring(ProjectChanges.PLACEMENT_IN.length()), new SetTo<>((Placement)
                                values.get(field))));
        return said.isEmpty() ? null : new PlacementsEdit(said, Collections.emptySortedMap());
    }

    ProjectEdit project() {
        return new ProjectEdit(
                this.<String>wish("name"),
                this.<String>wish("description"),
                this.<Priority>wish("priority"),
                this.<SortedSet<String>>wish("tags"),
                this.<String>wish("repositoryUrl"),
                this.<When>wish(Fields.START_DATE),
                this.<When>wish(Fields.DUE_DATE),
                this.<ZoneId>wish("timeZone"),
                this.<Placement>wish("placement"),
                placements(),
                projectBilling(),
                ZoneOffset.UTC); // a zone is never cleared, so this one is never taken
    }

    private ProjectBilling.@Nullable Edit projectBilling() {
        ProjectBilling.Edit edit = new ProjectBilling.Edit(
                this.<CustomerId>wish("customer"), this.<ServiceId>wish("service"), this.<Boolean>wish("billable"));
        return edit.equals(ProjectBilling.Edit.NONE) ? null : edit;
    }

    PersonEdit person() {
        return new PersonEdit(this.<String>wish("name"), this.<String>wish("email"), this.<Boolean>wish("archived"));
    }

    BillingEdit billing() {
        return new BillingEdit(this.<String>wish("name"), this.<String>wish("notes"), this.<Boolean>wish("archived"));
    }

    TimeEntryEdit timeEntry() {
        return new TimeEntryEdit(
                this.<PersonId>wish("person"),
                this.<TaskId>wish("task"),
                this.<ProjectId>wish("project"),
                this.<Instant>wish("start"),
                this.<Instant>wish("end"),
                this.<ZoneId>wish("timeZone"),
                this.<String>wish("note"),
                this.<SortedSet<String>>wish("tags"),
                this.<Boolean>wish("billable"),
                this.<Boolean>wish("billed"));
    }

    TaskEdit task() {
        return new TaskEdit(
                this.<String>wish("title"),
                this.<String>wish("description"),
                this.<Priority>wish("priority"),
                this.<SortedSet<String>>wish("tags"),
                this.<When>wish(Fields.START_DATE),
                this.<When>wish(Fields.DUE_DATE),
                this.<ZoneId>wish("timeZone"),
                this.<List<ChecklistItem>>wish("checklist"),
                this.<String>wish("stage"),
                this.<Integer>wish("estimateMinutes"),
                this.<SortedSet<PersonId>>wish("assignees"),
                this.<SortedSet<TaskId>>wish("blockedBy"),
                this.<SortedSet<TaskId>>wish("related"),
                this.<TaskId>wish("discoveredFrom"),
                ZoneOffset.UTC);
    }

    @SuppressWarnings("unchecked") // the value comes from a change of this field
    private <T> @Nullable SetTo<T> wish(String field) {
        return values.containsKey(field) ? new SetTo<>((T) values.get(field)) : null;
    }
}
