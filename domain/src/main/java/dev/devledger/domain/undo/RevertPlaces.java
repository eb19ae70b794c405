package dev.devledger.domain.undo;

import java.util.Collection;

/**
 * Restores and moves. One may have no room before another has made it, so what does not fit is tried again as long as
 * something else does; only then it is reported, and put elsewhere.
 */
final class RevertPlaces {
    private final Restores restores;
    private final Moves moves;

    RevertPlaces(UndoPlan draft, TaskForest forest, Collection<EntityHistory> pasts) {
        pasts.stream()
                .filter(past -> past.goesAway() && past.entity().kind() == Entity.Kind.TASK)
                .forEach(past -> forest.doom(past.entity().task()));
        PlaceCheck room = new PlaceCheck(forest, pasts);
        FormerPlaces former = new FormerPlaces(forest, pasts);
        this.moves = new Moves(draft, forest, room, former);
        this.restores = new Restores(draft, forest, room, former, pasts);
    }

    void all() {
        restores.projects();
        moves.report();
        do {
            while (restores.whatFits() || moves.whatFits()) {}
        } while (restores.nextElsewhere() || moves.nextElsewhere());
    }
}
