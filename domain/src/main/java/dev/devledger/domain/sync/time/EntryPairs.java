package dev.devledger.domain.sync.time;

import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
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
 * Pairs entries that are the same without a recorded link: either the service names the ledger's entry, or both have
 * the same person and the same time, and not different tasks. Thus an entry that was logged in two services, or sent
 * without an answer, is one entry.
 */
public final class EntryPairs {

    /** Largest assumed difference between the clocks of two machines that date the start of a timer. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /**
     * @param wanted the ledger's entry, in the service's words
     * @param sent true if the entry was sent with an unknown outcome; the remote entry may have been changed since
     * @param started the time of the start request, if the service sets its own start time; else null
     */
    public record Candidate(
            UUID entry,
            RemoteEntryContent wanted,
            boolean sent,
            @Nullable Instant started) {
        /** An entry that was not sent to the service. */
        public Candidate(UUID entry, RemoteEntryContent wanted) {
            this(entry, wanted, false, null);
        }
    }

    private static final Comparator<RemoteEntry> OLDEST =
            Comparator.comparingInt((RemoteEntry each) -> each.id().length()).thenComparing(RemoteEntry::id);

    private EntryPairs() {}

    /**
     * Returns the remote entry of each ledger entry that has one.
     *
     * @param unlinked remote entries without a link
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

    /** True if the remote entry is probably the sent one: it has the same start, or the same end and note. */
    private static boolean isOfIt(Candidate candidate, RemoteEntryContent there) {
        RemoteEntryContent sent = candidate.wanted();
        if (!isSamePerson(sent, there)) {
            return false;
        }
        Instant started = candidate.started();
        boolean noted = !sent.note().isEmpty() && sent.note().equals(there.note());
        if (started != null) { // a person has one running entry at most, and clocks may differ much about its start
            boolean near = Duration.between(started, there.start()).abs().compareTo(SKEW) <= 0;
            return isSamePlace(sent, there) && (near || noted || there.running());
        }
        boolean begins = sent.start().equals(there.start());
        boolean ends = sent.end() != null && sent.end().equals(there.end()) && noted;
        return begins || ends;
    }

    /** Returns the pairs for which the service names the ledger's entry. */
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

    private static boolean isSame(RemoteEntryContent here, RemoteEntryContent there) {
        return isSamePerson(here, there)
                && here.start().equals(there.start())
                && Objects.equals(here.end(), there.end())
                && isSamePlace(here, there);
    }

    /** Compares persons, as two who work together may log the same minutes of the same task. */
    private static boolean isSamePerson(RemoteEntryContent here, RemoteEntryContent there) {
        return Objects.equals(here.user(), there.user());
    }

    private static boolean isSamePlace(RemoteEntryContent here, RemoteEntryContent there) {
        return here.task() == null || there.task() == null || here.task().equals(there.task());
    }
}
