package dev.devledger.adapters.postgres.eventstore;

import org.axonframework.serialization.SerializationException;

/** A stored event of which this code knows nothing: left out, all that is built from the others would be wrong. */
final class UnknownEvent extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String what;

    UnknownEvent(String name) {
        this(name, "has a name that this version does not know", "");
    }

    /** One of a revision that is not the newest. */
    static UnknownEvent ofRevision(String name, String revision, String newest) {
        String what = "has the revision %s, and no upcaster brings it to revision %s".formatted(revision, newest);
        return new UnknownEvent(name, what, "");
    }

    private UnknownEvent(String name, String what, String where) {
        super("The event %s%s %s. A newer Devledger stored it: use the newer one.".formatted(name, where, what));
        this.name = name;
        this.what = what;
    }

    UnknownEvent at(long position) {
        return new UnknownEvent(name, what, " at position " + position);
    }

    String name() {
        return name;
    }
}
