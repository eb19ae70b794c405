package dev.devledger.domain.history;

import dev.devledger.domain.billing.BillingDetails;
import dev.devledger.domain.billing.BillingEvent;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.person.PersonEvent;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.field.Field;
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
        List<FieldChange> set = new ArrayList<>();
        set.add(new FieldChange("status", null, event.status()));
        if (event.statusReason() != null) {
            set.add(new FieldChange("statusReason", null, event.statusReason()));
        }
        return behind(ProjectDetails.DESCRIPTION, ProjectDetails.KIND.created(event.details()), set);
    }

    static List<FieldChange> of(TaskEvent.Created event) {
        List<FieldChange> set = new ArrayList<>();
        set.add(new FieldChange("projectId", null, event.place().project()));
        if (event.place().parent() != null) {
            set.add(new FieldChange("parentId", null, event.place().parent()));
        }
        return behind(TaskDetails.DESCRIPTION, TaskDetails.KIND.created(event.details()), set);
    }

    private static List<FieldChange> behind(Field<?, ?> field, List<FieldChange> fields, List<FieldChange> more) {
        List<FieldChange> all = new ArrayList<>(fields);
        int at = 1; // behind the name, which is always set
        at += fields.size() > 1 && fields.get(1).field().equals(field.name()) ? 1 : 0;
        all.addAll(at, more);
        return List.copyOf(all);
    }
}
