package dev.devledger.domain.sync.time;

import java.util.UUID;

/** Which time entry of the ledger in which account of which connected system. */
public record EntryLinkId(String connector, String account, UUID entry) {
    /** The event stream of this link. */
    public String address() {
        return "entrylink-" + connector + "-" + account + "-" + entry;
    }
}
