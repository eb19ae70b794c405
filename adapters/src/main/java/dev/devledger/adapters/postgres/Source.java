package dev.devledger.adapters.postgres;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the rows of a kind of entity are read from: as they are, or as they were after an event. */
record Source(String table, String versions, @Nullable Long asOf) {

    static Source projects() {
        return new Source("dev_projects", "project_versions", null);
    }

    static Source tasks() {
        return new Source("tasks", "task_versions", null);
    }

    Source at(long position) {
        return new Source(table, versions, position);
    }

    boolean isPast() {
        return asOf != null;
    }

    /** All rows, as a table of the same name. */
    String rows() {
        return rows("true");
    }

    /**
     * As {@link #rows()}. The condition is on what never changes about a row, {@code e}, and saves looking at the past of
     * all the others; as the rows are today it does nothing.
     */
    String rows(String among) {
        return rows(among, table);
    }

    /** As {@link #rows(String)}, under another name. */
    String rows(String among, String name) {
        return asOf == null ? table + " " + name : """
                (select v.* from %1$s e
                 cross join lateral (
                   select * from %2$s v where v.id = e.id and v.position <= :asOf order by v.position desc limit 1) v
                 where %3$s) %4$s""".formatted(table, versions, among, name);
    }

    Map<String, Object> parameters() {
        return asOf == null ? Map.of() : Map.of("asOf", asOf);
    }
}
