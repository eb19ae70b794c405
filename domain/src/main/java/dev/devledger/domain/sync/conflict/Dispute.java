package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.Existence.ExistenceRule;
import dev.devledger.domain.sync.merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
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
 * The difference between two sides. {@code local} and {@code remote} are the changes of each side since both last
 * agreed: {@code from} is the earlier value, {@code to} the new one.
 */
public sealed interface Dispute {

    /**
     * Both sides changed the same field differently.
     *
     * @param row the row of the table; with {@code BASE_UNKNOWN} the {@code from} of each side is the other's value
     * @param places the parents it names, as they are in the ledger; none in disputes from before they were stored
     * @param remoteAt the time of the remote's last write, by its own clock; null if it gave none, or it was not stored
     *     yet
     */
    record Values(
            Field field,
            MergeRule row,
            CanonicalChanges local,
            CanonicalChanges remote,
            ConflictPolicy policy,
            AppliedSide applied,
            List<RemotePlace> places,
            @Nullable Instant remoteAt)
            implements Dispute {
        public Values {
            Objects.requireNonNull(local); // a dispute without a side cannot be decided
            Objects.requireNonNull(remote);
            places = known(places);
        }

        public Values(
                Field field,
                MergeRule row,
                CanonicalChanges local,
                CanonicalChanges remote,
                ConflictPolicy policy,
                AppliedSide applied) {
            this(field, row, local, remote, policy, applied, List.of(), null);
        }

        /** The {@code to} is the ledger's value, also if the ledger had not changed it. */
        public CanonicalChanges toLocal() {
            return local.fields().contains(field) ? local : remote.reversed();
        }

        /** The {@code to} is the remote's value, also if the remote had not changed it. */
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
     * @param reason the reason to ask about an unchanged entity; null if it was changed, or something below it was
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

    /** Deleted in the ledger, changed remotely since (E9), or holding others' items. */
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
     * Released or deleted on both sides, and seen again remotely (E13).
     *
     * @param content the remote content, from which both sides can be linked again
     */
    record Reappeared(RemoteRef object, Canonical content) implements Dispute {}

    /**
     * A given-up create, sent again or not, has made this object after all (DUPLICATE; docs/sync-design.md, section 6).
     * The ledger does not import it meanwhile; the entity itself goes on.
     */
    record Duplicate(RemoteRef object, Canonical content) implements Dispute {}

    /**
     * The remote object cannot be determined; without candidates if no create was ever answered and no result found.
     */
    record AmbiguousObject(String question, List<Candidate> candidates) implements Dispute {
        public AmbiguousObject {
            candidates = List.copyOf(candidates);
        }
    }

    /** {@code content} is the remote content; a card's in the ledger's words. */
    record Candidate(RemoteRef object, Canonical content) {
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
     * @param there the service's entry in its own words
     * @param refused the reason why one side refuses it; null if both changed it
     */
    record EntryDispute(
            SortedSet<EntryField> fields,
            @Nullable EntryContent local,
            @Nullable EntryContent remote,
            @Nullable RemoteWork there,
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
                @Nullable RemoteWork there,
                String reason) {
            return new EntryDispute(
                    new TreeSet<>(fields), local, remote, there, ConflictPolicy.HOLD, AppliedSide.NONE, reason);
        }

        /** True if both are about the same values, whatever the reason. */
        public boolean isAbout(EntryDispute other) {
            return fields.equals(other.fields)
                    && Objects.equals(local, other.local)
                    && Objects.equals(there, other.there)
                    && (refused == null) == (other.refused == null);
        }
    }

    /** The parents that it names, as they are in the ledger. */
    default List<RemotePlace> places() {
        return List.of();
    }

    /** The project or task that a named parent is; empty if it is none, as far as known. */
    default Optional<EntityRef> place(String parent) {
        return places().stream()
                .filter(each -> each.object().id().equals(parent))
                .flatMap(each -> Stream.ofNullable(each.entity()))
                .findFirst()
                .or(() -> EntityRef.of(parent)) // a new parent has no remote id yet
                .flatMap(EntityRef::place);
    }

    /** Returns a copy with these places. */
    default Dispute at(List<RemotePlace> places) {
        return switch (this) {
            case Values v -> new Values(v.field, v.row, v.local, v.remote, v.policy, v.applied, places, v.remoteAt);
            case DeletedRemotely gone -> new DeletedRemotely(gone.object, gone.local, gone.reason, places);
            case DeletedLocally gone -> new DeletedLocally(gone.object, gone.remote, gone.reason, places);
            case Reappeared again -> again;
            case Duplicate copy -> copy;
            case AmbiguousObject which -> which;
            case EntryDispute entry -> entry;
        };
    }

    /** True if both say the same, apart from places and the time of the remote's write. */
    default boolean saysAs(Dispute other) {
        return plain().equals(other.plain());
    }

    private Dispute plain() {
        return at(List.of()) instanceof Values v
                ? new Values(v.field, v.row, v.local, v.remote, v.policy, v.applied)
                : at(List.of());
    }

    /** The remote ids of the parents that it names. */
    default Set<String> parents() {
        return switch (this) {
            case Values v -> parents(v.local, v.remote);
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

    /** Disputes stored before places were have none. */
    private static List<RemotePlace> known(@Nullable List<RemotePlace> places) {
        return places == null ? List.of() : List.copyOf(places);
    }

    /** The code of the row of the decision tables by which it was raised. */
    default String rowCode() {
        return switch (this) {
            case Values values -> values.row().code();
            case DeletedRemotely gone -> ExistenceRule.DELETED_REMOTELY_CHANGED_LOCALLY.code();
            case DeletedLocally gone -> ExistenceRule.DELETED_LOCALLY_CHANGED_REMOTELY.code();
            case Reappeared again -> ExistenceRule.REAPPEARED.code();
            case Duplicate copy -> ExistenceRule.DUPLICATE.code();
            case AmbiguousObject which -> ExistenceRule.UNLINKED_PAIR.code();
            case EntryDispute entry -> MergeRule.BOTH_VALUES.code();
        };
    }

    /** True if the entity, or the choice of its object, waits for a person: nothing of it is written meanwhile. */
    default boolean freezesAll() {
        return !(this instanceof Values) && !(this instanceof Duplicate) && !(this instanceof EntryDispute);
    }

    /** True if the create was sent several times, never answered, and its result never found. */
    default boolean neverAnswered() {
        return this instanceof AmbiguousObject which && which.candidates().isEmpty();
    }

    /** False if a policy has settled it for the time being. */
    default boolean waits() {
        return switch (this) {
            case Values values -> values.applied() == AppliedSide.NONE;
            case EntryDispute entry -> entry.applied() == AppliedSide.NONE;
            default -> true;
        };
    }
}
