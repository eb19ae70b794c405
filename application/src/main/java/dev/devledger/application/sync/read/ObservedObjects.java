package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects that a full cycle has seen, by their entities, and the entities whose objects it missed. */
public final class ObservedObjects {
    private final Snapshot snapshot;
    private final CycleLinks links;
    private final Map<EntityRef, RemoteTask> seen = new LinkedHashMap<>();
    private final List<RemoteTask> newcomers = new ArrayList<>();
    private final List<LinkBook.Entry> absent = new ArrayList<>();

    public ObservedObjects(Snapshot snapshot, CycleLinks links) {
        this.snapshot = snapshot;
        this.links = links;
        for (RemoteTask task : snapshot.seen()) {
            if (links.clashes().containsKey(task.ref().id())) {
                continue;
            }
            links.owner(task.ref().id()).ifPresentOrElse(owner -> seen.put(owner, task), () -> newcomers.add(task));
        }
        for (LinkBook.Entry entry : links.inScope()) {
            SyncLink.Linked linked = asLinked(entry.link());
            if (entry.entity().kind() != Kind.LIST
                    && linked != null
                    && !seen.containsKey(entry.entity())
                    && !links.clash(entry.entity())
                    && !snapshot.cannotRead(linked.remote().id())
                    && snapshot.provesAbsence(linked.remote().list())
                    && (linked.wasOpen()
                            || snapshot.gone().contains(linked.remote().list()))) {
                absent.add(entry);
            }
        }
    }

    public RemoteTask task(EntityRef entity) {
        return Objects.requireNonNull(seen.get(entity), "It was not seen");
    }

    public boolean isSeen(EntityRef entity) {
        return seen.containsKey(entity);
    }

    /** The entities whose objects were seen. */
    public Set<EntityRef> seen() {
        return seen.keySet();
    }

    /** Returns the objects that belong to no entity yet. */
    public List<RemoteTask> newcomers() {
        return newcomers;
    }

    /** True if the entity's object exists but cannot be read: nothing is written on either side then. */
    public boolean cannotBeRead(EntityRef entity) {
        RemoteRef remote = links.link(entity).object();
        return remote != null && snapshot.cannotRead(remote.id());
    }

    /** The entities whose objects exist and cannot be read. */
    List<EntityRef> unreadable() {
        return snapshot.quarantined().keySet().stream()
                .flatMap(id -> links.owner(id).stream())
                .toList();
    }

    public List<LinkBook.Entry> absent() {
        return absent;
    }

    /**
     * Returns the link of an object that still exists as far as known, such as an object that is about to be deleted;
     * else null.
     */
    public static SyncLink.@Nullable Linked asLinked(SyncLink link) {
        return switch (link) {
            case SyncLink.Linked linked -> linked;
            case SyncLink.Deleting deleting -> linked(deleting);
            default -> null;
        };
    }

    /** True if the object differs from the link's base, or the entity is not linked any more. */
    public boolean differs(EntityRef entity, RemoteTask task) {
        return switch (links.link(entity)) {
            case SyncLink.Linked linked ->
                !linked.remote().list().equals(task.ref().list())
                        || Reconciliation.isNews(
                                links.words().compared(entity.kind(), linked),
                                links.words().compared(entity.kind(), task));
            case SyncLink.Deleting deleting ->
                !deleting.remote().list().equals(task.ref().list())
                        || Reconciliation.changedByOthers(
                                links.words().compared(entity.kind(), linked(deleting)),
                                links.words().compared(entity.kind(), task));
            case SyncLink.OutOfScope outside -> true;
            case SyncLink.Closed closed -> true;
            default -> false;
        };
    }

    public static SyncLink.Linked linked(SyncLink.Deleting deleting) {
        return deleting.asLinked();
    }

    /** Returns the entities seen, parents first: if a parent is restored, the entities below it are restored too. */
    public List<EntityRef> topDown() {
        return seen.keySet().stream()
                .sorted(Comparator.comparingInt(entity -> depth(task(entity))))
                .toList();
    }

    private int depth(RemoteTask task) {
        int depth = 0;
        @Nullable RemoteTask above = task;
        while (above != null && above.content().parent() != null && depth < RemoteReads.FOLLOWED) {
            depth++;
            above = snapshot.task(above.content().parent());
        }
        return depth;
    }
}
