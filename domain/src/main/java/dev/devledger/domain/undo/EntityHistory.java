package dev.devledger.domain.undo;

import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.task.TaskEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one entity from the first event on that is taken back.
 *
 * @param version the entity's version now
 * @param traces by field
 * @param deletedWith where it was restored: what its deletion before that went with, null for nothing
 * @param goneWith what its newest deletion went with, null for nothing
 * @param awake that it comes back for a moment, as only then it can be changed; see {@link #awoken()}
 */
public record EntityHistory(
        Entity entity,
        long version,
        Map<String, EntityHistory.FieldHistory> traces,
        @Nullable String deletedWith,
        @Nullable String goneWith,
        boolean awake) {

    /**
     * @param events of the entity, in their order, from the first one that is taken back on; the one before that may come
     *     along, since it says what a deletion went with
     */
    public static EntityHistory of(Entity entity, List<PastEvent> events) {
        Gathering gathering = new Gathering();
        events.forEach(gathering::add);
        return gathering.of(entity);
    }

    /** What happens to an entity, event after event; see {@link EntityHistory#of}. Of the events only their traces are kept. */
    public static final class Gathering {
        private final Map<String, FieldHistory> traces = LinkedHashMap.newLinkedHashMap(2);
        private @Nullable String with;
        private @Nullable String restoredFrom;
        private boolean others = true; // whether the last deletion is not of what is taken back
        private boolean begun;
        private long version;

        public void add(PastEvent each) {
            version = each.version();
            begun |= each.own();
            if (each.event() instanceof TaskEvent.Deleted gone) {
                with = gone.with();
                others = !each.own();
            } else if (others && each.own() && each.event() instanceof TaskEvent.Restored) {
                restoredFrom = with;
            }
            if (begun) {
                Fields.of(each.event()).forEach(change -> follow(change, each));
            }
        }

        private void follow(FieldChange change, PastEvent each) {
            FieldHistory soFar = traces.get(change.field());
            FieldHistory now = soFar == null
                    ? FieldHistory.begun(change.from(), change.to(), each.own(), each.by())
                    : soFar.then(change.from(), change.to(), each.own(), each.by());
            traces.put(change.field(), now);
        }

        public EntityHistory of(Entity entity) {
            return new EntityHistory(entity, version, traces, restoredFrom, with, false);
        }
    }

    /** About how many letters its values have, for who has to keep many. */
    public long letters() {
        return traces.values().stream().mapToLong(FieldHistory::letters).sum();
    }

    @Nullable
    FieldHistory trace(String field) {
        return traces.get(field);
    }

    private boolean own(@Nullable FieldHistory existence) {
        return existence != null && existence.own();
    }

    boolean exists() {
        FieldHistory existence = trace(Fields.EXISTENCE);
        return existence == null || Boolean.TRUE.equals(existence.now());
    }

    private boolean existed() {
        FieldHistory existence = trace(Fields.EXISTENCE);
        return existence == null || !existence.own() || Boolean.TRUE.equals(existence.before());
    }

    /** It was made by what is taken back. */
    boolean isNew() {
        FieldHistory existence = trace(Fields.EXISTENCE);
        return own(existence) && Objects.requireNonNull(existence).before() == null;
    }

    /** It was made or restored, and is there. */
    boolean goesAway() {
        return (exists() || awake) && !existed();
    }

    /** It was deleted, and still is. */
    boolean comesBack() {
        return own(trace(Fields.EXISTENCE)) && (existed() || awake) && !exists();
    }

    /** It was deleted before, and is so again: restored and deleted by what is taken back. */
    boolean sleeps() {
        FieldHistory existence = trace(Fields.EXISTENCE);
        return existence != null
                && existence.own()
                && existence.since() == null
                && Boolean.FALSE.equals(existence.before())
                && Boolean.FALSE.equals(existence.now());
    }

    /** It sleeps, but was changed in between, or went with something else. */
    boolean sleepsChanged() {
        return sleeps() && (anyDiffers() || !Objects.equals(deletedWith, goneWith));
    }

    boolean anyDiffers() {
        return traces.entrySet().stream()
                .anyMatch(each -> !each.getKey().equals(Fields.EXISTENCE)
                        && each.getValue().differs());
    }

    /** As one that is restored, taken back, and deleted again as it was. */
    EntityHistory awoken() {
        return new EntityHistory(entity, version, traces, deletedWith, goneWith, true);
    }

    /**
     * An event of a project or a task.
     *
     * @param event one of {@link dev.devledger.domain.project.ProjectEvent} or {@link dev.devledger.domain.task.TaskEvent}
     * @param version the entity's version after it, from 1
     * @param own whether it is of what is taken back
     */
    public record PastEvent(Object event, long version, boolean own, Author by) {}

    /**
     * Who changed something, and in which change set.
     *
     * @param agent who of those that share the actor, where the write said so
     */
    public record Author(String actor, @Nullable String agent, UUID changeSet) {}

    /**
     * A field's way through the events, from the first one of what is taken back on.
     *
     * @param original what it was at the very beginning
     * @param before what it was before it was changed in what is taken back
     * @param after what that left
     * @param now what it is
     * @param own whether it was changed in what is taken back at all
     * @param since who else changed it last since then, null for nobody
     */
    public record FieldHistory(
            @Nullable Object original,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable Object now,
            boolean own,
            @Nullable Author since) {

        static FieldHistory begun(@Nullable Object from, @Nullable Object to, boolean own, Author by) {
            return own
                    ? new FieldHistory(from, from, to, to, true, null)
                    : new FieldHistory(from, from, from, to, false, by);
        }

        /**
         * What others put in between is not taken back: a change that comes after theirs goes back to what they left, not to
         * what was before them.
         */
        FieldHistory then(@Nullable Object from, @Nullable Object to, boolean ownChange, Author by) {
            if (!ownChange) {
                return new FieldHistory(original, before, after, to, own, by);
            }
            boolean goesOn = own && Objects.equals(from, after);
            return new FieldHistory(original, goesOn ? before : from, to, to, true, null);
        }

        long letters() {
            return Stream.of(original, before, after, now)
                    .filter(value -> value instanceof CharSequence || value instanceof Collection)
                    .mapToLong(value -> value.toString().length())
                    .sum();
        }

        /** Whether there is something to take back. */
        boolean differs() {
            return own && !Objects.equals(now, before);
        }

        /** Whether somebody else gave it another value since. */
        boolean changedSince() {
            return since != null && !Objects.equals(now, after);
        }
    }
}
