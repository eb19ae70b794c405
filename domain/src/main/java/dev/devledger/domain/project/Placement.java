package dev.devledger.domain.project;

import dev.devledger.domain.shared.Change.SetTo;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The place of a project in a connected service. */
public enum Placement {
    /** A card in the list of all projects; its tasks are the card's subtasks. */
    CARD,
    /** A list of its own; its tasks are that list's tasks. */
    LIST,
    /** The same as {@link #LIST}, in a service that calls it a project. */
    PROJECT,
    /** The project never leaves the ledger. */
    NONE;

    /**
     * The values that the field {@code placement} can have; it applies to a service that shows projects as cards or
     * lists.
     */
    public static final Set<Placement> OF_CARDS = Collections.unmodifiableSet(EnumSet.of(CARD, LIST, NONE));

    /**
     * The services that can show a project, and its forms in them. The field {@code placement} decides for one service.
     * In each other service a placement can be set; without one, the service shows the project unless {@code placement}
     * keeps it in the ledger.
     *
     * @param own the one service that {@code placement} decides for; null if there is none
     * @param others the other services by name
     */
    public record PlacementRules(@Nullable String own, SortedMap<String, Service> others) {
        public static final PlacementRules NONE = new PlacementRules(null, Collections.emptySortedMap());

        public PlacementRules {
            others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        }

        /**
         * @param forms the forms that a project can have in the service
         * @param first the form of a new project, unless its creator sets another
         */
        public record Service(SortedSet<Placement> forms, Placement first) {
            public Service {
                forms = Collections.unmodifiableSortedSet(new TreeSet<>(forms));
            }

            /** The form of a project that does not stay in the ledger. */
            Placement form() {
                return forms.first();
            }
        }

        /** Makes the request that sets these placements, by the names of services. */
        public PlacementsEdit edit(SortedMap<String, SetTo<Placement>> said) {
            SortedMap<String, Placement> forms = new TreeMap<>();
            others.forEach((name, service) -> forms.put(name, service.form()));
            return new PlacementsEdit(said, forms);
        }

        /** Adds to a new project the placements that its creator left out. */
        public ProjectDetails ofNew(ProjectDetails details) {
            SortedMap<String, Placement> said = new TreeMap<>(details.placements());
            others.forEach((name, service) -> {
                if (details.placement() != Placement.NONE && service.first() != service.form()) {
                    said.putIfAbsent(name, service.first());
                }
            });
            return details.with(said);
        }
    }

    /**
     * A request to change a project's placements in some services. A service that the request does not name shows the
     * project as before, even if the field {@code placement} changes.
     *
     * @param said the new placements by service name, where null removes one that was set
     * @param forms the form in which each known service shows a project that does not stay in the ledger
     */
    public record PlacementsEdit(SortedMap<String, SetTo<Placement>> said, SortedMap<String, Placement> forms) {

        SortedMap<String, Placement> applyTo(ProjectDetails details, Placement now) {
            SortedMap<String, Placement> places = new TreeMap<>(details.placements());
            if ((details.placement() == Placement.NONE) != (now == Placement.NONE)) {
                forms.keySet()
                        .forEach(service -> places.computeIfAbsent(service, each -> shown(each, details.placement())));
            }
            said.forEach((service, wish) -> {
                Placement to = wish.value();
                if (to == null) {
                    places.remove(service);
                } else if (places.containsKey(service) || to != shown(service, now)) {
                    places.put(service, to);
                }
            });
            return places;
        }

        /** The placement in a service for which no placement is set; null if the service is unknown. */
        private @Nullable Placement shown(String service, Placement placement) {
            return placement == Placement.NONE ? Placement.NONE : forms.get(service);
        }
    }
}
