package dev.devledger.application.sync.record;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLinkDecider;
import dev.devledger.domain.sync.time.EntryLinkEvent;
import dev.devledger.domain.sync.time.EntryLinkId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest state of each link of a time entry, by the same rules as the links themselves. */
record EntryLinkProjection(EntryLinkBook links) {
    private static final EntryLinkDecider DECIDER = new EntryLinkDecider();

    void apply(List<LedgerEvent> events) {
        links.together(() -> events.forEach(this::apply));
    }

    void apply(LedgerEvent event) {
        if (event.payload() instanceof EntryLinkEvent happened) {
            EntryLinkId link = happened.link();
            EntryLink before = event.version() == 1
                    ? DECIDER.initial()
                    : links.find(link).orElseThrow(() -> new IllegalStateException("no row for " + link));
            links.put(link, DECIDER.evolve(before, happened), agreedAt(happened));
            if (happened instanceof EntryLinkEvent.Closed closed && closed.end() != EntryLink.End.GONE) {
                links.putDelete(link, closed.at());
            }
        }
    }

    private static @Nullable Instant agreedAt(EntryLinkEvent event) {
        return switch (event) {
            case EntryLinkEvent.Linked linked -> linked.at();
            case EntryLinkEvent.Agreed agreed -> agreed.at();
            case EntryLinkEvent.AddIntended intended -> null;
            case EntryLinkEvent.AddDropped dropped -> null;
            case EntryLinkEvent.KeptApart apart -> null;
            case EntryLinkEvent.Closed closed -> null;
        };
    }
}
