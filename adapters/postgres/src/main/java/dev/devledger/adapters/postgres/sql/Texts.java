package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.task.ServiceFields;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Converts texts for the database. */
public final class Texts {

    /** Matches the JSON escape of the null character, but not an escaped backslash followed by the same letters. */
    private static final Pattern NULL_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private Texts() {}

    /** Returns null for an empty text: an unset text is empty in the domain, and null in the database. */
    static @Nullable public String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Replaces the null character, which PostgreSQL refuses in values and in parameters. */
    public static String storable(String text) {
        return text.replace("\u0000", "\uFFFD");
    }

    static @Nullable public String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    /** Replaces the JSON escape of the null character, which a JSON column refuses as well. */
    public static String storableJson(String json) {
        return !json.contains("\\u0000") ? json : NULL_ESCAPE.matcher(json).replaceAll("$1\\\\ufffd");
    }

    public static boolean isStorable(String text) {
        return text.indexOf('\u0000') < 0;
    }

    /** Reads a column that is a list of texts; null is an empty list. */
    public static List<String> all(ResultSet row, String column) throws SQLException {
        Array all = row.getArray(column);
        return all == null ? List.of() : List.of((String[]) all.getArray());
    }

    /** Normalizes tags for comparisons: lower case as in Java, independent of the database's locale. */
    public static String[] lower(Collection<String> tags) {
        return tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new);
    }

    /** Stores the values of services' own fields as JSON. Most tasks have none. */
    public static final class ServiceFieldsColumn {
        private static final JsonMapper JSON = new JsonMapper();
        private static final ObjectReader READER =
                JSON.readerFor(new TypeReference<TreeMap<String, TreeMap<String, Object>>>() {});

        private ServiceFieldsColumn() {}

        public static ServiceFields get(ResultSet row) throws SQLException {
            String stored = row.getString("fields");
            if (stored == null) {
                return ServiceFields.NONE;
            }
            SortedMap<String, SortedMap<String, Object>> fields = READER.readValue(stored);
            return new ServiceFields(fields);
        }

        /** Writes the values; null for none. */
        public static @Nullable String json(ServiceFields fields) {
            return fields.byConnector().isEmpty()
                    ? null
                    : Texts.storableJson(JSON.writeValueAsString(fields.byConnector()));
        }
    }
}
