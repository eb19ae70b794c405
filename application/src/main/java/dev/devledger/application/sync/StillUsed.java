package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.Existence.LocalState;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.Vocabulary;
import dev.devledger.domain.sync.Wanted;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which entities somebody still works below. Deleting one of them here would take along what is below it, also what was
 * made or changed there or here since: that is a change of the whole, and a question (sync design, section 5, row E7).
 */
final class StillUsed {
    private final KnownLinks links;
    private final Sides sides;
    private final LocalSide local;
    private final Frozen frozen;
    private final Set<EntityRef> used = new HashSet<>();

    StillUsed(KnownLinks links, Sides sides, LocalSide local, Frozen frozen) {
        this.links = links;
        this.sides = sides;
        this.local = local;
        this.frozen = frozen;
    }

    /** What was changed or made here, and is not there yet. */
    void here(Collection<EntityRef> entities) {
        entities.stream()
                .filter(each -> each.kind() == EntityRef.Kind.TASK && isNews(each))
                .forEach(this::above);
    }

    /** What stands there, below something that does not. */
    void there(Snapshot snapshot) {
        for (RemoteTask task : snapshot.seen()) {
            String parent = task.content().parent();
            if (parent != null
                    && task.content().status() == RemoteStatus.OPEN
                    && snapshot.task(parent) == null
                    && !isDeletedHere(task)) {
                links.owner(parent).ifPresent(above -> {
                    used.add(above);
                    above(above);
                });
            }
        }
    }

    /** What it is cannot be told, so neither can that nobody works with it. */
    void unreadable(Collection<EntityRef> entities) {
        entities.stream().filter(each -> each.kind() == EntityRef.Kind.TASK).forEach(this::above);
    }

    private boolean isDeletedHere(RemoteTask task) {
        return links.owner(task.ref().id()).map(sides::deleted).orElse(false);
    }

    /** Whether the ledger has something of it that is not there, or that a person has yet to decide about. */
    private boolean isNews(EntityRef entity) {
        if (!(sides.wanted(entity) instanceof Wanted.Present)) {
            return false;
        }
        return switch (links.link(entity)) {
            case SyncLink.Linked linked ->
                local.state(entity, Vocabulary.compared(entity.kind(), linked)) == LocalState.CHANGED;
            case SyncLink.Detached detached -> frozen.isAsWhole(entity);
            case SyncLink.OutOfScope outside -> false;
            case SyncLink.Deleting deleting -> false;
            default -> true;
        };
    }

    private void above(EntityRef entity) {
        EntityRef parent = sides.parent(entity);
        while (parent != null && used.add(parent)) {
            parent = sides.parent(parent);
        }
        used.add(EntityRef.project(sides.projectOf(entity)));
    }

    boolean contains(EntityRef entity) {
        return used.contains(entity);
    }
}
