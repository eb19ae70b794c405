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
 * What two sides differ on. {@code local} and {@code remote} are what each side changed since they last agreed: what it
 * was is their {@code from}, what it became their {@code to}.
 */
public sealed interface Dispute {

    /**
     * Both changed the same field differently.
     *
     * @param row by which rule; with {@code BASE_UNKNOWN} the {@code from} of each side is the other's value
     * @param places what the parents that it names are in the ledger; none of one that was raised before they were kept
     * @param remoteAt when the remote was written last, by its own clock; null where it did not say, or it was not kept yet
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
            Objects.requireNonNull(local); // half a row is not one that can be decided on
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

        /** The {@code to} is the ledger's value, also where the ledger had not changed it. */
        public CanonicalChanges toLocal() {
            return local.fields().contains(field) ? local : remote.reversed();
        }

        /** The {@code to} is the remote's value, also where the remote had not changed it. */
        public CanonicalChanges toRemote() {
            return remote.fields().contains(field) ? remote : local.reversed();
        }

        /** Whether it is known what both sides last agreed on. */
        public boolean baseKnown() {
            return row != MergeRule.BASE_UNKNOWN;
        }
    }

    /**
     * Deleted at the remote, changed in the ledger since (E7).
     *
     * @param reason why it is asked about though it was not changed; null where that is the reason, or something below it was
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

    /** Deleted in the ledger, changed at the remote since (E9), or holding what is not the ledger's. */
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
     * It was let go or deleted on both sides, and stands there again (E13).
     *
     * @param content what it holds there, so that both sides can be brought together again
     */
    record Reappeared(RemoteRef object, Canonical content) implements Dispute {}

    /**
     * A create of it that was given up and sent again, or not, has made this one after all (DUPLICATE;
     * docs/sync-design.md, section 6). The ledger does not take it over meanwhile; the entity itself goes on.
     */
    record Duplicate(RemoteRef object, Canonical content) implements Dispute {}

    /** Which remote object it is cannot be told; of no candidate, as whatever was sent was never answered and never found. */
    record WhichOne(String question, List<Candidate> candidates) implements Dispute {
        public WhichOne {
            candidates = List.copyOf(candidates);
        }
    }

    /** {@code content} is what it holds there; a card's in the ledger's words. */
    record Candidate(RemoteRef object, Canonical content) {
        public String title() {
            return content.title();
        }
    }

    /**
     * Of a time entry: both changed the same of it differently, or one side does not take what the other one has.
     *
     * @param fields those that differ; none where it is deleted on one side
     * @param local what it says here; null where it is deleted
     * @param remote what it says there, in the ledger's words; null where it is gone
     * @param there the same in the service's words
     * @param refused why one side does not take it; null where both have changed it
     */
    record OfEntry(
            SortedSet<EntryField> fields,
            @Nullable EntryContent local,
            @Nullable EntryContent remote,
            @Nullable RemoteWork there,
            ConflictPolicy policy,
            AppliedSide applied,
            @Nullable String refused)
            implements Dispute {
        public OfEntry {
            fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
        }

        /** Of what both have changed. */
        public static OfEntry changed(Set<EntryField> fields, EntryMerge.Sides sides, ConflictPolicy policy) {
            AppliedSide applied =
                    switch (policy) {
                        case HOLD -> AppliedSide.NONE;
                        case REMOTE -> AppliedSide.REMOTE;
                        case LEDGER -> AppliedSide.LOCAL;
                    };
            return new OfEntry(
                    new TreeSet<>(fields), sides.here(), sides.taken(), sides.there(), policy, applied, null);
        }

        /** Of what one side does not take. */
        public static OfEntry refused(
                Set<EntryField> fields,
                @Nullable EntryContent local,
                @Nullable EntryContent remote,
                @Nullable RemoteWork there,
                String reason) {
            return new OfEntry(
                    new TreeSet<>(fields), local, remote, there, ConflictPolicy.HOLD, AppliedSide.NONE, reason);
        }

        /** Whether it is about the same, whatever was said of it. */
        public boolean isAbout(OfEntry other) {
            return fields.equals(other.fields)
                    && Objects.equals(local, other.local)
                    && Objects.equals(there, other.there)
                    && (refused == null) == (other.refused == null);
        }
    }

    /** What the parents that it names are in the ledger. */
    default List<RemotePlace> places() {
        return List.of();
    }

    /** The project or task that a parent is which it names; empty where it is not known to be one. */
    default Optional<EntityRef> place(String parent) {
        return places().stream()
                .filter(each -> each.object().id().equals(parent))
                .flatMap(each -> Stream.ofNullable(each.entity()))
                .findFirst()
                .or(() -> EntityRef.of(parent)) // what is new there has no id there
                .flatMap(EntityRef::place);
    }

    /** The same with these places. */
    default Dispute at(List<RemotePlace> places) {
        return switch (this) {
            case Values v -> new Values(v.field, v.row, v.local, v.remote, v.policy, v.applied, places, v.remoteAt);
            case DeletedRemotely gone -> new DeletedRemotely(gone.object, gone.local, gone.reason, places);
            case DeletedLocally gone -> new DeletedLocally(gone.object, gone.remote, gone.reason, places);
            case Reappeared again -> again;
            case Duplicate copy -> copy;
            case WhichOne which -> which;
            case OfEntry entry -> entry;
        };
    }

    /** Whether both say the same: wherever what they name is, and whenever somebody wrote there. */
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
            case WhichOne which -> Set.of();
            case OfEntry entry -> Set.of();
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

    /** A dispute that was stored before they were kept has none. */
    private static List<RemotePlace> known(@Nullable List<RemotePlace> places) {
        return places == null ? List.of() : List.copyOf(places);
    }

    /** The code of the row of the decision tables by which it is raised. */
    default String rowCode() {
        return switch (this) {
            case Values values -> values.row().code();
            case DeletedRemotely gone -> ExistenceRule.DELETED_REMOTELY_CHANGED_LOCALLY.code();
            case DeletedLocally gone -> ExistenceRule.DELETED_LOCALLY_CHANGED_REMOTELY.code();
            case Reappeared again -> ExistenceRule.REAPPEARED.code();
            case Duplicate copy -> ExistenceRule.DUPLICATE.code();
            case WhichOne which -> ExistenceRule.UNLINKED_PAIR.code();
            case OfEntry entry -> MergeRule.BOTH_VALUES.code();
        };
    }

    /** Whether the entity, or which one it is, waits for a person as a whole, and nothing of it is written meanwhile. */
    default boolean freezesAll() {
        return !(this instanceof Values) && !(this instanceof Duplicate) && !(this instanceof OfEntry);
    }

    /** Whether it was sent again and again, was never answered, and nothing that it made was found. */
    default boolean neverAnswered() {
        return this instanceof WhichOne which && which.candidates().isEmpty();
    }

    /** What a policy has settled for the time being is not waited for. */
    default boolean waits() {
        return switch (this) {
            case Values values -> values.applied() == AppliedSide.NONE;
            case OfEntry entry -> entry.applied() == AppliedSide.NONE;
            default -> true;
        };
    }
}
