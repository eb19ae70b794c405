package dev.devledger.domain.sync.time;

import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

/**
 * Entries that are the same though nobody has said so: the service shows which one of the ledger it is, or both are of the
 * same person and time, and not of different tasks. So what was logged in two services, or sent without an answer, is one entry.
 */
public final class EntryPairs {

    /** How far apart two machines may be that both say when a timer was started. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /**
     * @param wanted what the ledger has, in the service's words
     * @param sent whether it was sent, and nobody knows what came of it: somebody may have changed it there since
     * @param started when the service was told to start it, where it has its own word of when it began; else null
     */
    public record Candidate(
            UUID entry,
            RemoteWork wanted,
            boolean sent,
            @Nullable Instant started) {
        /** One of which nobody has told the service. */
        public Candidate(UUID entry, RemoteWork wanted) {
            this(entry, wanted, false, null);
        }
    }

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
        List<RemoteEntry> left = new ArrayList<>();
        nameless.values().forEach(left::addAll);
        left.sort(OLDEST);
        candidates.stream()
                .filter(each -> each.sent() && !pairs.containsKey(each.entry()))
                .forEach(each -> left.stream()
                        .filter(remote -> isOfIt(each, remote.work()))
                        .findFirst()
                        .ifPresent(remote -> {
                            left.remove(remote);
                            pairs.put(each.entry(), remote);
                        }));
        return pairs;
    }

    /** What was sent has made it, as far as anybody can tell: it has kept its beginning, or its end and its note. */
    private static boolean isOfIt(Candidate candidate, RemoteWork there) {
        RemoteWork sent = candidate.wanted();
        if (!isSamePerson(sent, there)) {
            return false;
        }
        Instant started = candidate.started();
        boolean noted = !sent.note().isEmpty() && sent.note().equals(there.note());
        if (started != null) { // one runs at most, and what clocks say of it may be far apart
            boolean near = Duration.between(started, there.start()).abs().compareTo(SKEW) <= 0;
            return isSamePlace(sent, there) && (near || noted || there.running());
        }
        boolean begins = sent.start().equals(there.start());
        boolean ends = sent.end() != null && sent.end().equals(there.end()) && noted;
        return begins || ends;
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
        return isSamePerson(here, there)
                && here.start().equals(there.start())
                && Objects.equals(here.end(), there.end())
                && isSamePlace(here, there);
    }

    /** Two who work together may log the same minutes of the same task. */
    private static boolean isSamePerson(RemoteWork here, RemoteWork there) {
        return Objects.equals(here.user(), there.user());
    }

    private static boolean isSamePlace(RemoteWork here, RemoteWork there) {
        return here.task() == null || there.task() == null || here.task().equals(there.task());
    }
}
