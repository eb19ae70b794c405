package dev.devledger.application.sync.connector;

import dev.devledger.domain.project.Placement;

/** A project is what its placement says: a card in one of the card lists, a list, or nothing. */
public record CardLayout() implements Layout {
    @Override
    public Placement standsAs(Placement placement) {
        return placement == Placement.PROJECT ? Placement.LIST : placement;
    }

    @Override
    public boolean hasCards() {
        return true;
    }
}
