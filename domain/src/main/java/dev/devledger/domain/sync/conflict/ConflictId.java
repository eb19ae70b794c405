package dev.devledger.domain.sync.conflict;

import java.util.UUID;

public record ConflictId(UUID value) {
    /** The event stream of this conflict. */
    public String address() {
        return "conflict-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
