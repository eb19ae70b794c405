package dev.devledger.domain.project;

public enum ProjectStatus {
    PLANNED,
    ACTIVE,
    PAUSED,
    BLOCKED,
    COMPLETED,
    ABANDONED
}
