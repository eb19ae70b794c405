package dev.devledger.application.sync.connector;

import dev.devledger.domain.project.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The places of the ledger's content in a service. A project has one of the forms that placements name, and its tasks
 * are below its card or in its list. A service that lacks a form uses another one instead.
 */
public interface Layout {

    /** Returns the form of a project of that placement. A project that stays in the ledger is in no service. */
    Placement standsAs(Placement placement);

    /**
     * Returns the form of a project in the service.
     *
     * @param service the service's name
     * @param placements the project's own settings for services without cards, by service name; without a setting, the
     *     form follows {@code placement}
     */
    default Placement standsAs(String service, Placement placement, Map<String, Placement> placements) {
        return standsAs(hasCards() ? placement : placements.getOrDefault(service, placement));
    }

    /** Returns the name of this form for people. */
    default Placement shownAs(Placement form) {
        return form;
    }

    /** Returns the forms that a project can have in the service, as people call them. */
    default List<Placement> placements() {
        return Arrays.stream(Placement.values())
                .map(this::standsAs)
                .map(this::shownAs)
                .distinct()
                .sorted()
                .toList();
    }

    /** True if a list that people make in the service becomes a project. */
    default boolean takesLists() {
        return false;
    }

    /** True if the service has lists that hold cards; otherwise the sync looks for no such list, and makes none. */
    default boolean hasCards() {
        return placements().contains(Placement.CARD);
    }

    /**
     * A layout in which each project is a list with its tasks in it; there are no cards.
     *
     * @param takesLists true if each list that people make becomes a project
     * @param word the service's word for such a list
     */
    record ListLayout(boolean takesLists, Placement word) implements Layout {

        /** A layout whose lists are called lists. */
        public ListLayout(boolean takesLists) {
            this(takesLists, Placement.LIST);
        }

        /** A layout in which lists that people make in the service do not become projects. */
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

    /**
     * A layout in which the placement decides what a project is: a card in one of the card lists, a list, or nothing.
     */
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
