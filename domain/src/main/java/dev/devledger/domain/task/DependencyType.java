package dev.devledger.domain.task;

/** How a task depends on another one. */
public enum DependencyType {
    /** The other one must be done before it. */
    BLOCKS,
    RELATED,
    /** It was found while somebody worked on the other one. */
    DISCOVERED_FROM
}
