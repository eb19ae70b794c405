package dev.devledger.domain.project;

public enum ProjectStatus {
    PLANNED,
    ACTIVE,
    PAUSED,
    BLOCKED,
    COMPLETED,
    ABANDONED;

    /** Whether the work on it has ended. */
    public boolean isClosed() {
        return this == COMPLETED || this == ABANDONED;
    }
}
