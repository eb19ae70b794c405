package dev.devledger.application.sync;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.sync.Sending;
import dev.devledger.domain.sync.SyncDecider;
import dev.devledger.domain.sync.SyncEvent;
import dev.devledger.domain.sync.SyncLink;

/** The newest state of each link, by the same rules as the links themselves. */
public final class SyncLinkProjection implements Projection {
    private static final SyncDecider DECIDER = new SyncDecider();

    private final LinkBook links;

    public SyncLinkProjection(LinkBook links) {
        this.links = links;
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof SyncEvent sync) {
            SyncLink before = event.version() == 1
                    ? DECIDER.initial()
                    : links.find(sync.link()).orElseThrow(() -> new IllegalStateException("no row for " + sync.link()));
            if (before instanceof SyncLink.Creating creating && isGivenUp(creating, sync)) {
                links.giveUp(sync.link(), creating.intent(), Sending.of(creating));
            }
            links.put(sync.link(), DECIDER.evolve(before, sync));
        }
    }

    /**
     * Whether that create may have made an object that nobody knows of. Of several sendings nobody knows which of them
     * made the one that was found.
     */
    private static boolean isGivenUp(SyncLink.Creating creating, SyncEvent event) {
        return switch (event) {
            case SyncEvent.CreateIntended again -> true;
            case SyncEvent.Stopped stopped -> true;
            case SyncEvent.Linked linked -> creating.attempt() > 1;
            default -> false; // it was refused, or surely not sent
        };
    }
}
