package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.FieldCollision;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies a merge to the conflicts of its entity: raises new conflicts, extends open ones, and ends those on which both
 * sides agree now.
 */
final class ConflictUpdates {
    private interface Step {
        ConflictCommand at(Instant at);
    }

    private final List<Step> steps = new ArrayList<>();
    private final SyncLinkId link;
    private final DisputedPlaces places;

    /** The time of the last remote write, by the remote's clock; null if the remote gave none. */
    private final @Nullable Instant written;

    private int count;

    private ConflictUpdates(SyncLinkId link, DisputedPlaces places, @Nullable Instant written) {
        this.link = link;
        this.places = places;
        this.written = written;
    }

    ConflictUpdates(
            SyncLinkId link, Merge merge, OpenConflicts standing, DisputedPlaces places, @Nullable Instant written) {
        this(link, places, written);
        merge.collisions().forEach(each -> raise(dispute(each), standing.ofField(link.entity(), each.field())));
        merge.waiting().forEach(each -> standing.ofField(link.entity(), each.field())
                .ifPresent(before -> extend(before, each)));
        for (Field field : merge.thawed()) {
            standing.ofField(link.entity(), field)
                    .ifPresent(each ->
                            steps.add(at -> new ConflictCommand.LetGo(each.id(), "both sides are the same now", at)));
        }
    }

    /** Raises or extends a conflict about a whole entity. */
    static ConflictUpdates of(SyncLinkId link, Dispute dispute, OpenConflicts standing, DisputedPlaces places) {
        ConflictUpdates raised = new ConflictUpdates(link, places, null);
        raised.raise(dispute, standing.find(link.entity(), each -> isSameMatter(each, dispute)));
        return raised;
    }

    /** True if both disputes belong to one conflict; each duplicate is a conflict of its own. */
    private static boolean isSameMatter(Dispute one, Dispute other) {
        return (one instanceof Dispute.Duplicate copy && other instanceof Dispute.Duplicate another)
                ? copy.object().id().equals(another.object().id())
                : one.getClass().equals(other.getClass());
    }

    private void raise(Dispute dispute, Optional<ConflictBook.OpenConflict> before) {
        // A conflict that a policy has settled is over: another collision is a new conflict.
        Optional<ConflictBook.OpenConflict> waiting =
                before.filter(each -> each.dispute().waits());
        if (waiting.isPresent()) {
            extend(waiting.get(), dispute);
            return;
        }
        count++;
        ConflictId id = new ConflictId(UUID.randomUUID());
        Dispute raised = places.in(link, dispute, List.of());
        steps.add(at -> new ConflictCommand.Raise(id, link, raised, at));
    }

    private void extend(ConflictBook.OpenConflict waiting, Dispute dispute) {
        if (!waiting.dispute().saysAs(dispute)) {
            Dispute extended = places.in(link, dispute, waiting.dispute().places());
            steps.add(at -> new ConflictCommand.Extend(waiting.id(), extended, at));
        }
    }

    /** Keeps the reason why the conflict was raised: its rule, the last agreed value, and the policy. */
    private void extend(ConflictBook.OpenConflict waiting, FieldCollision now) {
        if (waiting.dispute() instanceof Dispute.FieldDispute before && before.waits()) {
            CanonicalContent base = before.baseKnown() ? now.base() : null;
            extend(waiting, dispute(now, base, before.row(), before.policy()));
        }
    }

    private Dispute dispute(FieldCollision collision) {
        return dispute(collision, collision.base(), collision.row(), collision.policy());
    }

    private Dispute dispute(
            FieldCollision collision, @Nullable CanonicalContent base, MergeRule row, ConflictPolicy policy) {
        EnumSet<Field> only = EnumSet.of(collision.field());
        CanonicalChanges local = CanonicalChanges.between(base == null ? collision.remote() : base, collision.local())
                .only(only);
        CanonicalChanges remote = CanonicalChanges.between(base == null ? collision.local() : base, collision.remote())
                .only(only);
        return new Dispute.FieldDispute(
                collision.field(), row, local, remote, policy, collision.applied(), List.of(), written);
    }

    void send(ChangeSet changes) {
        steps.forEach(step -> changes.send(step.at(changes.at())));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Returns the number of new conflicts. */
    int count() {
        return count;
    }

    /**
     * Adds to a dispute the project or task of each parent that the dispute names by remote id. The conflict keeps
     * them: by the time a user answers, the parent may have another remote id, or none.
     */
    static final class DisputedPlaces {
        private final PullLedger ledger;

        DisputedPlaces(PullLedger ledger) {
            this.ledger = ledger;
        }

        /**
         * Returns the dispute with its places; {@code before} are the places that were known when the conflict was
         * raised.
         */
        Dispute in(SyncLinkId link, Dispute dispute, List<RemotePlace> before) {
            return dispute.at(dispute.parents().stream()
                    .map(parent -> kept(before, parent).orElseGet(() -> place(link, parent)))
                    .toList());
        }

        private static Optional<RemotePlace> kept(List<RemotePlace> before, String parent) {
            return before.stream()
                    .filter(each -> each.entity() != null && each.object().id().equals(parent))
                    .findFirst();
        }

        private RemotePlace place(SyncLinkId link, String parent) {
            LinkBook book = ledger.book();
            RemoteRef below = book.find(link).orElse(SyncLink.None.EVER).object();
            String list = below == null ? parent : below.list();
            Optional<EntityRef> entity = book.owner(ledger.account(), parent).flatMap(EntityRef::place);
            return new RemotePlace(new RemoteRef(list, parent), entity.orElse(null));
        }
    }
}
