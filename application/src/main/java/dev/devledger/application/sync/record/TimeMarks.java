package dev.devledger.application.sync.record;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.LiveListener;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.TimeWork;
import dev.devledger.domain.time.TimeEntryEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Marks for each account that has time the entries of which something may have to be written there. The account that brought
 * the change is told too: another one of its entries may have been stopped by it.
 */
public final class TimeMarks implements LiveListener {
    private final List<ConnectedAccount> accounts;
    private final TimeWork work;

    public TimeMarks(List<ConnectedAccount> accounts, TimeWork work) {
        this.accounts = accounts.stream().filter(each -> !each.off()).toList();
        this.work = work;
    }

    @Override
    public void stored(List<LedgerEvent> events) {
        Set<UUID> entries = events.stream()
                .filter(event -> event.payload() instanceof TimeEntryEvent)
                .map(event -> ((TimeEntryEvent) event.payload()).entry().value())
                .collect(Collectors.toSet());
        if (!entries.isEmpty()) {
            accounts.forEach(account -> work.mark(account, entries));
        }
    }

    /** Who marks what is to be sent besides asks for the cycle. */
    @Override
    public void committed() {}
}
