package dev.devledger.application.time;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.Parts;
import dev.devledger.domain.time.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds time entries for a write. */
public interface TimeEntryDirectory {

    /** @param deleted whether it is deleted; its details are those of before */
    record Known(Parts.Seen seen, boolean deleted) {}

    /**
     * Nobody else writes time of these people until the transaction ends, so that one entry of a person runs at most, and what
     * is read of their entries stays true. A write takes this before it sends a command: commands hold locks of their own, and
     * the two kinds are always taken in this order.
     */
    void lock(Collection<PersonId> people);

    /** Also one that is deleted. */
    Optional<Known> find(String idOrKey);

    /** Those of these that there are, by what they were called. */
    default Map<String, Known> findAll(Collection<String> idsOrKeys) {
        Map<String, Known> found = new HashMap<>();
        idsOrKeys.forEach(each -> find(each).ifPresent(known -> found.put(each, known)));
        return found;
    }

    /** The entries of these people that began within that time, not deleted, oldest first. */
    List<Known> started(Collection<PersonId> people, Instant from, Instant to);

    /** Of the entries of the person those that run, and are not deleted. */
    Timer timer(PersonId person);

    /** The keys of the first of the person's other entries, not deleted, that have a moment in common with it. */
    List<TimeEntryKey> overlapping(Parts.Seen entry, Instant now);

    /** A key that nothing has or had. */
    TimeEntryKey nextKey();

    /** So many new ones, in one statement. */
    default List<TimeEntryKey> nextKeys(int count) {
        return Stream.generate(this::nextKey).limit(count).toList();
    }
}
