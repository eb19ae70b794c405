package dev.devledger.domain.sync.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A thing of the ledger that can have a counterpart in a connected system. */
public record EntityRef(Kind kind, UUID id) {
    public enum Kind {
        PROJECT,
        TASK,
        /** One of the lists that hold a card for each project, or the list that a project is; that one has the project's id. */
        LIST,
        /** A time entry. */
        ENTRY
    }

    /** There is one card list for each connector at least, so its id is a constant. */
    public static final EntityRef CARDS = cards(1);

    /** The card lists are counted from 1: the next one takes what is new where the one before has no room left. */
    public static EntityRef cards(int number) {
        return new EntityRef(Kind.LIST, new UUID(0, number - 1L));
    }

    public static EntityRef project(UUID id) {
        return new EntityRef(Kind.PROJECT, id);
    }

    /** The list that a project is, where it is placed so. */
    public static EntityRef list(UUID project) {
        return new EntityRef(Kind.LIST, project);
    }

    public static EntityRef task(UUID id) {
        return new EntityRef(Kind.TASK, id);
    }

    public static EntityRef entry(UUID id) {
        return new EntityRef(Kind.ENTRY, id);
    }

    /** Whether it is a list that holds cards, and so no project. */
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

    /** The project or task that something can be below; a list of a project stands for it, and the cards' is none. */
    public Optional<EntityRef> place() {
        return holdsCards() ? Optional.empty() : Optional.of(kind == Kind.LIST ? project(id) : this);
    }
}
