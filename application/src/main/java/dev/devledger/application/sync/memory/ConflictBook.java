package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
