package dev.devledger.application.claim;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.claim.ClaimEvent;

/** Who has which task. */
public record ClaimsProjection(ClaimRows rows) implements Projection {
    @Override
    public String name() {
        return "claims";
    }

    @Override
    public int generation() {
        return 2;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("claim-");
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof ClaimEvent claim) {
            apply(claim, event.by().actor(), event.position());
        }
    }

    private void apply(ClaimEvent event, String actor, long position) {
        switch (event) {
            case ClaimEvent.Claimed e ->
                rows.take(new ClaimRows.Taken(e.task(), e.agent(), actor, e.at(), e.until(), e.number(), position));
            case ClaimEvent.Prolonged e -> rows.prolong(e.task(), e.until(), position);
            case ClaimEvent.Released e -> rows.free(e.task(), e.note(), position);
            case ClaimEvent.Expired e -> rows.free(e.task(), null, position);
        }
    }
}
