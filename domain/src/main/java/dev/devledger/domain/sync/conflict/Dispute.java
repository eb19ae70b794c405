package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger and the service disagree on. {@code local} and {@code remote} are the changes of each side since both
 * last agreed: {@code from} is the earlier value, {@code to} the new one.
 */
public sealed interface Dispute {

    /**
     * Both sides changed the same field differently.
     *
     * @param row the row of the merge table; with {@code BASE_UNKNOWN} the {@code from} of each side is the other
     *     side's value
     * @param places the parents that the dispute names, with their entities in the ledger; empty in disputes from
     *     before these were stored
     * @param remoteAt the time of the remote's last write, by its own clock; null if the remote gave none, or the
     *     dispute is from before this was stored
     */
    record FieldDispute(
            Field field,
            MergeRule row,
            CanonicalChanges local,
            CanonicalChanges remote,
            ConflictPolicy policy,
            AppliedSide applied,
            List<RemotePlace> places,
            @Nullable Instant remoteAt)
            implements Dispute {
        public FieldDispute {
            Objects.requireNonNull(local); // a dispute without a side cannot be decided
            Objects.requireNonNull(remote);
            places = known(places);
        }

        public FieldDispute(
                Field field,
                MergeRule row,
                CanonicalChanges local,
                CanonicalChanges remote,
                ConflictPolicy policy,
                AppliedSide applied) {
            this(field, row, local, remote, policy, applied, List.of(), null);
        }

        /** Returns changes whose {@code to} is the ledger's value, even if only the remote changed the field. */
        public CanonicalChanges toLocal() {
            return local.fields().contains(field) ? local : remote.reversed();
        }

        /** Returns changes whose {@code to} is the remote's value, even if only the ledger changed the field. */
        public CanonicalChanges toRemote() {
            return remote.fields().contains(field) ? remote : local.reversed();
        }

        /** True if the base was known. */
        public boolean baseKnown() {
            return row != MergeRule.BASE_UNKNOWN;
        }
    }

    /**
     * Deleted remotely, changed in the ledger since (E7).
     *
     * @param reason the reason to ask about an unchanged entity; null if the entity, or one below it, was changed
     */
    record DeletedRemotely(
            RemoteRef object,
            CanonicalChanges local,
            @Nullable String reason,
            List<RemotePlace> places) implements Dispute {
        public DeletedRemotely {
            places = known(places);
        }

        public DeletedRemotely(RemoteRef object, CanonicalChanges local) {
            this(object, local, null);
        }

        public DeletedRemotely(RemoteRef object, CanonicalChanges local, @Nullable String reason) {
            this(object, local, reason, List.of());
        }
    }

    /**
     * The entity was deleted in the ledger, but its object was changed remotely since (E9), or holds items that others
     * made.
     */
    record DeletedLocally(RemoteRef object, CanonicalChanges remote, String reason, List<RemotePlace> places)
            implements Dispute {
        public DeletedLocally {
            places = known(places);
        }

        public DeletedLocally(RemoteRef object, CanonicalChanges remote, String reason) {
            this(object, remote, reason, List.of());
        }
    }

    /**
     * The object was released, or both sides were deleted, and the object is seen again remotely (E13).
     *
     * @param content the remote content, from which both sides can be linked again
     */
    record Reappeared(RemoteRef object, CanonicalContent content) implements Dispute {}

    /**
     * A given-up create, sent again or not, has made this object after all (DUPLICATE; docs/sync-design.md, section 6).
     * The object is not imported until a person decides; the entity is synced as usual.
     */
    record Duplicate(RemoteRef object, CanonicalContent content) implements Dispute {}

    /**
     * The entity's remote object cannot be determined. There are no candidates if no create was ever answered and no
     * object of it was found.
     */
    record AmbiguousObject(String question, List<Candidate> candidates) implements Dispute {
        public AmbiguousObject {
            candidates = List.copyOf(candidates);
        }
    }

    /** {@code content} is the remote content; a card's content is in the ledger's words. */
    record Candidate(RemoteRef object, CanonicalContent content) {
        public String title() {
            return content.title();
        }
    }

    /**
     * A time entry that both sides changed differently, or whose value one side refuses.
     *
     * @param fields the fields that differ; none if it is deleted on one side
     * @param local the ledger's entry; null if it is deleted
     * @param remote the service's entry in the ledger's words; null if it is gone
     * @param there the service's entry in the service's words
     * @param refused the reason why one side refuses it; null if both sides changed the entry
     */
    record EntryDispute(
            SortedSet<EntryField> fields,
            @Nullable EntryContent local,
            @Nullable EntryContent remote,
            @Nullable RemoteEntryContent there,
            ConflictPolicy policy,
            AppliedSide applied,
            @Nullable String refused)
            implements Dispute {
        public EntryDispute {
            fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
        }

        /** A dispute over fields that both sides changed. */
        public static EntryDispute changed(Set<EntryField> fields, EntryMerge.Sides sides, ConflictPolicy policy) {
            AppliedSide applied =
                    switch (policy) {
                        case HOLD -> AppliedSide.NONE;
                        case REMOTE -> AppliedSide.REMOTE;
                        case LEDGER -> AppliedSide.LOCAL;
                    };
            return new EntryDispute(
                    new TreeSet<>(fields), sides.here(), sides.taken(), sides.there(), policy, applied, null);
        }

        /** A dispute over a value that one side refuses. */
        public static EntryDispute refused(
                Set<EntryField> fields,
                @Nullable EntryContent local,
                @Nullable EntryContent remote,
                @Nullable RemoteEntryContent there,
                String reason) {
            return new EntryDispute(
                    new TreeSet<>(fields), local, remote, there, ConflictPolicy.HOLD, AppliedSide.NONE, reason);
        }

        /** True if both disputes are about the same values, whatever their reasons. */
        public boolean isAbout(EntryDispute other) {
            return fields.equals(other.fields)
                    && Objects.equals(local, other.local)
                    && Objects.equals(there, other.there)
                    && (refused == null) == (other.refused == null);
        }
    }

    /** The parents that the dispute names, with their entities in the ledger. */
    default List<RemotePlace> places() {
        return List.of();
    }

    /** Returns the project or task of the ledger that a named parent stands for; empty if none is known. */
    default Optional<EntityRef> place(String parent) {
        return places().stream()
                .filter(each -> each.object().id().equals(parent))
                .flatMap(each -> Stream.ofNullable(each.entity()))
                .findFirst()
                .or(() -> EntityRef.of(parent)) // a new parent has no remote id yet, and is named by its entity
                .flatMap(EntityRef::place);
    }

    /** Returns a copy that knows these entities of its parents. */
    default Dispute at(List<RemotePlace> places) {
        return switch (this) {
            case FieldDispute v ->
                new FieldDispute(v.field, v.row, v.local, v.remote, v.policy, v.applied, places, v.remoteAt);
            case DeletedRemotely gone -> new DeletedRemotely(gone.object, gone.local, gone.reason, places);
            case DeletedLocally gone -> new DeletedLocally(gone.object, gone.remote, gone.reason, places);
            case Reappeared again -> again;
            case Duplicate copy -> copy;
            case AmbiguousObject which -> which;
            case EntryDispute entry -> entry;
        };
    }

    /** True if both disputes are equal apart from places and the time of the remote's write. */
    default boolean saysAs(Dispute other) {
        return plain().equals(other.plain());
    }

    private Dispute plain() {
        return at(List.of()) instanceof FieldDispute v
                ? new FieldDispute(v.field, v.row, v.local, v.remote, v.policy, v.applied)
                : at(List.of());
    }

    /** The remote ids of the parents that the dispute names. */
    default Set<String> parents() {
        return switch (this) {
            case FieldDispute v -> parents(v.local, v.remote);
            case DeletedRemotely gone -> parents(gone.local);
            case DeletedLocally gone -> parents(gone.remote);
            case Reappeared again -> Set.of();
            case Duplicate copy -> Set.of();
            case AmbiguousObject which -> Set.of();
            case EntryDispute entry -> Set.of();
        };
    }

    private static Set<String> parents(CanonicalChanges... sides) {
        return Stream.of(sides)
                .map(CanonicalChanges::parent)
                .filter(Objects::nonNull)
                .flatMap(change -> Stream.of(change.from(), change.to()))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Disputes stored before places existed have no places. */
    private static List<RemotePlace> known(@Nullable List<RemotePlace> places) {
        return places == null ? List.of() : List.copyOf(places);
    }

    /** The code of the decision table's row that raised the dispute. */
    default String rowCode() {
        return switch (this) {
            case FieldDispute values -> values.row().code();
            case DeletedRemotely gone -> ExistenceRule.DELETED_REMOTELY_CHANGED_LOCALLY.code();
            case DeletedLocally gone -> ExistenceRule.DELETED_LOCALLY_CHANGED_REMOTELY.code();
            case Reappeared again -> ExistenceRule.REAPPEARED.code();
            case Duplicate copy -> ExistenceRule.DUPLICATE.code();
            case AmbiguousObject which -> ExistenceRule.UNLINKED_PAIR.code();
            case EntryDispute entry -> MergeRule.BOTH_VALUES.code();
        };
    }

    /**
     * True if the whole entity, or the choice of its object, waits for a person: the sync writes no field of it
     * meanwhile.
     */
    default boolean freezesAll() {
        return !(this instanceof FieldDispute) && !(this instanceof Duplicate) && !(this instanceof EntryDispute);
    }

    /** True if the create was sent several times and never answered, and no object of it was found. */
    default boolean neverAnswered() {
        return this instanceof AmbiguousObject which && which.candidates().isEmpty();
    }

    /** True if a person has to decide; false if a policy has settled the dispute for the time being. */
    default boolean waits() {
        return switch (this) {
            case FieldDispute values -> values.applied() == AppliedSide.NONE;
            case EntryDispute entry -> entry.applied() == AppliedSide.NONE;
            default -> true;
        };
    }
}
