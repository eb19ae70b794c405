package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which entities somebody still works below. Deleting one of them here would take along what is below it, also what was
 * made or changed there or here since: that is a change of the whole, and a question (sync design, section 5, row E7).
 */
final class StillUsed {
    private final KnownLinks links;
    private final Sides sides;
    private final Set<EntityRef> used = new HashSet<>();

    StillUsed(KnownLinks links, Sides sides) {
        this.links = links;
        this.sides = sides;
    }

    /** What was changed or made here, and is not there yet. */
    void here(Collection<EntityRef> marked, Predicate<EntityRef> isNews) {
        marked.stream()
                .filter(each -> each.kind() == EntityRef.Kind.TASK && isNews.test(each))
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

    private boolean isDeletedHere(RemoteTask task) {
        return links.owner(task.ref().id()).map(sides::deleted).orElse(false);
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
