package dev.devledger.application.sync.connector;

import dev.devledger.domain.project.Placement;

/**
 * Each project is a list with its tasks in it; there are no cards.
 *
 * @param takesLists whether each list is a project too
 * @param word what such a list is called there
 */
public record ListLayout(boolean takesLists, Placement word) implements Layout {

    /** Where a list is called a list. */
    public ListLayout(boolean takesLists) {
        this(takesLists, Placement.LIST);
    }

    /** Where lists that people make are theirs. */
    public ListLayout() {
        this(false);
    }

    @Override
    public Placement standsAs(Placement placement) {
        return placement == Placement.NONE ? Placement.NONE : Placement.LIST;
    }

    @Override
    public Placement shownAs(Placement form) {
        return form == Placement.LIST ? word : form;
    }

    @Override
    public boolean hasCards() {
        return false;
    }
}
