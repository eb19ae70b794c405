package dev.devledger.domain.sync.time;

import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The merge of an entry that exists on both sides: a field that one side changed goes to the other, and the policy
 * decides fields that both changed. Start and end go together if they would contradict each other. An edit of a field
 * of which the ledger has only a part waits for a person, as the rest would be lost remotely.
 *
 * @param pull fields whose value comes from the service
 * @param push fields whose value goes to the service
 * @param held fields that are written on neither side
 * @param collided fields that both sides changed differently, whatever the policy
 */
public record EntryMerge(Set<EntryField> pull, Set<EntryField> push, Set<EntryField> held, Set<EntryField> collided) {

    public EntryMerge {
        pull = sorted(pull);
        push = sorted(push);
        held = sorted(held);
        collided = sorted(collided);
    }

    /**
     * One entry as both sides have it.
     *
     * @param wanted the ledger's entry, in the service's words
     * @param taken the service's entry, in the ledger's words
     * @param doubted fields that are not pulled, as the object that they name may be gone from the service
     */
    public record Sides(
            EntryContent here,
            RemoteEntryContent there,
            RemoteEntryContent wanted,
            EntryContent taken,
            Set<EntryField> doubted) {
        public Sides {
            doubted = sorted(doubted);
        }

        public Sides doubting(EntryField field) {
            Set<EntryField> all = EnumSet.of(field);
            all.addAll(doubted);
            return new Sides(here, there, wanted, taken, all);
        }

        /** True if both sides have the same value, compared in the service's words or in the ledger's. */
        boolean isSame(EntryField field) {
            return Objects.equals(value(wanted, field), value(there, field))
                    || Objects.equals(here.value(field), taken.value(field));
        }
    }

    /** @param holds the fields that the service keeps */
    public static EntryMerge of(EntryBase base, Sides sides, Set<EntryField> holds, ConflictPolicy policy) {
        Set<EntryField> pull = EnumSet.noneOf(EntryField.class);
        Set<EntryField> push = EnumSet.noneOf(EntryField.class);
        Set<EntryField> held = EnumSet.noneOf(EntryField.class);
        Set<EntryField> collided = EnumSet.noneOf(EntryField.class);
        for (EntryField field : holds) {
            if (sides.isSame(field)) {
                continue;
            }
            boolean here = isChangedHere(base, sides, field);
            boolean there = isChangedThere(base, sides, field);
            if (here && base.parts().contains(field)) {
                collided.add(field);
                held.add(field);
            } else if (here && there) {
                collided.add(field);
                by(policy, pull, push, held).add(field);
            } else if (here) {
                push.add(field);
            } else if (there) {
                pull.add(field);
            }
        }
        if (contradict(sides, pull, push)) {
            Set<EntryField> times = EnumSet.of(EntryField.START, EntryField.END);
            pull.removeAll(times);
            push.removeAll(times);
            collided.addAll(times);
            by(policy, pull, push, held).addAll(times);
        }
        if (!held.isEmpty()) {
            // One question covers all collided fields, and has one answer.
            held.addAll(collided);
            pull.removeAll(collided);
            push.removeAll(collided);
        }
        return new EntryMerge(pull, push, held, collided);
    }

    private static Set<EntryField> by(
            ConflictPolicy policy, Set<EntryField> pull, Set<EntryField> push, Set<EntryField> held) {
        return switch (policy) {
            case REMOTE -> pull;
            case LEDGER -> push;
            case HOLD -> held;
        };
    }

    /**
     * True if the ledger changed the field. A place counts as changed too if it is unchanged but has a remote object
     * only now.
     */
    private static boolean isChangedHere(EntryBase base, Sides sides, EntryField field) {
        return !Objects.equals(sides.here().value(field), base.here().value(field))
                || (field == EntryField.PLACE
                        && isNowhere(base.there())
                        && isNowhere(sides.there())
                        && !isNowhere(sides.wanted()));
    }

    private static boolean isChangedThere(EntryBase base, Sides sides, EntryField field) {
        if (sides.doubted().contains(field)) {
            return false;
        }
        return !Objects.equals(value(sides.there(), field), value(base.there(), field))
                || (field == EntryField.PLACE
                        && base.here().place() == null
                        && sides.here().place() == null
                        && sides.taken().place() != null);
    }

    private static boolean contradict(Sides sides, Set<EntryField> pull, Set<EntryField> push) {
        Instant start = pull.contains(EntryField.START)
                ? sides.there().start()
                : sides.here().start();
        @Nullable
        Instant end = pull.contains(EntryField.END)
                ? sides.there().end()
                : sides.here().end();
        boolean divided = (pull.contains(EntryField.START) && push.contains(EntryField.END))
                || (push.contains(EntryField.START) && pull.contains(EntryField.END));
        return divided && end != null && end.isBefore(start);
    }

    private static boolean isNowhere(RemoteEntryContent work) {
        return work.task() == null && work.project() == null;
    }

    /**
     * The policy that settles the collided fields: {@code HOLD} if any field is held, whatever the configured policy.
     */
    public ConflictPolicy settledBy(ConflictPolicy policy) {
        return held.isEmpty() ? policy : ConflictPolicy.HOLD;
    }

    /** The ledger's content after the pull. */
    public EntryContent here(Sides sides) {
        return sides.here().keeping(sides.taken(), pull);
    }

    /** True if both entries have the same values in these fields. */
    public static boolean isSame(RemoteEntryContent one, RemoteEntryContent other, Collection<EntryField> fields) {
        return fields.stream().allMatch(field -> Objects.equals(value(one, field), value(other, field)));
    }

    /** True if both entries have the same values in these fields. */
    public static boolean isSame(EntryContent one, EntryContent other, Collection<EntryField> fields) {
        return fields.stream().allMatch(field -> Objects.equals(one.value(field), other.value(field)));
    }

    private static @Nullable Object value(RemoteEntryContent work, EntryField field) {
        return switch (field) {
            case PERSON -> work.user();
            case PLACE -> work.task() == null ? work.project() : "task " + work.task();
            case START -> work.start();
            case END -> work.end();
            case NOTE -> work.note();
            case TAGS -> work.tags();
            case BILLABLE -> work.billable();
            case BILLED -> work.billed();
        };
    }

    private static Set<EntryField> sorted(Set<EntryField> fields) {
        Set<EntryField> all = EnumSet.noneOf(EntryField.class);
        all.addAll(fields);
        return Collections.unmodifiableSet(all);
    }
}
