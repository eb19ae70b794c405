package dev.devledger.application.sync.connector;

import dev.devledger.domain.project.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where what the ledger has lives at a service. A project stands there in one of the forms that its placement names, and
 * its tasks follow it: below its card, or in its list. A service that lacks a form has another one take its place.
 */
public interface Layout {

    /** As what a project of that placement stands there. What stays in the ledger stays there with every service. */
    Placement standsAs(Placement placement);

    /**
     * As what a project stands there.
     *
     * @param service its name
     * @param placements what was said of the project, by the names of services that have no cards; where nothing was, it
     *     follows the placement
     */
    default Placement standsAs(String service, Placement placement, Map<String, Placement> placements) {
        return standsAs(hasCards() ? placement : placements.getOrDefault(service, placement));
    }

    /** What people call it that a project stands there as this. */
    default Placement shownAs(Placement form) {
        return form;
    }

    /** The forms that a project can have there, as people call them. */
    default List<Placement> placements() {
        return Arrays.stream(Placement.values())
                .map(this::standsAs)
                .map(this::shownAs)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a list that people make there is a project, and not theirs alone. */
    default boolean takesLists() {
        return false;
    }

    /** Whether there are lists that hold cards; where not, none is looked for, and none is made. */
    default boolean hasCards() {
        return placements().contains(Placement.CARD);
    }

    /**
     * Each project is a list with its tasks in it; there are no cards.
     *
     * @param takesLists whether each list is a project too
     * @param word what such a list is called there
     */
    record ListLayout(boolean takesLists, Placement word) implements Layout {

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

    /** A project is what its placement says: a card in one of the card lists, a list, or nothing. */
    record CardLayout() implements Layout {
        @Override
        public Placement standsAs(Placement placement) {
            return placement == Placement.PROJECT ? Placement.LIST : placement;
        }

        @Override
        public boolean hasCards() {
            return true;
        }
    }
}
