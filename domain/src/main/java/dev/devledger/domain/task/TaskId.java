package dev.devledger.domain.task;

import java.util.UUID;

public record TaskId(UUID value) {
    /** The event stream of this task. */
    public String address() {
        return "task-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
