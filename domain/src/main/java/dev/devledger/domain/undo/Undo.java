package dev.devledger.domain.undo;

import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.undo.EntityHistory.Author;
import dev.devledger.domain.undo.EntityHistory.FieldHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The commands that undo changes.
 *
 * @param commands in the order in which to send them, all or none; each gives one event
 * @param laterEdits the later changes that would be lost, and the obstacles
 */
public record Undo(List<Addressed> commands, List<Undo.LaterEdit> laterEdits) {

    /**
     * Plans the undo: first restores and moves everything, since a deleted entity cannot be changed; deletes created
     * entities last.
     */
    public static Undo of(Collection<EntityHistory> all, TaskForest forest, ReservedTags reserved, Instant at) {
        List<EntityHistory> pasts = awoken(all);
        UndoPlan draft = new UndoPlan(at, reserved, pasts);
        RevertUnplaced unplaced = RevertUnplaced.among(draft, pasts);
        List<EntityHistory> placed =
                pasts.stream().filter(past -> past.entity().kind().isPlaced()).toList();
        unplaced.restore();
        new RevertPlaces(draft, forest, placed).all();
        pasts.forEach(new RevertFields(draft, forest)::of);
        new Deletions(draft, forest).all(placed);
        unplaced.delete();
        return draft.finished();
    }

    /**
     * Marks deleted entities for a short restore if any of them has to be changed, which only a restored one can be;
     * all of them, as one may be inside another.
     */
    private static List<EntityHistory> awoken(Collection<EntityHistory> pasts) {
        boolean needed = pasts.stream().anyMatch(EntityHistory::sleepsChanged);
        return pasts.stream()
                .map(past -> needed && past.sleeps() ? past.awoken() : past)
                .toList();
    }

    /** Returns the obstacles that even a caller who forces the undo has to settle first. */
    public List<LaterEdit> inTheWay() {
        return laterEdits.stream().filter(LaterEdit::inTheWay).toList();
    }

    /** An undo in the making: the commands so far, and the later edits. */
    static final class UndoPlan {
        private final Instant at;
        private final ReservedTags reserved;
        private final List<Addressed> commands = new ArrayList<>();
        private final List<LaterEdit> laterEdits = new ArrayList<>();
        private final Map<String, Long> versions = new HashMap<>();

        UndoPlan(Instant at, ReservedTags reserved, Collection<EntityHistory> pasts) {
            this.at = at;
            this.reserved = reserved;
            pasts.forEach(past -> versions.put(past.entity().address(), past.version()));
        }

        Instant at() {
            return at;
        }

        ReservedTags reserved() {
            return reserved;
        }

        /**
         * The entity's version on which the undo was planned, for the first command of each entity, so that a
         * concurrent write is noticed; null for later commands, before which no other write can come.
         */
        @Nullable
        Long version(Entity entity) {
            return versions.remove(entity.address());
        }

        /** Adds a command, which gives one event. */
        void add(Addressed command) {
            commands.add(command);
            versions.remove(command.address());
        }

        void add(LaterEdit edit) {
            laterEdits.add(edit);
        }

        Undo finished() {
            return new Undo(List.copyOf(commands), List.copyOf(laterEdits));
        }
    }

    /**
     * A later change that the undo would lose, or an obstacle to it.
     *
     * @param entity the entity that was changed
     * @param field the field's name in docs/contract.md, section 4; null if the change is about existence
     * @param was the value after the change set; for existence {@code present}, {@code deleted}, or null before
     *     creation
     * @param now the present value
     * @param by the author of the last later change; null if the events at hand do not tell
     * @param why a sentence
     * @param inTheWay true if even force cannot undo the change
     */
    public record LaterEdit(
            Entity entity,
            @Nullable String field,
            @Nullable Object was,
            @Nullable Object now,
            @Nullable Author by,
            String why,
            boolean inTheWay) {

        static final String PRESENT = "present";
        static final String DELETED = "deleted";
    }

    /**
     * Restores deleted entities that are in no project, and deletes created ones: people, customers, services, time
     * entries and views. No other entity is deleted with them.
     */
    record RevertUnplaced(UndoPlan draft, List<EntityHistory> unplaced) {
        static RevertUnplaced among(UndoPlan draft, Collection<EntityHistory> pasts) {
            return new RevertUnplaced(
                    draft,
                    pasts.stream()
                            .filter(past -> !past.entity().kind().isPlaced())
                            .toList());
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
                case CUSTOMER, SERVICE ->
                    new BillingCommand.Restore(entity.billing(), draft.version(entity), draft.at());
                case TIME_ENTRY -> new TimeEntryCommand.Restore(entity.timeEntry(), draft.version(entity), draft.at());
                case VIEW -> new ViewCommand.Restore(entity.view(), draft.version(entity), draft.at());
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
                case CUSTOMER, SERVICE ->
                    new BillingCommand.Delete(entity.billing(), draft.version(entity), draft.at());
                case TIME_ENTRY -> new TimeEntryCommand.Delete(entity.timeEntry(), draft.version(entity), draft.at());
                case VIEW -> new ViewCommand.Delete(entity.view(), draft.version(entity), draft.at());
                case PROJECT, TASK -> throw placed(entity);
            };
        }

        private static IllegalStateException placed(Entity entity) {
            return new IllegalStateException(entity.address() + " has its place");
        }
    }
}
