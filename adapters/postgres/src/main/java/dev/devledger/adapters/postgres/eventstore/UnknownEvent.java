package dev.devledger.adapters.postgres.eventstore;

import org.axonframework.serialization.SerializationException;

/** A stored event of which this code knows nothing: left out, all that is built from the others would be wrong. */
final class UnknownEvent extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final String name;

    UnknownEvent(String name) {
        super(describe(name, ""));
        this.name = name;
    }

    UnknownEvent(String name, long position) {
        super(describe(name, " at position " + position));
        this.name = name;
    }

    String name() {
        return name;
    }

    private static String describe(String name, String where) {
        return "The event %s%s has a name that this version does not know. A newer Devledger stored it: use the newer one."
                .formatted(name, where);
    }
}
