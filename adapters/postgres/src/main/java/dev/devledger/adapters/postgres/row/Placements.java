package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.domain.project.Placement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The placements of projects in further services, as JSON. Most projects have none. */
public final class Placements {
    private static final JsonMapper JSON = new JsonMapper();

    private Placements() {}

    public static SortedMap<String, Placement> get(ResultSet row) throws SQLException {
        String stored = row.getString("placements");
        if (stored == null) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, Placement> said = new TreeMap<>();
        JSON.readValue(stored, ObjectNode.class)
                .properties()
                .forEach(each -> said.put(
                        each.getKey(),
                        EnumColumns.to(Placement.class, each.getValue().stringValue())));
        return said;
    }

    /** Writes the placements; null for none. */
    public static RowWrite.@Nullable Json json(SortedMap<String, Placement> said) {
        return said.isEmpty()
                ? null
                : new RowWrite.Json(JSON.writeValueAsString(said.entrySet().stream()
                        .collect(Collectors.toMap(
                                each -> each.getKey(),
                                each -> EnumColumns.of(each.getValue()),
                                (one, other) -> one,
                                TreeMap::new))));
    }

    /**
     * Returns an SQL expression for the placement of a project in a service without cards: the placement set for that
     * service, or else the project's general one.
     *
     * @param project the table, or its alias
     * @param connector the parameter that names the service, such as {@code :connector}
     */
    public static String in(String project, String connector) {
        return "coalesce(%1$s.placements ->> %2$s, %1$s.placement)".formatted(project, connector);
    }
}
