package dev.devledger.domain.sync.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Entries that are the same though nobody has said so: the service shows which one of the ledger it is, or both are of the
 * same time and not of different tasks. So what was logged in two services, or sent without an answer, is one entry.
 */
public final class EntryPairs {

    /** @param wanted what the ledger has, in the service's words */
    public record Candidate(UUID entry, RemoteWork wanted) {}

    private static final Comparator<RemoteEntry> OLDEST =
            Comparator.comparingInt((RemoteEntry each) -> each.id().length()).thenComparing(RemoteEntry::id);

    private EntryPairs() {}

    /**
     * By entry of the ledger; each has one at most.
     *
     * @param unlinked remote ones that are nobody's
     */
    public static Map<UUID, RemoteEntry> of(List<Candidate> candidates, List<RemoteEntry> unlinked) {
        Map<UUID, RemoteEntry> pairs = new HashMap<>(named(candidates, unlinked));
        Map<Instant, List<RemoteEntry>> nameless = new HashMap<>();
        unlinked.stream().filter(each -> each.entry() == null).sorted(OLDEST).forEach(each -> nameless.computeIfAbsent(
                        each.work().start(), any -> new ArrayList<>())
                .add(each));
        for (Candidate each : candidates) {
            List<RemoteEntry> left = nameless.getOrDefault(each.wanted().start(), List.of());
            if (!pairs.containsKey(each.entry())) {
                left.stream()
                        .filter(remote -> isSame(each.wanted(), remote.work()))
                        .findFirst()
                        .ifPresent(remote -> {
                            left.remove(remote);
                            pairs.put(each.entry(), remote);
                        });
            }
        }
        return pairs;
    }

    /** Of which the service shows what they are. */
    private static Map<UUID, RemoteEntry> named(List<Candidate> candidates, List<RemoteEntry> unlinked) {
        Set<UUID> wanted = candidates.stream().map(Candidate::entry).collect(Collectors.toSet());
        Map<UUID, RemoteEntry> named = new HashMap<>();
        unlinked.stream().sorted(OLDEST).forEach(each -> {
            if (each.entry() != null && wanted.contains(each.entry())) {
                named.putIfAbsent(each.entry(), each);
            }
        });
        return named;
    }

    private static boolean isSame(RemoteWork here, RemoteWork there) {
        boolean places =
                here.task() == null || there.task() == null || here.task().equals(there.task());
        return here.start().equals(there.start()) && Objects.equals(here.end(), there.end()) && places;
    }
}
