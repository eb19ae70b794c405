package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger has, in the words of the comparison. */
public final class LocalContent {
    private final KnownLinks links;
    private final LedgerViews sides;

    public LocalContent(KnownLinks links, LedgerViews sides) {
        this.links = links;
        this.sides = sides;
    }

    /** Null where it should not be there. */
    @Nullable
    public Canonical content(EntityRef entity) {
        return sides.wanted(entity) instanceof Wanted.Present present ? content(entity, present) : null;
    }

    public Canonical content(EntityRef entity, Wanted.Present present) {
        return links.link(entity).inTheirForm(own(entity, present));
    }

    private Canonical own(EntityRef entity, Wanted.Present present) {
        EntityRef parent = present.parent();
        Canonical content = parent == null ? present.content() : present.below(remoteId(parent));
        return links.words()
                .compared(entity.kind(), content, remoteId(present.home().list()));
    }

    /** What is below something new, or in it, is below nothing that the remote knows. */
    private String remoteId(EntityRef above) {
        return links.link(above) instanceof SyncLink.Linked linked
                ? linked.remote().id()
                : above.toString();
    }

    public LocalState state(EntityRef entity, SyncLink.Linked linked) {
        Wanted wanted = sides.wanted(entity);
        if (wanted != null && !(wanted instanceof Wanted.Present)) {
            return sides.deleted(entity) && wanted.leaves() ? LocalState.DELETED : LocalState.of(wanted);
        }
        return linked.base().equals(content(entity)) ? LocalState.UNCHANGED : LocalState.CHANGED;
    }

    /**
     * As {@link #state}, where a list has shown the object last at that time. What was changed here since is changed,
     * whatever the object answered by its id: a deleted one answers as well, and takes what is written into it.
     */
    public LocalState state(EntityRef entity, SyncLink.Linked linked, Instant seen) {
        LocalState state = state(entity, linked);
        return state == LocalState.UNCHANGED && isWrittenSince(linked, seen) ? LocalState.CHANGED : state;
    }

    static boolean isWrittenSince(SyncLink.Linked linked, Instant seen) {
        return linked.writtenAt() != null && !linked.writtenAt().isBefore(seen);
    }

    /** What it is below in the ledger. */
    @Nullable
    public EntityRef above(EntityRef entity) {
        return entity.kind() == Kind.TASK ? sides.above(entity) : null;
    }
}
