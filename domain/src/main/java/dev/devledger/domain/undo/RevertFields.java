package dev.devledger.domain.undo;

import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.undo.EntityHistory.FieldHistory;
import dev.devledger.domain.undo.Fields.FieldEdits;
import dev.devledger.domain.undo.Undo.LaterEdit;
import dev.devledger.domain.undo.Undo.UndoPlan;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reverts the fields, the status and the notes of an entity that stays or comes back. */
record RevertFields(UndoPlan draft, TaskForest forest) {
    void of(EntityHistory past) {
        Entity entity = past.entity();
        boolean stayedAway = past.comesBack() && entity.kind() == Entity.Kind.TASK && !forest.exists(entity.task());
        if (past.isNew() || stayedAway) {
            return;
        }
        if (!past.exists() && !past.comesBack()) {
            reportDeleted(past);
            return;
        }
        Map<String, @Nullable Object> back = new LinkedHashMap<>();
        past.traces().forEach((field, trace) -> {
            boolean elsewhere = field.equals(Fields.EXISTENCE) || field.equals(Fields.PLACE);
            if (!elsewhere && trace.differs()) {
                report(past, field, trace);
                back.put(field, trace.before());
            }
        });
        DatesTogether.keep(draft, past, back);
        edit(entity, back);
        status(past, back);
        back.forEach((field, text) -> note(past, field, text));
    }

    /** Leaves a deleted entity as it is: its deletion is newer than the change, and can be undone first. */
    private void reportDeleted(EntityHistory past) {
        FieldHistory existence = Objects.requireNonNull(past.trace(Fields.EXISTENCE));
        if (past.anyDiffers() && existence.since() != null) {
            draft.add(new LaterEdit(
                    past.entity(),
                    null,
                    LaterEdit.PRESENT,
                    LaterEdit.DELETED,
                    existence.since(),
                    "It was deleted later. With force, it stays deleted and unchanged. To change it, undo its"
                            + " deletion first.",
                    false));
        }
    }

    /**
     * Reports a later change of a field. The reason of a status counts as part of the status, and is reported only if
     * it alone changed.
     */
    private void report(EntityHistory past, String field, FieldHistory trace) {
        boolean goesAlong = field.equals(Fields.STATUS_REASON)
                && Objects.requireNonNull(past.trace(Fields.STATUS)).changedSince();
        if (trace.changedSince() && !goesAlong) {
            draft.add(new LaterEdit(
                    past.entity(),
                    Fields.name(field),
                    trace.after(),
                    trace.now(),
                    trace.since(),
                    "It was changed later.",
                    false));
        }
    }

    private void edit(Entity entity, Map<String, @Nullable Object> back) {
        FieldEdits wishes = new FieldEdits(back);
        if (wishes.isEmpty()) {
            return;
        }
        draft.add(
                switch (entity.kind()) {
                    case PROJECT ->
                        new ProjectCommand.Edit(
                                entity.project(),
                                wishes.ofProject(),
                                draft.reserved(),
                                draft.version(entity),
                                draft.at());
                    case TASK ->
                        new TaskCommand.Edit(
                                entity.task(), wishes.of(TaskDetails.KIND), draft.version(entity), draft.at());
                    case PERSON ->
                        new PersonCommand.Edit(
                                entity.person(), wishes.of(PersonDetails.KIND), draft.version(entity), draft.at());
                    case CUSTOMER, SERVICE ->
                        new BillingCommand.Edit(
                                entity.billing(), wishes.of(BillingDetails.KIND), draft.version(entity), draft.at());
                    case VIEW ->
                        new ViewCommand.Edit(
                                entity.view(), wishes.of(ViewDetails.KIND), draft.version(entity), draft.at());
                    case TIME_ENTRY ->
                        new TimeEntryCommand.Edit(
                                entity.timeEntry(),
                                wishes.of(TimeEntryDetails.KIND),
                                true,
                                draft.version(entity),
                                draft.at());
                });
    }

    private void status(EntityHistory past, Map<String, @Nullable Object> back) {
        Object status = back.get(Fields.STATUS);
        Entity entity = past.entity();
        FieldHistory reason = past.trace(Fields.STATUS_REASON);
        if (status instanceof TaskStatus to) {
            draft.add(new TaskCommand.ChangeStatus(entity.task(), to, null, draft.version(entity), draft.at()));
        } else if (status instanceof ProjectStatus to) {
            status(entity, to, Objects.requireNonNull(reason));
        } else if (reason != null && reason.differs() && !reason.changedSince()) {
            reason(past, reason);
        }
    }

    private void status(Entity entity, ProjectStatus to, FieldHistory reason) {
        draft.add(new ProjectCommand.ChangeStatus(
                entity.project(), to, (String) reason.before(), draft.version(entity), draft.at()));
    }

    /** A reason is set by a change of status, so reverting it alone takes a second change of status. */
    private void reason(EntityHistory past, FieldHistory reason) {
        ProjectStatus status = (ProjectStatus) Objects.requireNonNull(
                Objects.requireNonNull(past.trace(Fields.STATUS)).now());
        status(past.entity(), status == ProjectStatus.PAUSED ? ProjectStatus.BLOCKED : ProjectStatus.PAUSED, reason);
        status(past.entity(), status, reason);
    }

    private void note(EntityHistory past, String field, @Nullable Object text) {
        if (!field.startsWith(Fields.NOTE)) {
            return;
        }
        UUID note = UUID.fromString(field.substring(Fields.NOTE.length()));
        Entity entity = past.entity();
        if (text == null) {
            String said = (String) Objects.requireNonNull(
                    Objects.requireNonNull(past.trace(field)).now());
            draft.add(
                    switch (entity.kind()) {
                        case PROJECT ->
                            new ProjectCommand.RetractNote(
                                    entity.project(), note, said, draft.version(entity), draft.at());
                        case TASK ->
                            new TaskCommand.RetractNote(entity.task(), note, said, draft.version(entity), draft.at());
                        case PERSON, CUSTOMER, SERVICE, TIME_ENTRY, VIEW -> throw noNotes(entity);
                    });
        } else {
            String said = (String) text;
            draft.add(
                    switch (entity.kind()) {
                        case PROJECT ->
                            new ProjectCommand.RestoreNote(
                                    entity.project(), note, said, draft.version(entity), draft.at());
                        case TASK ->
                            new TaskCommand.RestoreNote(entity.task(), note, said, draft.version(entity), draft.at());
                        case PERSON, CUSTOMER, SERVICE, TIME_ENTRY, VIEW -> throw noNotes(entity);
                    });
        }
    }

    private static IllegalStateException noNotes(Entity entity) {
        return new IllegalStateException("There is no log of notes of " + entity.address());
    }

    /**
     * Keeps dates together. A start and a due date that go back one by one could end up as a day and an instant, or the
     * wrong way round. In that case both go back to their original values.
     */
    static final class DatesTogether {
        private DatesTogether() {}

        static void keep(UndoPlan draft, EntityHistory past, Map<String, @Nullable Object> back) {
            FieldHistory start = past.trace(Fields.START_DATE);
            FieldHistory due = past.trace(Fields.DUE_DATE);
            boolean startGoes = back.containsKey(Fields.START_DATE);
            boolean dueGoes = back.containsKey(Fields.DUE_DATE);
            if (start == null || due == null || !(startGoes || dueGoes)) {
                return; // the date that never changed fits all earlier values of the other date
            }
            if (fit(startGoes ? start.before() : start.now(), dueGoes ? due.before() : due.now())) {
                return;
            }
            if (!startGoes) {
                report(draft, past, Fields.START_DATE, start);
            }
            if (!dueGoes) {
                report(draft, past, Fields.DUE_DATE, due);
            }
            back.put(Fields.START_DATE, start.original());
            back.put(Fields.DUE_DATE, due.original());
        }

        private static boolean fit(@Nullable Object start, @Nullable Object due) {
            return new Violations()
                    .schedule(new Schedule((When) start, (When) due, ZoneOffset.UTC))
                    .none();
        }

        private static void report(UndoPlan draft, EntityHistory past, String field, FieldHistory trace) {
            draft.add(new LaterEdit(
                    past.entity(),
                    field,
                    trace.after(),
                    trace.now(),
                    trace.since(),
                    "It was changed later, and does not fit the old value of the other date. With force, both dates go"
                            + " back.",
                    false));
        }
    }
}
