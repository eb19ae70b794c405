package dev.devledger.domain.undo;

import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.task.Task.TaskEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The history of one entity, from the first event that is undone.
 *
 * @param version the entity's present version
 * @param traces the history of each field
 * @param deletedWith for a restored entity, the stream whose deletion had deleted the entity too; null for none
 * @param goneWith the stream whose deletion deleted the entity too the last time, null for none
 * @param awake true if the undo restores the entity for a moment, because a deleted one cannot be changed; see
 *     {@link #awoken()}
 */
public record EntityHistory(
        Entity entity,
        long version,
        Map<String, EntityHistory.FieldHistory> traces,
        @Nullable String deletedWith,
        @Nullable String goneWith,
        boolean awake) {

    /**
     * @param events the entity's events in order, from the first one that is undone; the event before may be included,
     *     as it tells whose deletion deleted the entity too
     */
    public static EntityHistory of(Entity entity, List<PastEvent> events) {
        Gathering gathering = new Gathering();
        events.forEach(gathering::add);
        return gathering.of(entity);
    }

    /**
     * Collects an entity's history event by event; see {@link EntityHistory#of}. Keeps only the traces of the events.
     */
    public static final class Gathering {
        private final Map<String, FieldHistory> traces = LinkedHashMap.newLinkedHashMap(2);
        private @Nullable String with;
        private @Nullable String restoredFrom;
        private boolean others = true; // true if the last deletion is not among the undone events
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

    /** Approximate length of the gathered values in characters, for a caller that keeps many histories. */
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

    /** True if one of the undone events created the entity. */
    boolean isNew() {
        FieldHistory existence = trace(Fields.EXISTENCE);
        return own(existence) && Objects.requireNonNull(existence).before() == null;
    }

    /** True if the undone events created or restored the entity, and it exists. */
    boolean goesAway() {
        return (exists() || awake) && !existed();
    }

    /** True if the undone events deleted the entity, and it is still deleted. */
    boolean comesBack() {
        return own(trace(Fields.EXISTENCE)) && (existed() || awake) && !exists();
    }

    /** True if the undone events restored and deleted the entity: it was deleted before them, and is deleted now. */
    boolean sleeps() {
        FieldHistory existence = trace(Fields.EXISTENCE);
        return existence != null
                && existence.own()
                && existence.since() == null
                && Boolean.FALSE.equals(existence.before())
                && Boolean.FALSE.equals(existence.now());
    }

    /**
     * True for a sleeping entity that changed while it was restored, or was then deleted along with another entity than
     * before.
     */
    boolean sleepsChanged() {
        return sleeps() && (anyDiffers() || !Objects.equals(deletedWith, goneWith));
    }

    boolean anyDiffers() {
        return traces.entrySet().stream()
                .anyMatch(each -> !each.getKey().equals(Fields.EXISTENCE)
                        && each.getValue().differs());
    }

    /** Returns a history by which the undo restores the entity, reverts it, and deletes it again as it was. */
    EntityHistory awoken() {
        return new EntityHistory(entity, version, traces, deletedWith, goneWith, true);
    }

    /**
     * An event of an entity.
     *
     * @param event a domain event of one of the kinds of {@link Entity}
     * @param version the entity's version after the event, from 1
     * @param own true if the event is one of those undone
     */
    public record PastEvent(Object event, long version, boolean own, Author by) {}

    /**
     * The author of a change, and its change set.
     *
     * @param agent the agent among those that share the actor, if the write named it
     */
    public record Author(String actor, @Nullable String agent, UUID changeSet) {}

    /**
     * A field's values through the events, from the first one that is undone.
     *
     * @param original the value before the first event
     * @param before the value before the undone change
     * @param after the value after the undone change
     * @param now the present value
     * @param own true if an undone event changed it
     * @param since the author of the last later change by others, null if there is none
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
         * Adds a change. Later changes by others are kept: undoing a change that came after one of them goes back to
         * their value, not to the value before it.
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

        /** True if the undone change left a value that differs from the one before. */
        boolean differs() {
            return own && !Objects.equals(now, before);
        }

        /** True if others gave the field another value after the undone change. */
        boolean changedSince() {
            return since != null && !Objects.equals(now, after);
        }
    }
}
