package dev.devledger.application.sync.memory;

import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.ConflictPolicy.AppliedSide;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conflict as people see it; the components are the fields of docs/contract.md, section 4. The values are plain ones:
 * text, list, object, or null for what is not there.
 *
 * @param field by its name in docs/contract.md, section 4; the three dates are one, {@code dates}; null but for kind
 *     {@code field}
 * @param base what both sides last agreed on, null where that is not known or nothing
 * @param local of an existence the fields that were changed here, null where it is deleted here
 * @param remote likewise there; of a match the objects that it may be
 * @param alsoIn those that stand as this one does, or that ended with it
 * @param rule the row of the decision tables by which it was raised
 * @param name of the project, or the title of the task; null where it has none
 * @param localChangedBy who made the ledger's side what it is; null where that is not known, as of a value that a sync brought
 * @param localChangedAt when that was
 * @param remoteModifiedAt when the other side was written last, by its own clock; null where it did not say
 * @param effects what each choice does, in words
 */
public record ConflictView(
        UUID id,
        String connector,
        ConflictView.EntityView entity,
        Kind kind,
        @Nullable String field,
        @Nullable Object base,
        @Nullable Object local,
        @Nullable Object remote,
        ConflictPolicy policy,
        AppliedSide applied,
        State state,
        List<Choice> choices,
        Instant firstSeenAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        List<AlsoIn> alsoIn,
        String rule,
        @Nullable String name,
        @Nullable String localChangedBy,
        @Nullable Instant localChangedAt,
        @Nullable Instant remoteModifiedAt,
        List<Effect> effects) {

    /** What a choice does to both sides, in a sentence for people. */
    public record Effect(Choice choose, String effect) {}

    /** The conflict with another service in the same field, which the same choice settles. */
    public record AlsoIn(String connector, UUID id, State state) {}

    public ConflictView with(List<AlsoIn> others) {
        return with(others, localChangedBy, localChangedAt, effects);
    }

    /** The same, telling who made the ledger's side what it is. */
    public ConflictView changed(String by, Instant at) {
        return with(alsoIn, by, at, effects);
    }

    /** The same, telling what each choice does. */
    public ConflictView telling(List<Effect> told) {
        return with(alsoIn, localChangedBy, localChangedAt, told);
    }

    /** The same, called so, with these values. */
    public ConflictView named(@Nullable String called, @Nullable Object localValue, @Nullable Object remoteValue) {
        return with(called, base, localValue, remoteValue, alsoIn, localChangedBy, localChangedAt, effects);
    }

    /** The same with these values. */
    public ConflictView withSides(
            @Nullable Object baseValue, @Nullable Object localValue, @Nullable Object remoteValue) {
        return with(name, baseValue, localValue, remoteValue, alsoIn, localChangedBy, localChangedAt, effects);
    }

    private ConflictView with(List<AlsoIn> others, @Nullable String by, @Nullable Instant at, List<Effect> told) {
        return with(name, base, local, remote, others, by, at, told);
    }

    private ConflictView with(
            @Nullable String called,
            @Nullable Object baseValue,
            @Nullable Object localValue,
            @Nullable Object remoteValue,
            List<AlsoIn> others,
            @Nullable String by,
            @Nullable Instant at,
            List<Effect> told) {
        return new ConflictView(
                id,
                connector,
                entity,
                kind,
                field,
                baseValue,
                localValue,
                remoteValue,
                policy,
                applied,
                state,
                choices,
                firstSeenAt,
                resolvedAt,
                resolvedBy,
                others,
                rule,
                called,
                by,
                at,
                remoteModifiedAt,
                told);
    }

    public enum Kind {
        FIELD,
        EXISTENCE,
        MATCH
    }

    public enum State {
        /** It waits for a person. */
        OPEN,
        /** A policy settled it; a person may still turn it round. */
        APPLIED,
        RESOLVED,
        /** Both sides agreed by themselves, or it is gone. */
        OBSOLETE
    }

    /**
     * What a conflict, a hold or a plan is about, as people see it.
     *
     * @param type {@code project}, {@code task}, or {@code link} for a list of the cards, which is neither
     * @param key null where it has none, or where its row could not be built
     */
    public record EntityView(String type, UUID id, @Nullable String key) {

        /** Null for what the ledger does not have yet. */
        public static @Nullable EntityView of(@Nullable EntityRef entity, Map<UUID, String> keys) {
            return entity == null ? null : of(entity, keys.get(entity.id()));
        }

        public static EntityView of(EntityRef entity, @Nullable String key) {
            String type =
                    switch (entity.kind()) {
                        case PROJECT -> "project";
                        case TASK -> "task";
                        case LIST -> entity.holdsCards() ? "link" : "project";
                        case ENTRY -> "time-entry";
                    };
            return new EntityView(type, entity.id(), key);
        }
    }
}
