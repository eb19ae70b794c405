package dev.devledger.application.history;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import java.util.List;

/** Files each event where people find it. */
public record HistoryProjection(History history) implements Projection {
    @Override
    public String name() {
        return "history";
    }

    @Override
    public int generation() {
        return 5;
    }

    /** Its entry says where it is and of what; what it said is read with the entry, and told as unreadable there. */
    @Override
    public boolean needs(String stream) {
        return false;
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    @Override
    public void apply(List<LedgerEvent> events) {
        history.add(events.stream().map(Filed::of).toList());
    }
}
