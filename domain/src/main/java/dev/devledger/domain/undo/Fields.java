package dev.devledger.domain.undo;

import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementsEdit;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists the fields that an event changes, as an undo looks at them. */
final class Fields {
    static final String BILLED = "billed";

    /**
     * The field for the existence of an entity: true if it exists, false if it is deleted, null before its creation.
     */
    static final String EXISTENCE = "existence";

    /** A task's project and parent in one field. */
    static final String PLACE = "place";

    static final String STATUS = "status";
    static final String STATUS_REASON = "statusReason";
    static final String START_DATE = "startDate";
    static final String DUE_DATE = "dueDate";

    /** Prefix of a note's id; the value is the note's text, null if the note does not count. */
    static final String NOTE = "note ";

    private Fields() {}

    static List<FieldChange> of(Object event) {
        return switch (event) {
            case ProjectEvent project -> of(project);
            case TaskEvent task -> of(task);
            case PersonEvent person -> of(person);
            case BillingEvent item -> of(item);
            case TimeEntryEvent entry -> of(entry);
            case ViewEvent view -> of(view);
            default -> throw new IllegalArgumentException("nothing that is undone: " + event.getClass());
        };
    }

    private static List<FieldChange> of(ProjectEvent event) {
        return switch (event) {
            case ProjectEvent.Created e -> existence(null, true);
            case ProjectEvent.Edited e -> e.changes().list();
            case ProjectEvent.StatusChanged e -> List.of(of(STATUS, e.status()), of(STATUS_REASON, e.statusReason()));
            case ProjectEvent.NoteAdded e -> List.of(new FieldChange(NOTE + e.note(), null, e.text()));
            case ProjectEvent.NoteRetracted e -> List.of(new FieldChange(NOTE + e.note(), e.text(), null));
            case ProjectEvent.NoteRestored e -> List.of(new FieldChange(NOTE + e.note(), null, e.text()));
            case ProjectEvent.Deleted e -> existence(true, false);
            case ProjectEvent.Restored e -> existence(false, true);
        };
    }

    private static List<FieldChange> of(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Created e -> existence(null, true);
            case TaskEvent.Edited e -> e.changes().list();
            case TaskEvent.StatusChanged e -> List.of(of(STATUS, e.status()));
            case TaskEvent.FieldsRead e -> List.of(); // these fields belong to the service, so they stay as they are
            case TaskEvent.Moved e -> List.of(of(PLACE, e.place()));
            case TaskEvent.NoteAdded e -> List.of(new FieldChange(NOTE + e.note(), null, e.text()));
            case TaskEvent.NoteRetracted e -> List.of(new FieldChange(NOTE + e.note(), e.text(), null));
            case TaskEvent.NoteRestored e -> List.of(new FieldChange(NOTE + e.note(), null, e.text()));
            case TaskEvent.Deleted e -> existence(true, false);
            case TaskEvent.Restored e -> existence(false, true);
        };
    }

    private static List<FieldChange> of(PersonEvent event) {
        return switch (event) {
            case PersonEvent.Created e -> existence(null, true);
            case PersonEvent.Edited e -> e.changes().list();
            case PersonEvent.Deleted e -> existence(true, false);
            case PersonEvent.Restored e -> existence(false, true);
        };
    }

    private static List<FieldChange> of(BillingEvent event) {
        return switch (event) {
            case BillingEvent.Created e -> existence(null, true);
            case BillingEvent.Edited e -> e.changes().list();
            case BillingEvent.Deleted e -> existence(true, false);
            case BillingEvent.Restored e -> existence(false, true);
        };
    }

    private static List<FieldChange> of(TimeEntryEvent event) {
        return switch (event) {
            case TimeEntryEvent.Created e -> made(e.details().billed());
            case TimeEntryEvent.Edited e -> e.changes().list();
            case TimeEntryEvent.Deleted e -> existence(true, false);
            case TimeEntryEvent.Restored e -> existence(false, true);
        };
    }

    private static List<FieldChange> of(ViewEvent event) {
        return switch (event) {
            case ViewEvent.Created e -> existence(null, true);
            case ViewEvent.Edited e -> e.changes().list();
            case ViewEvent.Deleted e -> existence(true, false);
            case ViewEvent.Restored e -> existence(false, true);
        };
    }

    /**
     * Lists the changes of a created entry. One created as billed cannot be deleted as it is, so its BILLED field is
     * reverted too.
     */
    private static List<FieldChange> made(boolean billed) {
        FieldChange existence = new FieldChange(EXISTENCE, null, true);
        return billed ? List.of(existence, new FieldChange(BILLED, false, true)) : List.of(existence);
    }

    private static List<FieldChange> existence(@Nullable Boolean from, boolean to) {
        return List.of(new FieldChange(EXISTENCE, from, to));
    }

    private static FieldChange of(String field, Change<?> change) {
        return new FieldChange(field, change.from(), change.to());
    }

    /** Returns the name by which callers know the field. */
    static String name(String field) {
        return field.startsWith(NOTE) ? "note" : field;
    }

    /**
     * Values by field name, and the edits that set them. A value has its field's type, as it comes from a change of
     * that field.
     */
    record FieldEdits(Map<String, @Nullable Object> values) {
        private static final List<EntityKind<?>> KINDS = List.of(
                ProjectDetails.KIND,
                TaskDetails.KIND,
                PersonDetails.KIND,
                BillingDetails.KIND,
                TimeEntryDetails.KIND,
                ViewDetails.KIND);

        boolean isEmpty() {
            return values.keySet().stream().noneMatch(name -> KINDS.stream().anyMatch(kind -> kind.has(name)));
        }

        <D> Patch<D> of(EntityKind<D> kind) {
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
                    of(ProjectDetails.KIND),
                    said.isEmpty() ? null : new PlacementsEdit(said, Collections.emptySortedMap()));
        }
    }
}
