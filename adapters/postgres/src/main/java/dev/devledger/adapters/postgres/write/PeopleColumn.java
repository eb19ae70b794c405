package dev.devledger.adapters.postgres.write;

import dev.devledger.domain.person.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The people of a task as an array of ids; null where there are none, as with most tasks. */
public final class PeopleColumn {
    private PeopleColumn() {}

    public static UUID @Nullable [] array(SortedSet<PersonId> people) {
        return people.isEmpty() ? null : people.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    static SortedSet<PersonId> get(ResultSet row) throws SQLException {
        Array people = row.getArray("assignees");
        return people == null
                ? Collections.emptySortedSet()
                : Stream.of((UUID[]) people.getArray())
                        .map(PersonId::new)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
