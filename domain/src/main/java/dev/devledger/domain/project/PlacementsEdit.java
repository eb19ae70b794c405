package dev.devledger.domain.project;

import dev.devledger.domain.shared.SetTo;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
