package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.Guards;
import dev.devledger.domain.sync.Hold;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The deletes that one pass is about to do there, and which of them have to wait. */
final class Deletions {
    private final CycleGuards guards;
    private final List<CycleGuards.Write> writes;
    private final List<Hold> held;

    private Deletions(CycleGuards guards, List<CycleGuards.Write> writes, List<Hold> held) {
        this.guards = guards;
        this.writes = writes;
        this.held = held;
    }

    /** {@code waits} for a person who is asked about it alone: it is not about to be deleted, and does not count. */
    static Deletions of(
            List<Candidate> candidates,
            Function<EntityRef, SyncLink> links,
            Predicate<EntityRef> waits,
            CycleGuards guards) {
        List<CycleGuards.Write> writes = new ArrayList<>();
        for (Candidate each : candidates) {
            EntityRef entity = each.item().entity();
            if (links.apply(entity) instanceof SyncLink.Deleting) {
                guards.begun(entity);
            }
            if (each.wanted() instanceof Wanted.Gone
                    && !waits.test(entity)
                    && links.apply(entity) instanceof SyncLink.Linked linked) {
                writes.add(new CycleGuards.Write(
                        Guards.Kind.DELETE_REMOTELY,
                        linked.remote().list(),
                        entity.toString(),
                        each.above(),
                        Set.of(),
                        each.item().changeSet(),
                        entity));
            }
        }
        return new Deletions(guards, writes, guards.judge(writes, false, false));
    }

    boolean holds(EntityRef entity) {
        return writes.stream().anyMatch(write -> entity.equals(write.entity()) && CycleGuards.covers(held, write));
    }

    /** What is gone there now counts for the guards of the next day. */
    void remember(Function<EntityRef, SyncLink> links) {
        guards.deleted(writes.stream()
                .filter(write -> links.apply(Objects.requireNonNull(write.entity())) instanceof SyncLink.Closed)
                .toList());
    }
}
