package dev.devledger.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Tags as arrays; compared in lower case, as Java sees it, whatever the database's locale. */
final class Tags {

    private Tags() {}

    static String[] array(Collection<String> tags) {
        return tags.toArray(String[]::new);
    }

    static String[] lower(Collection<String> tags) {
        return tags.stream().map(Tags::lower).distinct().toArray(String[]::new);
    }

    static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }

    static List<String> get(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("tags").getArray());
    }
}
