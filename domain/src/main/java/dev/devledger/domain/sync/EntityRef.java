package dev.devledger.domain.sync;

import java.util.Locale;
import java.util.UUID;

/** A thing of the ledger that can have a counterpart in a connected system. */
public record EntityRef(Kind kind, UUID id) {
    public enum Kind {
        PROJECT,
        TASK,
        /** The one list that holds a card for each project, or the list that a project is; that one has the project's id. */
        LIST
    }

    /** There is one card list for each connector, so its id is a constant. */
    public static final EntityRef CARDS = new EntityRef(Kind.LIST, new UUID(0, 0));

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

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }
}
