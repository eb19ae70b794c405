package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Collection;
import java.util.Optional;

/** Which questions about entities as a whole have answered themselves, since one side has changed again. */
record SettledQuestions(PlanContext context) {
    void plan(Collection<EntityRef> entities) {
        entities.forEach(this::plan);
    }

    private void plan(EntityRef entity) {
        context.frozen().asWhole(entity).ifPresent(each -> answer(entity, each.dispute())
                .ifPresent(why -> context.add(new Planned.Withdrawn(entity, each, why))));
    }

    private Optional<String> answer(EntityRef entity, Dispute dispute) {
        boolean wanted = context.wanted(entity) instanceof Wanted.Present;
        boolean known = entity.holdsCards() || context.wanted(entity) != null;
        return switch (dispute) {
            case Dispute.Values values -> Optional.empty();
            case Dispute.OfEntry entry -> Optional.empty();
            case Dispute.DeletedLocally gone ->
                wanted && !context.sides().deleted(entity)
                        ? Optional.of("it was restored in Devledger")
                        : Optional.empty();
            case Dispute.DeletedRemotely gone ->
                known && context.sides().deleted(entity)
                        ? Optional.of("it was deleted in Devledger as well")
                        : Optional.empty();
            case Dispute.Reappeared again -> Optional.empty();
            case Dispute.Duplicate copy -> Optional.empty();
            case Dispute.WhichOne which -> {
                if (context.link(entity) instanceof SyncLink.Linked
                        && !context.links().clash(entity)) {
                    yield Optional.of("it is linked now");
                }
                yield known && context.sides().deleted(entity)
                        ? Optional.of("it was deleted in Devledger")
                        : Optional.empty();
            }
        };
    }
}
