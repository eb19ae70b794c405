package dev.devledger.adapters.postgres.names;

import dev.devledger.adapters.postgres.query.AsOfRows;
import dev.devledger.application.history.EntityNames;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each looked up by its id, as it is or as it was. */
public record PostgresEntityNames(JdbcClient jdbc) implements EntityNames {
    private static final String OF_THESE = "e.id = any(:entities)";

    @Override
    public Map<UUID, String> of(Collection<UUID> entities, @Nullable Long asOf) {
        if (entities.isEmpty()) {
            return Map.of();
        }
        AsOfRows projects = at(AsOfRows.projects(), asOf);
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql("""
                        select id, name as called from (%s) projects
                        union all
                        select id, title from (%s) tasks
                        """.formatted(
                        projects.select(OF_THESE), at(AsOfRows.tasks(), asOf).select(OF_THESE)))
                .params(projects.parameters())
                .param("entities", entities.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    names.put(row.getObject("id", UUID.class), row.getString("called"));
                });
        return names;
    }

    private static AsOfRows at(AsOfRows rows, @Nullable Long asOf) {
        return asOf == null ? rows : rows.at(asOf);
    }
}
