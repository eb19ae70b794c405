package dev.devledger.domain.sync.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** An entity of the ledger that can have an object in a connected service. */
public record EntityRef(Kind kind, UUID id) {
    public enum Kind {
        PROJECT,
        TASK,
        /** A list that holds the cards of projects, or the list that is a project; the latter has the project's id. */
        LIST,
        /** A time entry. */
        ENTRY
    }

    /** The first card list, which each connector has, so its id is a constant. */
    public static final EntityRef CARDS = cards(1);

    /** Returns the card list of that number, from 1: the next one gets new cards when the one before is full. */
    public static EntityRef cards(int number) {
        return new EntityRef(Kind.LIST, new UUID(0, number - 1L));
    }

    public static EntityRef project(UUID id) {
        return new EntityRef(Kind.PROJECT, id);
    }

    /** Returns the list of a project that is placed as a list. */
    public static EntityRef list(UUID project) {
        return new EntityRef(Kind.LIST, project);
    }

    public static EntityRef task(UUID id) {
        return new EntityRef(Kind.TASK, id);
    }

    public static EntityRef entry(UUID id) {
        return new EntityRef(Kind.ENTRY, id);
    }

    /** True if it is a list of cards, and so no project. */
    public boolean holdsCards() {
        return kind == Kind.LIST && id.getMostSignificantBits() == 0;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }

    /** The reverse of {@link #toString()}; empty for any other text, such as a remote id. */
    public static Optional<EntityRef> of(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> text.matches(kind.name().toLowerCase(Locale.ROOT) + " [0-9a-f-]{36}"))
                .findFirst()
                .map(kind -> new EntityRef(kind, UUID.fromString(text.substring(text.indexOf(' ') + 1))));
    }

    /**
     * Returns the project or task that can be a parent: a project's list stands for the project, a card list for none.
     */
    public Optional<EntityRef> place() {
        return holdsCards() ? Optional.empty() : Optional.of(kind == Kind.LIST ? project(id) : this);
    }
}
