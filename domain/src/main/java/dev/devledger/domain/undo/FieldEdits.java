package dev.devledger.domain.undo;

import dev.devledger.domain.billing.BillingDetails;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Kind;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.PlacementsEdit;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEdit;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntryDetails;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of fields as an edit that sets them. A field's type is that of the change which gave it the value. */
record FieldEdits(Map<String, @Nullable Object> values) {
    private static final List<Kind<?>> KINDS = List.of(
            ProjectDetails.KIND, TaskDetails.KIND, PersonDetails.KIND, BillingDetails.KIND, TimeEntryDetails.KIND);

    boolean isEmpty() {
        return values.keySet().stream().noneMatch(name -> KINDS.stream().anyMatch(kind -> kind.has(name)));
    }

    <D> Patch<D> of(Kind<D> kind) {
        Patch<D> patch = Patch.none();
        for (Field<D, ?> field : kind.fields()) {
            if (values.containsKey(field.name())) {
                patch = patch.setTo(field, values.get(field.name()));
            }
        }
        return patch;
    }

    ProjectEdit ofProject() {
        SortedMap<String, SetTo<Placement>> said = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(ProjectDetails.PLACEMENT_IN)) {
                said.put(name.substring(ProjectDetails.PLACEMENT_IN.length()), new SetTo<>((Placement) value));
            }
        });
        return new ProjectEdit(
                of(ProjectDetails.KIND), said.isEmpty() ? null : new PlacementsEdit(said, Collections.emptySortedMap()));
    }
}
