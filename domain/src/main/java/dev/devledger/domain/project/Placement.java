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

/** Where a project is in a connected service. */
public enum Placement {
    /** A card in the list of all projects; its tasks are the card's subtasks. */
    CARD,
    /** A list of its own; its tasks are that list's tasks. */
    LIST,
    /** The same where the service calls it a project. */
    PROJECT,
    /** It never leaves the ledger. */
    NONE;

    /** The words of a service that shows projects as cards or lists; {@code placement} has no others. */
    public static final Set<Placement> OF_CARDS = Collections.unmodifiableSet(EnumSet.of(CARD, LIST, NONE));

    /**
     * The services that a project can be in, and as what. Of one the placement tells it. Of each other it can be said; where it
     * is not, what stays in the ledger is not there, and all else is.
     *
     * @param own the service that the placement is of; null where there is none
     * @param others by their names
     */
    public record PlacementRules(@Nullable String own, SortedMap<String, Service> others) {
        public static final PlacementRules NONE = new PlacementRules(null, Collections.emptySortedMap());

        public PlacementRules {
            others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        }

        /**
         * @param forms what a project can be there
         * @param first what a new one is, unless something else is said
         */
        public record Service(SortedSet<Placement> forms, Placement first) {
            public Service {
                forms = Collections.unmodifiableSortedSet(new TreeSet<>(forms));
            }

            /** As what it shows a project that does not stay in the ledger. */
            Placement form() {
                return forms.first();
            }
        }

        /** The wish for what is said, by the names of services. */
        public PlacementsEdit edit(SortedMap<String, SetTo<Placement>> said) {
            SortedMap<String, Placement> forms = new TreeMap<>();
            others.forEach((name, service) -> forms.put(name, service.form()));
            return new PlacementsEdit(said, forms);
        }

        /** A new project, with what is to be said of it where its maker has not. */
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
     * A wish to be elsewhere in some services. One that is not named keeps what it shows, whatever becomes of the placement.
     *
     * @param said by the names of services, where null takes back what was said
     * @param forms as what each service shows a project that does not stay in the ledger, as far as it is known
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

        /** Where nothing is said for the service; null where it is not known. */
        private @Nullable Placement shown(String service, Placement placement) {
            return placement == Placement.NONE ? Placement.NONE : forms.get(service);
        }
    }
}
