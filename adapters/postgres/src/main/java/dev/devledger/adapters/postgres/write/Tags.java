package dev.devledger.adapters.postgres.write;

import dev.devledger.application.projection.EntityRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.Function;

/** Tags as arrays; compared in lower case, as Java sees it, whatever the database's locale. */
public final class Tags {

    private Tags() {}

    public static <R extends EntityRow> void columns(RowTable<R> rows, Function<R, SortedSet<String>> tags) {
        rows.column("tags", row -> array(tags.apply(row))).column("tags_lower", row -> lower(tags.apply(row)));
    }

    static String[] array(Collection<String> tags) {
        return tags.toArray(String[]::new);
    }

    public static String[] lower(Collection<String> tags) {
        return tags.stream().map(Tags::lower).distinct().toArray(String[]::new);
    }

    public static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }

    public static List<String> get(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("tags").getArray());
    }
}
