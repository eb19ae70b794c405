package dev.devledger.domain.time;

import java.util.UUID;

public record TimeEntryId(UUID value) {
    /** The event stream of this entry. */
    public String address() {
        return "entry-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
