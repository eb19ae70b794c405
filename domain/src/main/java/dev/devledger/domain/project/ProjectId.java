package dev.devledger.domain.project;

import java.util.UUID;

public record ProjectId(UUID value) {
    /** The event stream of this project. */
    public String address() {
        return "project-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
