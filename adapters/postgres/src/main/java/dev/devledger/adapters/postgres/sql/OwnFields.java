package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.task.ServiceFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** What services have in fields of their own, as JSON. Most tasks have none. */
public final class OwnFields {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectReader READER =
            JSON.readerFor(new TypeReference<TreeMap<String, TreeMap<String, Object>>>() {});

    private OwnFields() {}

    public static ServiceFields get(ResultSet row) throws SQLException {
        String stored = row.getString("fields");
        if (stored == null) {
            return ServiceFields.NONE;
        }
        SortedMap<String, SortedMap<String, Object>> fields = READER.readValue(stored);
        return new ServiceFields(fields);
    }

    /** Null where there are none. */
    public static @Nullable String json(ServiceFields fields) {
        return fields.byConnector().isEmpty()
                ? null
                : Texts.storableJson(JSON.writeValueAsString(fields.byConnector()));
    }
}
