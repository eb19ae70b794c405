package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** Entities as the columns {@code entity_kind} and {@code entity_id}, or as two arrays of these. */
public final class Entities {

    private Entities() {}

    public static EntityRef get(ResultSet row) throws SQLException {
        return new EntityRef(
                EnumColumns.to(EntityRef.Kind.class, row.getString("entity_kind")),
                row.getObject("entity_id", UUID.class));
    }

    public static String[] kinds(Collection<EntityRef> entities) {
        return entities.stream().map(entity -> EnumColumns.of(entity.kind())).toArray(String[]::new);
    }

    public static UUID[] ids(Collection<EntityRef> entities) {
        return entities.stream().map(EntityRef::id).toArray(UUID[]::new);
    }
}
