package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Texts;
import java.util.Collection;
import java.util.SortedSet;
import java.util.function.Function;

/** Tags as arrays. */
public final class Tags {

    private Tags() {}

    public static <S> void columns(RowTable<S> rows, Function<S, SortedSet<String>> tags) {
        rows.column("tags_lower", row -> Texts.lower(tags.apply(row.state())));
    }

    public static String[] array(Collection<String> tags) {
        return tags.toArray(String[]::new);
    }
}
