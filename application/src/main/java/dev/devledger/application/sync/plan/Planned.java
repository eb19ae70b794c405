package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.Existence.ExistenceRule;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a full cycle is going to do with one entity or one remote object. */
public sealed interface Planned {
    /** Null for what the ledger does not have yet. */
    @Nullable
    EntityRef entity();

    /** Both sides have it, and one of them or both have changed it (E4, E11). */
    record Merged(
            EntityRef entity,
            long version,
            RemoteTask remote,
            Merge merge,
            @Nullable Place moveTo) implements Planned {}

    /** Out of sight until now, and back (E11). */
    record Returned(
            EntityRef entity,
            long version,
            RemoteTask remote,
            Merge merge,
            @Nullable Place moveTo) implements Planned {}

    /** Both sides had it without knowing of each other (E3). */
    record Adopted(EntityRef entity, long version, RemoteTask remote, Merge merge) implements Planned {}

    /** Only the remote has it (E2). */
    record Imported(RemoteTask remote) implements Planned {
        @Override
        public @Nullable EntityRef entity() {
            return null;
        }
    }

    /**
     * Deleted there, unchanged here (E6): as it is at that version, and not a newer one.
     *
     * @param with what goes with it here, since nothing of it is left there either; each with its version
     */
    record Removed(
            EntityRef entity,
            long version,
            String scope,
            String remoteId,
            @Nullable EntityRef parent,
            Map<EntityRef, Long> with)
            implements Planned {
        public Removed {
            with = Map.copyOf(with);
        }

        public Removed(EntityRef entity, long version, String scope, String remoteId, @Nullable EntityRef parent) {
            this(entity, version, scope, remoteId, parent, Map.of());
        }

        public Removed taking(Map<EntityRef, Long> along) {
            return new Removed(entity, version, scope, remoteId, parent, along);
        }
    }

    /**
     * Deleted by the sync, and restored there (E12). Nobody touched it here since, so what the ledger has is what both
     * sides last held: what was changed there is pulled by the next cycle.
     */
    record Revived(EntityRef entity, RemoteTask remote, Canonical base) implements Planned {}

    /** What it has there in fields of the service's own is not what was read there last. */
    record FieldsSeen(EntityRef entity, String remoteId, SortedMap<String, Object> fields) implements Planned {}

    /** A person has to decide (E7, E9, E13, an ambiguous E3). */
    record Asked(EntityRef entity, Dispute dispute, boolean claimedTwice) implements Planned {
        public Asked(EntityRef entity, Dispute dispute) {
            this(entity, dispute, false);
        }

        String rule() {
            return claimedTwice ? ExistenceRule.UNDECIDED.code() : dispute.rowCode();
        }
    }

    /** What a person was asked has answered itself. */
    record Withdrawn(EntityRef entity, ConflictBook.Standing question, String reason) implements Planned {}

    /** What one side did not take from the other is not there any more; {@code base} is as it was. */
    record Accepted(EntityRef entity, Canonical base) implements Planned {}

    /** Both sides are rid of it (E10). */
    record Closed(EntityRef entity, String remoteId) implements Planned {}

    /** What is there cannot be read, and is left alone on both sides. */
    record Unreadable(EntityRef entity, String remoteId, String reason) implements Planned {}

    /**
     * A list is not there any more. What it took with it is one matter: decided, asked about and done as one.
     *
     * @param entity the card list, or the list that a project is
     * @param carried what becomes here of each that was in it; the list that a project is goes first among them
     */
    record ListEnded(EntityRef entity, String list, List<Planned> carried) implements Planned {
        public ListEnded {
            carried = List.copyOf(carried);
        }

        /** What would be deleted here. */
        List<Removed> removed() {
            return carried.stream()
                    .filter(Removed.class::isInstance)
                    .map(Removed.class::cast)
                    .toList();
        }

        /** The objects that were looked for, to be looked at anew before it is done. */
        public List<RemoteRef> objects() {
            return carried.stream()
                    .flatMap(item -> switch (item) {
                        case Removed removed -> Stream.of(new RemoteRef(removed.scope(), removed.remoteId()));
                        case Asked(var asked, Dispute.DeletedRemotely gone, var claimedTwice) ->
                            Stream.of(gone.object());
                        default -> Stream.<RemoteRef>empty();
                    })
                    .toList();
        }

        /** All the cards at once are never deleted unasked, however few they are. */
        boolean asks() {
            return entity.holdsCards() && !removed().isEmpty();
        }
    }

    /** It can be read again; {@code base} is what both sides last held. */
    record ReadAgain(EntityRef entity, String remoteId, Canonical base) implements Planned {}

    /** It stands where nothing of the ledger's is (E11). */
    record OutOfScope(EntityRef entity, String remoteId, String reason) implements Planned {}

    /** A list that has been there before, found by its name. */
    record ListFound(EntityRef entity, RemoteList list) implements Planned {}

    /** Only the remote has it, and it is a project (E2). */
    record ListImported(RemoteList list) implements Planned {
        @Override
        public @Nullable EntityRef entity() {
            return null;
        }
    }

    /** The list that a project is was changed there, such as its name. */
    record ListChanged(EntityRef entity, long version, RemoteList list, Merge merge) implements Planned {}

    /**
     * Something to be done there: the narrow part of the cycle does it, after a look of its own.
     *
     * @param rule the row that decides what becomes of it; which fields differ a row of the other table says
     */
    record Pushed(
            EntityRef entity,
            Action action,
            @Nullable RemoteRef remote,
            @Nullable EntityRef parent,
            Set<Field> fields,
            ExistenceRule rule)
            implements Planned {
        public enum Action {
            CREATE,
            UPDATE,
            DELETE,
            /** It is a card and becomes a list, or the other way round. */
            REPLACE,
            /** It stays there, and is let go. */
            DETACH
        }

        /** As it is shown, and part of what tells one plan from another. */
        String code() {
            return action == Action.UPDATE ? MergeRule.LOCAL_ONLY.code() : rule.code();
        }

        @Nullable
        String remoteId() {
            return remote == null ? null : remote.id();
        }
    }

    /** Where a task belongs in the ledger. */
    record Place(EntityRef project, @Nullable EntityRef parent) {}
}
