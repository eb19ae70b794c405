package dev.devledger.application.sync.simulation;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sync only deletes on one side what a person has deleted on the other (docs/sync-design.md, section 9, I5). */
final class AskedDeletes {
    private final World world;
    private final Function<EntityRef, @Nullable DesiredObject> wanted;
    private final Map<EntityRef, LedgerEvent> newest = new HashMap<>();
    private int read;

    AskedDeletes(World world, Function<EntityRef, @Nullable DesiredObject> wanted) {
        this.world = world;
        this.wanted = wanted;
        world.remote.onDelete(this::there);
        world.remote.onDeleteList(this::listThere);
        world.remote.onGoingAlong(this::alongThere);
    }

    /** @param since when the cycle began that has deleted it; what was restored there meanwhile it cannot have seen */
    void here(LedgerEvent event, Instant since) {
        if (!world.isBySync(event)) {
            return;
        }
        if (event.payload() instanceof TaskEvent.Deleted gone && gone.with() == null) {
            requireThrownAway(EntityRef.task(gone.task().value()), since);
        }
        if (event.payload() instanceof ProjectEvent.Deleted gone) {
            EntityRef project = EntityRef.project(gone.project().value());
            boolean listGone = objects(EntityRef.list(project.id())).anyMatch(object -> world.remote.allLists().stream()
                    .noneMatch(list -> list.id().equals(object.id())));
            if (!listGone) {
                requireThrownAway(project, since);
            }
        }
    }

    /** By now it may be linked to another card, where it was restored a moment ago. */
    private void requireThrownAway(EntityRef entity, Instant since) {
        boolean thrownAway = objects(entity)
                .map(object -> world.remote.byId(object.id()).orElseThrow())
                .anyMatch(card ->
                        (card.thrownAway || card.wentAlong) && (card.deleted || !card.restoredAt.isBefore(since)));
        if (!thrownAway && !world.remote.looksDeleted()) {
            throw new Broken("I5", entity + " is deleted here, and nobody has deleted it there");
        }
    }

    /** All that it was ever linked to. */
    Stream<RemoteRef> objects(EntityRef entity) {
        return world.ledger.events().stream()
                .filter(world::concerns)
                .map(LedgerEvent::payload)
                .filter(SyncEvent.Linked.class::isInstance)
                .map(SyncEvent.Linked.class::cast)
                .filter(linked -> linked.link().entity().equals(entity))
                .map(SyncEvent.Linked::remote);
    }

    private void there(RemoteRef ref) {
        EntityRef owner = owner(ref)
                .filter(entity -> world.link(entity) instanceof SyncLink.Deleting)
                .orElseThrow(() -> new Broken("I5", ref + " is deleted there, and it is nobody's"));
        require(owner, ref);
    }

    /** Whoever has decided that all goes has decided that of what is below it as well, on each level. */
    private void alongThere(RemoteRef above, RemoteRef below) {
        if (!isDecided(above)) {
            EntityRef owner = owner(below)
                    .orElseThrow(() -> new Broken("I5", below + " goes along with " + above + ", and is nobody's"));
            require(owner, below);
        }
    }

    private boolean isDecided(RemoteRef ref) {
        boolean itself = owner(ref)
                .filter(entity -> world.link(entity) instanceof SyncLink.Deleting deleting && deleting.withAll())
                .isPresent();
        String above = world.remote.byId(ref.id()).orElseThrow().content.parent();
        return itself || (above != null && isDecided(new RemoteRef(ref.list(), above)));
    }

    private Optional<EntityRef> owner(RemoteRef ref) {
        return world.book.ofRemote(world.account, Set.of(ref.id())).stream()
                .map(LinkBook.Entry::entity)
                .filter(entity -> entity.kind() != EntityRef.Kind.LIST)
                .findFirst();
    }

    /**
     * With a list goes what is in it. What a person has abandoned in it is in no read of it (docs/ticktick.md,
     * section 10), and what somebody puts into it while its delete is on its way is in none that came before.
     */
    private void listThere(String list) {
        boolean decided = world.book.lists(world.account).values().stream()
                .anyMatch(link -> link instanceof SyncLink.Deleting deleting
                        && deleting.withAll()
                        && deleting.remote().id().equals(list));
        if (decided) {
            world.remote.live().stream().filter(card -> card.list.equals(list)).forEach(card -> card.decided = true);
            return; // a person wants it gone with whatever is in it
        }
        for (Card card : world.remote.live()) {
            if (card.list.equals(list) && !card.hiddenFromItsEnd) {
                RemoteRef ref = new RemoteRef(list, card.id);
                EntityRef owner = owner(ref)
                        .orElseThrow(() -> new Broken(
                                "I5", card.content.title() + " goes with its list there, and it is nobody's"));
                require(owner, ref);
            }
        }
    }

    private void require(EntityRef owner, RemoteRef ref) {
        switch (wanted.apply(owner)) {
            case DesiredObject.Replaced replaced -> {} // a person has given its project another place
            case DesiredObject.Gone gone when !world.isBySync(deleted(owner)) -> {}
            case null, default ->
                throw new Broken("I5", owner + ", " + ref + ", is deleted there, and nobody has deleted it here");
        }
    }

    private LedgerEvent deleted(EntityRef entity) {
        List<LedgerEvent> since = world.ledger.eventsFrom(read);
        read += since.size();
        for (LedgerEvent event : since.stream().filter(world::concerns).toList()) {
            switch (event.payload()) {
                case TaskEvent.Deleted gone ->
                    newest.put(EntityRef.task(gone.task().value()), event);
                case ProjectEvent.Deleted gone ->
                    newest.put(EntityRef.project(gone.project().value()), event);
                case ConflictEvent.Resolved resolved
                when isToGoAgain(resolved) -> newest.put(resolved.link().entity(), event);
                default -> {}
            }
        }
        LedgerEvent event = newest.get(entity);
        if (event == null) {
            throw new Broken("I5", entity + " was never deleted here");
        }
        return event;
    }

    /** Deleted there first, it stood there again; whoever keeps it deleted here has asked for its delete there. */
    private boolean isToGoAgain(ConflictEvent.Resolved resolved) {
        return resolved.choice() == Choice.LOCAL
                && world.conflicts
                        .entry(resolved.conflict())
                        .filter(each -> each.dispute() instanceof Dispute.Reappeared)
                        .isPresent();
    }
}
