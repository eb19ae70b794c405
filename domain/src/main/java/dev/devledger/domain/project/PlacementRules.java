package dev.devledger.domain.project;

import dev.devledger.domain.shared.SetTo;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
