package dev.devledger.domain.project;

/** Where a project is in the connected task service. */
public enum Placement {
    /** A card in the list of all projects; its tasks are the card's subtasks. */
    CARD,
    /** A list of its own; its tasks are that list's tasks. */
    LIST,
    /** It never leaves the ledger. */
    NONE
}
