package dev.devledger.application.sync.read;

import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a plan has to know more of; {@code marked} is what may have been changed in the ledger. */
public record ConcernedEntities(Snapshot snapshot, KnownLinks links, Observed observed, Set<EntityRef> marked) {
    public Set<EntityRef> all() {
        Set<EntityRef> concerned = new LinkedHashSet<>(marked);
        concerned.removeIf(EntityRef::holdsCards);
        links.clashes().values().forEach(concerned::addAll);
        observed.absent().forEach(entry -> concerned.add(entry.entity()));
        concerned.addAll(observed.unreadable());
        concerned.addAll(parentsThere(concerned));
        observed.seen().forEach(entity -> {
            RemoteTask task = observed.task(entity);
            boolean letGo = links.link(entity) instanceof SyncLink.Detached; // and may keep what it is below
            if (marked.contains(entity) || mayDiffer(entity, task) || wasRefused(entity) || letGo) {
                concerned.add(entity);
                parentOf(task).ifPresent(concerned::add);
            }
        });
        observed.newcomers().forEach(task -> parentOf(task).ifPresent(concerned::add));
        snapshot.scopes().stream().map(SyncedList::owner).forEach(concerned::add);
        concerned.removeIf(EntityRef::holdsCards);
        return concerned;
    }

    /** What cannot be compared fails by itself, when it is decided what becomes of it. */
    private boolean mayDiffer(EntityRef entity, RemoteTask task) {
        try {
            return observed.differs(entity, task);
        } catch (RuntimeException e) {
            return true;
        }
    }

    private boolean wasRefused(EntityRef entity) {
        return links.link(entity) instanceof SyncLink.Linked linked && linked.refusal() != null;
    }

    /** What they were last known to be below there: where one of them is looked up, it still is. */
    private List<EntityRef> parentsThere(Collection<EntityRef> entities) {
        return entities.stream()
                .map(links::link)
                .filter(SyncLink.Linked.class::isInstance)
                .map(link -> ((SyncLink.Linked) link).base().parent())
                .filter(Objects::nonNull)
                .flatMap(parent -> links.owner(parent).stream())
                .toList();
    }

    private Optional<EntityRef> parentOf(RemoteTask task) {
        return Optional.ofNullable(task.content().parent()).flatMap(links::owner);
    }
}
