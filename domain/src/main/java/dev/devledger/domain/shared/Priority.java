package dev.devledger.domain.shared;

public enum Priority {
    NONE,
    LOW,
    MEDIUM,
    HIGH
}
