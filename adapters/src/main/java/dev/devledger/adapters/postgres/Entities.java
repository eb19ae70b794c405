package dev.devledger.adapters.postgres;

import dev.devledger.domain.sync.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** Entities as the columns {@code entity_kind} and {@code entity_id}, or as two arrays of these. */
final class Entities {

    private Entities() {}

    static EntityRef get(ResultSet row) throws SQLException {
        return new EntityRef(
                Words.to(EntityRef.Kind.class, row.getString("entity_kind")), row.getObject("entity_id", UUID.class));
    }

    static String[] kinds(Collection<EntityRef> entities) {
        return entities.stream().map(entity -> Words.of(entity.kind())).toArray(String[]::new);
    }

    static UUID[] ids(Collection<EntityRef> entities) {
        return entities.stream().map(EntityRef::id).toArray(UUID[]::new);
    }
}
