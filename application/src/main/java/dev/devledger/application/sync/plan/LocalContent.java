package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.local.LocalEntityStates;
import dev.devledger.application.sync.read.CycleLinks;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ledger's content in the vocabulary of the comparison. */
public final class LocalContent {
    private final CycleLinks links;
    private final LocalEntityStates sides;

    public LocalContent(CycleLinks links, LocalEntityStates sides) {
        this.links = links;
        this.sides = sides;
    }

    /** Returns the content that the entity's object should have; null if it should have no object. */
    @Nullable
    public CanonicalContent content(EntityRef entity) {
        return sides.wanted(entity) instanceof DesiredObject.Present present ? content(entity, present) : null;
    }

    public CanonicalContent content(EntityRef entity, DesiredObject.Present present) {
        return links.link(entity).inTheirForm(own(entity, present));
    }

    private CanonicalContent own(EntityRef entity, DesiredObject.Present present) {
        EntityRef parent = present.parent();
        CanonicalContent content = parent == null ? present.content() : present.below(remoteId(parent));
        return links.words()
                .compared(entity.kind(), content, remoteId(present.home().list()));
    }

    /** Returns the remote id of the parent or list; if that has no object yet, the entity's name stands for it. */
    private String remoteId(EntityRef above) {
        return links.link(above) instanceof SyncLink.Linked linked
                ? linked.remote().id()
                : above.toString();
    }

    public LocalState state(EntityRef entity, SyncLink.Linked linked) {
        DesiredObject wanted = sides.wanted(entity);
        if (wanted != null && !(wanted instanceof DesiredObject.Present)) {
            return sides.deleted(entity) && wanted.leaves() ? LocalState.DELETED : LocalState.of(wanted);
        }
        return linked.base().equals(content(entity)) ? LocalState.UNCHANGED : LocalState.CHANGED;
    }

    /**
     * As {@link #state}, for an object that a list last showed at {@code seen}. A write since then counts as a local
     * change, whatever a read by its id shows: a deleted object can be read too, and accepts writes.
     */
    public LocalState state(EntityRef entity, SyncLink.Linked linked, Instant seen) {
        LocalState state = state(entity, linked);
        return state == LocalState.UNCHANGED && isWrittenSince(linked, seen) ? LocalState.CHANGED : state;
    }

    static boolean isWrittenSince(SyncLink.Linked linked, Instant seen) {
        return linked.writtenAt() != null && !linked.writtenAt().isBefore(seen);
    }

    /** Returns the entity's parent in the ledger. */
    @Nullable
    public EntityRef above(EntityRef entity) {
        return entity.kind() == Kind.TASK ? sides.above(entity) : null;
    }
}
