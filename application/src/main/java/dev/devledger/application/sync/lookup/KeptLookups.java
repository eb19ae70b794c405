package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found of single objects before. A person may take days to answer, and what keeps one thing from being done may
 * last for weeks: to look at each of them in each cycle would use up the calls of all else. What would be done on such a
 * proof, and was not before, is looked at anew first. Not kept over a restart.
 */
public final class KeptLookups {
    /** What is as old is looked at anew one by one, and what a guard holds not before, */
    static final Duration OLD = Duration.ofMinutes(10);

    /** and so often. */
    private static final Duration BETWEEN = Duration.ofMinutes(7);

    private final RepeatedLookups<RemoteLookups.Found> byId = new RepeatedLookups<>();
    private final RepeatedLookups<RemoteLookups.Found> anywhere = new RepeatedLookups<>();
    private final RepeatedLookups<RemoteLookups.Searched> searched = new RepeatedLookups<>();
    private Set<RemoteRef> held = Set.of();
    private Set<Planned> done = Set.of();
    private Instant newest = Instant.EPOCH;

    RepeatedLookups<RemoteLookups.Found> byId() {
        return byId;
    }

    RepeatedLookups<RemoteLookups.Found> anywhere() {
        return anywhere;
    }

    RepeatedLookups<RemoteLookups.Searched> searched() {
        return searched;
    }

    /** Whether a guard holds its deletion. */
    boolean isHeld(RemoteRef object) {
        return held.contains(object);
    }

    /** Whether the last cycle that looked there has done the same, so that nothing new comes of it. */
    boolean wasDone(Planned item) {
        return done.contains(item);
    }

    /** Whether what was known for so long may be looked at anew; counted where it may. */
    boolean mayBeLookedAt(Duration known, Instant now) {
        if (known.compareTo(OLD) < 0) {
            return true;
        }
        boolean mayBe = newest.isAfter(now) || !newest.plus(BETWEEN).isAfter(now);
        newest = mayBe ? now : newest;
        return mayBe;
    }

    public void forget(Set<String> objects) {
        byId.forget(objects);
        anywhere.forget(objects);
        searched.forget(objects);
    }

    /** What came of a cycle. */
    public void keep(Collection<RemoteRef> heldNow, Collection<Planned> doneNow, Snapshot snapshot, Instant now) {
        held = Set.copyOf(heldNow);
        done = Stream.concat(
                        doneNow.stream()
                                .filter(item ->
                                        !(item instanceof Planned.Removed || item instanceof Planned.ListEnded)),
                        done.stream().filter(item -> stands(item, snapshot)))
                .collect(Collectors.toUnmodifiableSet());
        Set<RemoteRef> shown = snapshot.seen().stream().map(RemoteTask::ref).collect(Collectors.toSet());
        byId.tidy(shown, now);
        anywhere.tidy(Set.of(), now);
        searched.tidy(shown, now);
    }

    /** Each is planned anew in a cycle that reads the lists it is about, and not every cycle does. */
    private static boolean stands(Planned item, Snapshot snapshot) {
        return PlanObjects.lists(item, snapshot.lists().keySet())
                .anyMatch(list ->
                        !snapshot.read().contains(list) && !snapshot.gone().contains(list));
    }
}
