package dev.devledger.application.directory;

import dev.devledger.application.directory.People.PersonDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the ledger's people, limited to members of a service's account, as other people cannot be named in
 * the service.
 */
public final class MemberAddresses {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final PersonDirectory people;
    private final Supplier<Optional<Set<String>>> there;
    private final InstantSource clock;
    private final Map<String, KnownAddress> known = new ConcurrentHashMap<>();

    /** @param address empty for a person without one */
    private record KnownAddress(String address, Instant at) {}

    /** @param there the addresses of the account; empty before the first read of the service */
    public MemberAddresses(PersonDirectory people, Supplier<Optional<Set<String>>> there, InstantSource clock) {
        this.people = people;
        this.there = there;
        this.clock = clock;
    }

    /**
     * Returns the addresses of the people with these keys; an address is returned as it is. Before the first read of
     * the service all people count as members.
     */
    public SortedSet<String> of(Collection<String> keysOrAddresses) {
        SortedSet<String> addresses = new TreeSet<>();
        List<String> keys = new ArrayList<>();
        for (String each : keysOrAddresses) {
            if (each.indexOf('@') >= 0) {
                addresses.add(each);
            } else {
                keys.add(each.toUpperCase(Locale.ROOT));
            }
        }
        look(keys);
        for (String key : keys) {
            KnownAddress found = known.get(key);
            if (found != null && !found.address().isEmpty()) {
                addresses.add(found.address());
            }
        }
        Optional<Set<String>> members = there.get();
        members.ifPresent(each -> addresses.removeIf(address -> !each.contains(address)));
        return addresses;
    }

    private void look(List<String> keys) {
        Instant now = clock.instant();
        List<String> unknown =
                keys.stream().filter(each -> isOld(known.get(each), now)).toList();
        if (!unknown.isEmpty()) {
            Map<String, List<PersonDirectory.StoredPerson>> found = people.called(unknown);
            for (String key : unknown) {
                String address = found.getOrDefault(key, List.of()).stream()
                        .findFirst()
                        .map(PersonDirectory.StoredPerson::email)
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .orElse("");
                known.put(key, new KnownAddress(address, now));
            }
        }
    }

    private static boolean isOld(@Nullable KnownAddress known, Instant now) {
        return known == null || known.at().plus(KEPT).isBefore(now);
    }
}
