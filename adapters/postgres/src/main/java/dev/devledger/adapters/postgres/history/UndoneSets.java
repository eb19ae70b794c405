package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which change sets somebody took back. */
record UndoneSets(JdbcClient jdbc) {
    private record Undo(UUID changeSet, List<UUID> undoes) {}

    /**
     * Of those that were made since a time, as an undo comes after what it takes back. The newest undo counts first: what it
     * takes back takes nothing back any more.
     */
    UUID[] since(Instant since) {
        Set<UUID> undone = new HashSet<>();
        jdbc
                .sql(
                        "select change_set, undoes from history where undoes is not null and at >= :since order by position desc")
                .param("since", Times.of(since))
                .query((row, number) -> new Undo(row.getObject("change_set", UUID.class), ids(row.getString("undoes"))))
                .list()
                .stream()
                .filter(undo -> !undone.contains(undo.changeSet()))
                .forEach(undo -> undone.addAll(undo.undoes()));
        return undone.toArray(UUID[]::new);
    }

    private static List<UUID> ids(String undoes) {
        return Arrays.stream(undoes.split(",")).map(UUID::fromString).toList();
    }
}
