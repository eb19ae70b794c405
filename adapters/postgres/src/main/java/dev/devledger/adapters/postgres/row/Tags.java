package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.application.projection.EntityRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

/** Tags as arrays. */
public final class Tags {

    private Tags() {}

    public static <R extends EntityRow> void columns(RowTable<R> rows, Function<R, SortedSet<String>> tags) {
        rows.column("tags_lower", row -> Texts.lower(tags.apply(row)));
    }

    public static String[] array(Collection<String> tags) {
        return tags.toArray(String[]::new);
    }

    public static List<String> get(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("tags").getArray());
    }
}
