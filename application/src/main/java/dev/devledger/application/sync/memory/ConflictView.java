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
 * text, list, object, or null for an absent one.
 *
 * @param field the field's name in docs/contract.md, section 4; the three dates are one, {@code dates}; null but for
 *     kind {@code field}
 * @param base the last agreed value, null if it is unknown or was nothing
 * @param local the ledger's value; of an existence the fields that were changed there, null if it is deleted there
 * @param remote the service's value likewise; of a match the objects that it may be
 * @param alsoIn the conflicts with other services in the same state, or that ended with it
 * @param rule the row of the decision tables by which it was raised
 * @param name the name of the project, or the title of the task; null if it has none
 * @param localChangedBy the actor of the local change; null if unknown, as of a value that a sync brought
 * @param localChangedAt the time of the local change
 * @param remoteModifiedAt the time of the last remote write, by the service's clock; null if it gave none
 * @param effects the effect of each choice, in words
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

    /** The effect of a choice on both sides, in a sentence for people. */
    public record Effect(Choice choose, String effect) {}

    /** The conflict with another service in the same field, which the same choice settles. */
    public record AlsoIn(String connector, UUID id, State state) {}

    public ConflictView with(List<AlsoIn> others) {
        return with(others, localChangedBy, localChangedAt, effects);
    }

    /** Returns the same, with the author of the ledger's side. */
    public ConflictView changed(String by, Instant at) {
        return with(alsoIn, by, at, effects);
    }

    /** Returns the same, with the effect of each choice. */
    public ConflictView telling(List<Effect> told) {
        return with(alsoIn, localChangedBy, localChangedAt, told);
    }

    /** Returns the same, with this name and these values. */
    public ConflictView named(@Nullable String called, @Nullable Object localValue, @Nullable Object remoteValue) {
        return with(called, base, localValue, remoteValue, alsoIn, localChangedBy, localChangedAt, effects);
    }

    /** Returns the same, with these values. */
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
        /** Waits for a person. */
        OPEN,
        /** Settled by a policy; a person may still turn it round. */
        APPLIED,
        RESOLVED,
        /** Both sides agreed by themselves, or the entity is gone. */
        OBSOLETE
    }

    /**
     * The entity of a conflict, a hold or a plan, as people see it.
     *
     * @param type {@code project}, {@code task}, {@code time-entry}, or {@code link} for a list of cards, which is none of
     *     them
     * @param key the entity's key; null if it has none, or its row could not be built
     */
    public record EntityView(String type, UUID id, @Nullable String key) {

        /** Null if the ledger does not have the entity yet. */
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
