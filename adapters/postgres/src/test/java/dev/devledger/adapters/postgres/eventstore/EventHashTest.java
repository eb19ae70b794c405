package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventHashTest {
    private static String here(@Nullable String previous, long version) {
        return new EventHash()
                .hex(
                        previous,
                        new EventRow(
                                0,
                                "TaskAggregate",
                                "task-1",
                                version,
                                "id",
                                "2026-01-01T00:00:00Z",
                                "task.created",
                                "1",
                                "{\"title\":\"Žluťoučký 𝄞\"}",
                                ""));
    }

    private static String there(JdbcClient jdbc, @Nullable String previous, long version) {
        return jdbc.sql("""
                        select encode(event_hash(decode(:previous, 'hex'), 'task-1', :version, 'TaskAggregate', 'id',
                          'task.created', '1', '2026-01-01T00:00:00Z', '{"title":"Žluťoučký 𝄞"}', ''), 'hex')
                        """)
                .param("previous", previous)
                .param("version", version)
                .query(String.class)
                .single();
    }

    @Test
    void is_that_of_the_database() {
        try (Database database = Database.create()) {
            String first = here(null, 0);
            assertThat(first).isEqualTo(there(database.jdbc, null, 0));
            assertThat(here(first, 12)).isEqualTo(there(database.jdbc, first, 12));
        }
    }
}
