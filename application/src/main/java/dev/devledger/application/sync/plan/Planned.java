package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The action of a full cycle on one entity or one remote object. */
public sealed interface Planned {
    /** Returns the entity; null if the ledger does not have it yet. */
    @Nullable
    EntityRef entity();

    /** The entity is on both sides, and at least one side changed it (E4, E11). */
    record Merged(
            EntityRef entity,
            long version,
            RemoteTask remote,
            Merge merge,
            @Nullable Place moveTo) implements Planned {}

    /** The object is back in a synced list (E11). */
    record BackInScope(
            EntityRef entity,
            long version,
            RemoteTask remote,
            Merge merge,
            @Nullable Place moveTo) implements Planned {}

    /** Entity and object exist, and were not linked before (E3). */
    record Adopted(EntityRef entity, long version, RemoteTask remote, Merge merge) implements Planned {}

    /** The object exists only remotely (E2). */
    record Imported(RemoteTask remote) implements Planned {
        @Override
        public @Nullable EntityRef entity() {
            return null;
        }
    }

    /**
     * The object was deleted remotely, and the entity is unchanged in the ledger (E6); applies only to this version of
     * the entity.
     *
     * @param with the entities that are deleted with this one in the ledger, as their objects are gone too; each with
     *     its version
     */
    record DeletedRemotely(
            EntityRef entity,
            long version,
            String scope,
            String remoteId,
            @Nullable EntityRef parent,
            Map<EntityRef, Long> with)
            implements Planned {
        public DeletedRemotely {
            with = Map.copyOf(with);
        }

        public DeletedRemotely(
                EntityRef entity, long version, String scope, String remoteId, @Nullable EntityRef parent) {
            this(entity, version, scope, remoteId, parent, Map.of());
        }

        public DeletedRemotely taking(Map<EntityRef, Long> along) {
            return new DeletedRemotely(entity, version, scope, remoteId, parent, along);
        }
    }

    /**
     * The sync deleted the entity, and its object was restored remotely (E12). The entity is unchanged since the
     * deletion, so its content is the base: the next cycle pulls remote changes.
     */
    record RestoredRemotely(EntityRef entity, RemoteTask remote, CanonicalContent base) implements Planned {}

    /** Fields that only the service has differ from the values last read. */
    record FieldsSeen(EntityRef entity, String remoteId, SortedMap<String, Object> fields) implements Planned {}

    /** A person has to decide (E7, E9, E13, an ambiguous E3). */
    record Question(EntityRef entity, Dispute dispute, boolean claimedTwice) implements Planned {
        public Question(EntityRef entity, Dispute dispute) {
            this(entity, dispute, false);
        }

        String rule() {
            return claimedTwice ? ExistenceRule.UNDECIDED.code() : dispute.rowCode();
        }
    }

    /** A question to a person is no longer open, as its reason is gone. */
    record Withdrawal(EntityRef entity, ConflictBook.OpenConflict question, String reason) implements Planned {}

    /** A value that one side refused no longer exists; {@code base} is unchanged. */
    record RefusalEnded(EntityRef entity, CanonicalContent base) implements Planned {}

    /** Entity and object are deleted on both sides (E10). */
    record Closed(EntityRef entity, String remoteId) implements Planned {}

    /** The object cannot be read, so both sides stay as they are. */
    record Unreadable(EntityRef entity, String remoteId, String reason) implements Planned {}

    /**
     * A list no longer exists. Everything in it is decided, asked about and carried out together.
     *
     * @param entity the card list, or the project's list
     * @param carried the items for each entity that was in the list; in a project's list, the project's own item is
     *     first
     */
    record ListGone(EntityRef entity, String list, List<Planned> carried) implements Planned {
        public ListGone {
            carried = List.copyOf(carried);
        }

        /** Returns the deletions in the ledger. */
        List<DeletedRemotely> removed() {
            return carried.stream()
                    .filter(DeletedRemotely.class::isInstance)
                    .map(DeletedRemotely.class::cast)
                    .toList();
        }

        /** Returns the objects that were looked up, and have to be looked up again before this item is carried out. */
        public List<RemoteRef> objects() {
            return carried.stream()
                    .flatMap(item -> switch (item) {
                        case DeletedRemotely removed -> Stream.of(new RemoteRef(removed.scope(), removed.remoteId()));
                        case Question(var asked, Dispute.DeletedRemotely gone, var claimedTwice) ->
                            Stream.of(gone.object());
                        default -> Stream.<RemoteRef>empty();
                    })
                    .toList();
        }

        /** True for a card list with deletions: all cards of a list are never deleted without a question. */
        boolean asks() {
            return entity.holdsCards() && !removed().isEmpty();
        }
    }

    /** The object can be read again; {@code base} is unchanged. */
    record ReadableAgain(EntityRef entity, String remoteId, CanonicalContent base) implements Planned {}

    /** The object is in a list that is not synced (E11). */
    record OutOfScope(EntityRef entity, String remoteId, String reason) implements Planned {}

    /** An existing list, found by its name. */
    record ListFound(EntityRef entity, RemoteList list) implements Planned {}

    /** A list exists only remotely, and becomes a project (E2). */
    record ListImported(RemoteList list) implements Planned {
        @Override
        public @Nullable EntityRef entity() {
            return null;
        }
    }

    /** A project's list was changed remotely, such as its name. */
    record ListChanged(EntityRef entity, long version, RemoteList list, Merge merge) implements Planned {}

    /**
     * A remote write, which the narrow part of the cycle makes after a read of the object.
     *
     * @param rule the row of the existence table; the field table has the row of each field
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
            /** The entity is a card and becomes a list, or the other way round. */
            REPLACE,
            /** The object stays and is released. */
            DETACH
        }

        /** Returns the row's code as it is shown; it is part of the plan's hash. */
        String code() {
            return action == Action.UPDATE ? MergeRule.LOCAL_ONLY.code() : rule.code();
        }

        @Nullable
        String remoteId() {
            return remote == null ? null : remote.id();
        }
    }

    /** The place of a task in the ledger. */
    record Place(EntityRef project, @Nullable EntityRef parent) {}
}
