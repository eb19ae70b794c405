package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.Revision;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the read model that shows an entity. */
public interface EntityRow {
    UUID entity();

    /** Returns the number in the entity's key; null if it is not known. */
    @Nullable
    Long number();

    Revision revision();
}
