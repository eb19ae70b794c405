package dev.devledger.application.sync.pull;

import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemotePlace;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.util.List;
import java.util.Optional;

/**
 * Says with what people are asked which project or task each parent is that is named by its remote id. It is kept with the
 * question: when they answer, the parent may have another id there, or none.
 */
final class DisputedPlaces {
    private final PullLedger ledger;

    DisputedPlaces(PullLedger ledger) {
        this.ledger = ledger;
    }

    /** {@code before} is what was known when it was asked first. */
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
