package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;

class MemorySyncedTimeTest extends SyncedTimeContract {
    private final MemoryEntryLinkBook links = new MemoryEntryLinkBook();
    private final MemoryTimeWork work = new MemoryTimeWork();

    @Override
    protected EntryLinkBook links() {
        return links;
    }

    @Override
    protected PendingTimeEntries work() {
        return work;
    }
}
