package dev.devledger.domain.project;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Where a project is in a connected service. */
public enum Placement {
    /** A card in the list of all projects; its tasks are the card's subtasks. */
    CARD,
    /** A list of its own; its tasks are that list's tasks. */
    LIST,
    /** The same where the service calls it a project. */
    PROJECT,
    /** It never leaves the ledger. */
    NONE;

    /** The words of a service that shows projects as cards or lists; {@code placement} has no others. */
    public static final Set<Placement> OF_CARDS = Collections.unmodifiableSet(EnumSet.of(CARD, LIST, NONE));
}
