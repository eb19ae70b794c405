package dev.devledger.domain.shared;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of an entity that people see, with what the events of all kinds have in common. */
public interface EntityEvent {
    Instant at();

    /** Fails without a value that the entity always has. No command makes such an event. */
    default void requireValues() {}

    /** The short id of an entity: the letter of its kind, and a number. */
    interface Key {
        long number();
    }

    interface Created extends EntityEvent {
        Key key();
    }

    interface StatusChanged extends EntityEvent {}

    interface Deleted extends EntityEvent {
        /** Returns the stream of the entity whose deletion deleted this one too; null for none. */
        default @Nullable String with() {
            return null;
        }
    }

    interface Restored extends EntityEvent {}
}
