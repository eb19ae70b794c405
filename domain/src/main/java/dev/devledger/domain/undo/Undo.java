package dev.devledger.domain.undo;

import dev.devledger.domain.project.ReservedTags;
import dev.devledger.domain.shared.Addressed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What takes changes back.
 *
 * @param commands each makes one event; they are to be sent in this order, all or none
 * @param laterEdits what would be lost by that, and what is in its way
 */
public record Undo(List<Addressed> commands, List<LaterEdit> laterEdits) {

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
}
