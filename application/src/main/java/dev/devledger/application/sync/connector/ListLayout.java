package dev.devledger.application.sync.connector;

import dev.devledger.domain.project.Placement;

/**
 * Each project is a list with its tasks in it; there are no cards.
 *
 * @param takesLists whether each list is a project too
 */
public record ListLayout(boolean takesLists) implements Layout {

    /** Where lists that people make are theirs. */
    public ListLayout() {
        this(false);
    }

    @Override
    public Placement standsAs(Placement placement) {
        return placement == Placement.NONE ? Placement.NONE : Placement.LIST;
    }

    @Override
    public boolean hasCards() {
        return false;
    }
}
