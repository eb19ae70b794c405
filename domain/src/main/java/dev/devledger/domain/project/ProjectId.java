package dev.devledger.domain.project;

import dev.devledger.domain.shared.EntityEvent;
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

    /** The short id that people and agents use, such as {@code P-12}; never reused. */
    public record ProjectKey(long number) implements EntityEvent.Key {
        @Override
        public String toString() {
            return "P-" + number;
        }
    }
}
