package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conflict as people see it; the components are the fields of docs/contract.md, section 4. Values are plain JSON:
 * text, list, object, or null for none.
 *
 * @param field the field's name in docs/contract.md, section 4; the three date fields are one, {@code dates}; null
 *     unless the kind is {@code field}
 * @param base the last agreed value, null if it is unknown or there was none
 * @param local the ledger's value; in a conflict about existence, the fields that were changed in the ledger, null if
 *     the entity is deleted in it
 * @param remote the service's value, by the same rules; in a question which object belongs to the entity, the possible
 *     objects
 * @param alsoIn the conflicts of other services in the same field that can still be resolved, or that ended together
 *     with this one
 * @param rule the row of the decision tables that raised the conflict
 * @param name the name of the project, or the title of the task; null if there is none
 * @param localChangedBy the actor of the local change; null if unknown, for example if a sync brought the value
 * @param localChangedAt the time of the local change
 * @param remoteModifiedAt the time of the last remote write, by the service's clock; null if the service gave none
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

    /** A conflict with another service in the same field, which the same choice settles. */
    public record AlsoIn(String connector, UUID id, State state) {}

    public ConflictView with(List<AlsoIn> others) {
        return with(others, localChangedBy, localChangedAt, effects);
    }

    /** Returns a copy with the author of the ledger's side. */
    public ConflictView changed(String by, Instant at) {
        return with(alsoIn, by, at, effects);
    }

    /** Returns a copy with the effect of each choice. */
    public ConflictView telling(List<Effect> told) {
        return with(alsoIn, localChangedBy, localChangedAt, told);
    }

    /** Returns a copy with this name and these values. */
    public ConflictView named(@Nullable String called, @Nullable Object localValue, @Nullable Object remoteValue) {
        return with(called, base, localValue, remoteValue, alsoIn, localChangedBy, localChangedAt, effects);
    }

    /** Returns a copy with these values. */
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
        /** The conflict waits for a person. */
        OPEN,
        /** A policy has settled the conflict; a person may still choose otherwise. */
        APPLIED,
        RESOLVED,
        /** Both sides have come to agree, or the entity is gone. */
        OBSOLETE
    }

    /**
     * The entity of a conflict, a hold or a plan, as people see it.
     *
     * @param type {@code project}, {@code task}, {@code time-entry}, or {@code link} for a list of cards
     * @param key the entity's key; null if it has none, or if its row could not be built
     */
    public record EntityView(String type, UUID id, @Nullable String key) {

        /** Returns the view; null if the ledger does not have the entity yet. */
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

    /** The newest state of each conflict, built from the conflicts' events: the rows of {@code sync_conflicts}. */
    public interface ConflictBook {

        /**
         * @param resolvedAt the time when the conflict ended, null while it has not
         * @param resolvedBy the actor who made the choice, null if nobody did
         */
        record Entry(
                ConflictId id,
                SyncLinkId link,
                Dispute dispute,
                State state,
                Instant firstSeenAt,
                @Nullable Instant resolvedAt,
                @Nullable String resolvedBy) {

            public static Entry raised(ConflictId id, SyncLinkId link, Dispute dispute, Instant at) {
                return new Entry(id, link, dispute, state(dispute), at, null, null);
            }

            public Entry with(Dispute newer) {
                return new Entry(id, link, newer, state(newer), firstSeenAt, resolvedAt, resolvedBy);
            }

            public Entry over(State end, Instant at, @Nullable String by) {
                return new Entry(id, link, dispute, end, firstSeenAt, at, by);
            }

            private static State state(Dispute dispute) {
                return dispute.waits() ? State.OPEN : State.APPLIED;
            }

            /** Returns the difference between both sides, in a sentence. */
            public String summary() {
                return Narration.difference(link, dispute);
            }
        }

        /** A conflict that a person can still resolve, whether it waits or a policy has settled it. */
        record OpenConflict(ConflictId id, EntityRef entity, Dispute dispute, Instant firstSeenAt) {}

        void put(Entry entry);

        Optional<Entry> entry(ConflictId id);

        Optional<ConflictView> find(List<ConnectedAccount> accounts, UUID id);

        /** Returns the conflicts of these accounts, newest first; without a state, the open and the applied ones. */
        Page<ConflictView> list(List<ConnectedAccount> accounts, @Nullable State state, PageRequest page);

        /** Returns the conflicts of these entities that wait for a person, oldest first, in one statement. */
        List<ConflictView> openOf(List<ConnectedAccount> accounts, Collection<EntityRef> entities);

        /**
         * Returns the conflicts of these entities that can still be resolved, and those that ended at one of these moments,
         * oldest first, in one statement.
         */
        List<ConflictView> together(
                List<ConnectedAccount> accounts, Collection<EntityRef> entities, Collection<Instant> resolvedAt);

        /** Returns the number of conflicts that wait for a person. */
        int open(ConnectedAccount account);

        /**
         * Returns the number of conflicts of these accounts in each state; of the applied ones, only those since
         * {@code appliedSince}.
         */
        Map<State, Integer> counts(List<ConnectedAccount> accounts, Instant appliedSince);

        /** Returns the remote ids about which a person was asked as this entity's object, and has answered. */
        Set<String> answered(ConnectedAccount account, EntityRef entity);

        /** Returns the conflicts of these entities that can still be resolved, oldest first, in one statement. */
        List<OpenConflict> standing(ConnectedAccount account, Collection<EntityRef> entities);
    }
}
