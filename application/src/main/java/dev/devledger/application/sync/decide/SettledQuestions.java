package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Optional;

/** Which questions about entities as a whole have answered themselves, since one side has changed again. */
final class SettledQuestions {
    private final OpenConflicts standing;
    private final KnownLinks links;
    private final LedgerViews sides;

    SettledQuestions(OpenConflicts standing, KnownLinks links, LedgerViews sides) {
        this.standing = standing;
        this.links = links;
        this.sides = sides;
    }

    void plan(EntityRef entity, PlanDraft draft) {
        standing.asWhole(entity).ifPresent(each -> answer(entity, each.dispute())
                .ifPresent(why -> draft.add(new Planned.Withdrawn(entity, row(each.dispute()), each.id(), why))));
    }

    private Optional<String> answer(EntityRef entity, Dispute dispute) {
        boolean wanted = sides.wanted(entity) instanceof Wanted.Present;
        boolean known = entity.holdsCards() || sides.wanted(entity) != null;
        return switch (dispute) {
            case Dispute.Values values -> Optional.empty();
            case Dispute.DeletedHere gone ->
                wanted && !sides.deleted(entity) ? Optional.of("it was restored in Devledger") : Optional.empty();
            case Dispute.DeletedThere gone ->
                known && sides.deleted(entity) ? Optional.of("it was deleted in Devledger as well") : Optional.empty();
            case Dispute.Reappeared again -> Optional.empty();
            case Dispute.Duplicate copy -> Optional.empty();
            case Dispute.WhichOne which -> {
                if (links.link(entity) instanceof SyncLink.Linked && !links.clash(entity)) {
                    yield Optional.of("it is linked now");
                }
                yield known && sides.deleted(entity) ? Optional.of("it was deleted in Devledger") : Optional.empty();
            }
        };
    }

    static String row(Dispute dispute) {
        return switch (dispute) {
            case Dispute.Values values -> values.row();
            case Dispute.DeletedThere gone -> "E7";
            case Dispute.DeletedHere gone -> "E9";
            case Dispute.Reappeared again -> "E13";
            case Dispute.Duplicate copy -> "DUPLICATE";
            case Dispute.WhichOne which -> "E3";
        };
    }
}
