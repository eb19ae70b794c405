package dev.devledger.adapters.clickup;

import dev.devledger.application.person.PersonDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The addresses of people of the ledger, as far as they are in the workspace: nobody else can be told there. */
final class KnownAddresses {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final PersonDirectory people;
    private final Workspace workspace;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param address empty of who has none */
    private record Known(String address, Instant at) {}

    KnownAddresses(PersonDirectory people, Workspace workspace, InstantSource clock) {
        this.people = people;
        this.workspace = workspace;
        this.clock = clock;
    }

    /** Of these keys; what is an address already stays one. Before anything was asked there everybody may be in it. */
    SortedSet<String> of(SortedSet<String> keysOrAddresses) {
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
            Known found = known.get(key);
            if (found != null && !found.address().isEmpty()) {
                addresses.add(found.address());
            }
        }
        Optional<Workspace.Known> there = workspace.lastKnown();
        there.ifPresent(each -> addresses.retainAll(each.names().keySet()));
        return addresses;
    }

    private void look(List<String> keys) {
        Instant now = clock.instant();
        List<String> unknown =
                keys.stream().filter(each -> isOld(known.get(each), now)).toList();
        if (!unknown.isEmpty()) {
            Map<String, List<PersonDirectory.Known>> found = people.called(unknown);
            for (String key : unknown) {
                String address = found.getOrDefault(key, List.of()).stream()
                        .findFirst()
                        .map(PersonDirectory.Known::email)
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .orElse("");
                known.put(key, new Known(address, now));
            }
        }
    }

    private static boolean isOld(@Nullable Known known, Instant now) {
        return known == null || known.at().plus(KEPT).isBefore(now);
    }
}
