package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.shared.Priority;

/** How priorities are sorted, as the generated columns {@code priority_rank} have it. */
public final class Priorities {

    private Priorities() {}

    public static short rank(Priority priority) {
        return switch (priority) {
            case NONE -> 0;
            case LOW -> 1;
            case MEDIUM -> 2;
            case HIGH -> 3;
        };
    }
}
