package dev.devledger.adapters.services.clickup.json;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a task's JSON means depends on these.
 *
 * @param zones of the account: the one in which it is, and those in which it was before
 * @param addresses of the people of the workspace, by their ids
 * @param abandoned the closing statuses that say that a task was given up, in lower case
 */
public record Surroundings(List<ZoneId> zones, Map<String, String> addresses, Set<String> abandoned) {
    /** Says that a task was given up where its list has no status that does. */
    public static final String TAG = "abandoned";

    public Surroundings(ZoneId zone, Map<String, String> addresses, Set<String> abandoned) {
        this(List.of(zone), addresses, abandoned);
    }

    public Surroundings {
        zones = List.copyOf(zones);
        addresses = Map.copyOf(addresses);
        abandoned = Set.copyOf(abandoned);
    }

    public ZoneId zone() {
        return zones.getFirst();
    }

    boolean isAbandoned(String status) {
        return abandoned.contains(status.strip().toLowerCase(Locale.ROOT));
    }

    /** The id of whoever has that address. */
    Optional<String> person(String address) {
        return addresses.entrySet().stream()
                .filter(each -> each.getValue().equals(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Nullable
    String address(String person) {
        return addresses.get(person);
    }
}
