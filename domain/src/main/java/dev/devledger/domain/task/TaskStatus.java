package dev.devledger.domain.task;

public enum TaskStatus {
    OPEN,
    COMPLETED,
    ABANDONED
}
