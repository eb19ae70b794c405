package dev.devledger.domain.person;

import java.util.UUID;

public record PersonId(UUID value) implements Comparable<PersonId> {
    /** Whom the ledger belongs to: the same id in each ledger, so that none has two of them. */
    public static final PersonId OWNER = new PersonId(UUID.fromString("00000000-0000-8000-8000-000000000001"));

    /** The event stream of this person. */
    public String address() {
        return "person-" + value;
    }

    /** As their texts are, and not as Java compares UUIDs. */
    @Override
    public int compareTo(PersonId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
