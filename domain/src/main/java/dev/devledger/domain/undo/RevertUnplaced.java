package dev.devledger.domain.undo;

import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.undo.EntityHistory.FieldHistory;
import dev.devledger.domain.undo.Undo.UndoPlan;
import java.util.Collection;
import java.util.List;

/**
 * Restores deleted entities that are in no project, and deletes created ones: people, customers, services and time
 * entries. No other entity is deleted with them.
 */
record RevertUnplaced(UndoPlan draft, List<EntityHistory> unplaced) {
    static RevertUnplaced among(UndoPlan draft, Collection<EntityHistory> pasts) {
        return new RevertUnplaced(
                draft,
                pasts.stream().filter(past -> !past.entity().kind().isPlaced()).toList());
    }

    void restore() {
        unplaced.stream()
                .filter(EntityHistory::comesBack)
                .map(EntityHistory::entity)
                .forEach(each -> draft.add(restored(each)));
    }

    private Addressed restored(Entity entity) {
        return switch (entity.kind()) {
            case PERSON -> new PersonCommand.Restore(entity.person(), draft.version(entity), draft.at());
            case CUSTOMER, SERVICE -> new BillingCommand.Restore(entity.billing(), draft.version(entity), draft.at());
            case TIME_ENTRY -> new TimeEntryCommand.Restore(entity.timeEntry(), draft.version(entity), draft.at());
            case PROJECT, TASK -> throw placed(entity);
        };
    }

    void delete() {
        for (EntityHistory past : unplaced) {
            if (past.goesAway()) {
                Deletions.report(draft, past);
                unbill(past);
                draft.add(deleted(past.entity()));
            }
        }
    }

    /** Reverts the billing that the undone change set; an entry that others billed later stays as it is. */
    private void unbill(EntityHistory past) {
        FieldHistory billed = past.trace(Fields.BILLED);
        if (billed != null && Boolean.TRUE.equals(billed.now()) && !billed.changedSince()) {
            Entity entity = past.entity();
            draft.add(new TimeEntryCommand.Edit(
                    entity.timeEntry(),
                    Patch.of(TimeEntryDetails.BILLED, false),
                    true,
                    draft.version(entity),
                    draft.at()));
        }
    }

    private Addressed deleted(Entity entity) {
        return switch (entity.kind()) {
            case PERSON -> new PersonCommand.Delete(entity.person(), draft.version(entity), draft.at());
            case CUSTOMER, SERVICE -> new BillingCommand.Delete(entity.billing(), draft.version(entity), draft.at());
            case TIME_ENTRY -> new TimeEntryCommand.Delete(entity.timeEntry(), draft.version(entity), draft.at());
            case PROJECT, TASK -> throw placed(entity);
        };
    }

    private static IllegalStateException placed(Entity entity) {
        return new IllegalStateException(entity.address() + " has its place");
    }
}
