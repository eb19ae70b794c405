package dev.devledger.application.sync.connector;

import dev.devledger.domain.project.Placement;

/** Each project is a list with its tasks in it; there are no cards. */
public record ListLayout() implements Layout {
    @Override
    public Placement standsAs(Placement placement) {
        return placement == Placement.NONE ? Placement.NONE : Placement.LIST;
    }
}
