package dev.devledger.domain.task;

import dev.devledger.domain.shared.EntityEvent;
import java.util.UUID;

public record TaskId(UUID value) implements Comparable<TaskId> {
    /** The event stream of this task. */
    public String address() {
        return "task-" + value;
    }

    /** Orders by the text, which is not Java's order of UUIDs. */
    @Override
    public int compareTo(TaskId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }

    /** The short id that people and agents use, such as {@code T-345}; never reused. */
    public record TaskKey(long number) implements EntityEvent.Key {
        @Override
        public String toString() {
            return "T-" + number;
        }
    }
}
