package dev.devledger.domain.undo;

import dev.devledger.domain.project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.undo.EntityHistory.Author;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What takes changes back.
 *
 * @param commands each makes one event; they are to be sent in this order, all or none
 * @param laterEdits what would be lost by that, and what is in its way
 */
public record Undo(List<Addressed> commands, List<Undo.LaterEdit> laterEdits) {

    /** First all comes to its place, since what is deleted cannot be changed; last goes what was made. */
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

    /** What is deleted cannot be changed; where that is needed, all that sleeps wakes up, since one may be in another. */
    private static List<EntityHistory> awoken(Collection<EntityHistory> pasts) {
        boolean needed = pasts.stream().anyMatch(EntityHistory::sleepsChanged);
        return pasts.stream()
                .map(past -> needed && past.sleeps() ? past.awoken() : past)
                .toList();
    }

    /** What even a caller who insists has to settle first. */
    public List<LaterEdit> inTheWay() {
        return laterEdits.stream().filter(LaterEdit::inTheWay).toList();
    }

    /** An undo on the way: what is to be done so far, and what speaks against it. */
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
         * The version that the undo was planned on, for the first command of each entity: somebody who was faster is noticed.
         * The later ones follow in the same change set, where nobody comes in between.
         */
        @Nullable
        Long version(Entity entity) {
            return versions.remove(entity.address());
        }

        /** Each is one event. */
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
     * Something that was changed since, so that taking the change set back would lose it.
     *
     * @param entity what was changed since
     * @param field by its name in docs/contract.md, section 4; null where it is about being there at all
     * @param was what the change set left; of an existence {@code present}, {@code deleted}, or null where it was not made yet
     * @param now what it is now
     * @param by who changed it last since; null where the events at hand do not tell
     * @param why a sentence
     * @param inTheWay that it cannot be taken back even where the caller insists
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
}
