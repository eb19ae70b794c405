package dev.devledger.adapters.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.SmallLedger;
import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.OutdatedProjections.Generations.Built;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who has been here, and which rows it left. */
class FenceTest {
    private static final Map<String, Integer> OURS = Map.of("tasks", 3, "projects", 1);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresVersionFence fence = new PostgresVersionFence(database.jdbc, OURS);
    private static final PostgresGenerations generations =
            new PostgresGenerations(database.jdbc, database.transactions);

    private static void enter() {
        database.transaction.executeWithoutResult(
                status -> new PostgresWriteGate(database.dataSource, fence, () -> {}).enter());
    }

    private static void run(String sql) {
        database.jdbc.sql(sql).update();
    }

    @Test
    void the_newest_migration_is_the_one_that_was_made() {
        assertThat(PostgresVersionFence.newestMigration())
                .isEqualTo(database.jdbc
                        .sql("select max(version::int) from flyway_schema_history")
                        .query(Integer.class)
                        .single());
    }

    @Test
    void who_knows_all_that_was_migrated_and_asked_for_may_write() {
        assertThatCode(FenceTest::enter).doesNotThrowAnyException();
        generations.claim(Map.of("tasks", 3, "projects", 1, "notes", 7)); // of a projection that this code has not
        assertThat(fence.isTakenOver()).isFalse();
        assertThatCode(FenceTest::enter).doesNotThrowAnyException();
    }

    @Test
    void who_does_not_know_a_migration_writes_no_more() {
        run(
                "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) values (9999, '9999', 'of a newer one', 'SQL', 'V9999', 'newer', 1, true)");
        try {
            assertThat(fence.isTakenOver()).isTrue();
            assertThatThrownBy(FenceTest::enter)
                    .isInstanceOf(NewerVersion.class)
                    .hasMessageContaining("newer Devledger uses this database now");
        } finally {
            run("delete from flyway_schema_history where installed_rank = 9999");
        }
        assertThatCode(FenceTest::enter).doesNotThrowAnyException();
    }

    @Test
    void who_makes_an_older_generation_of_rows_writes_no_more() {
        generations.claim(Map.of("tasks", 4));
        assertThat(fence.isTakenOver()).isTrue();
        assertThatThrownBy(FenceTest::enter).isInstanceOf(NewerVersion.class);
        generations.claim(OURS);
        assertThat(fence.isTakenOver()).as("an older one cannot take it back").isTrue();
    }

    /** With the positions and what is parked; one statement, however much is asked. */
    @Test
    void it_costs_no_statement() {
        assertThat(database.statements(FenceTest::enter)).isEqualTo(1);
    }

    @Test
    void an_empty_ledger_has_the_rows_of_who_comes_first() {
        generations.claim(OURS);
        assertThat(generations.built(OURS.keySet()))
                .isEqualTo(Map.of("tasks", new Built(3, true), "projects", new Built(1, true)));
    }

    @Test
    void a_ledger_with_events_keeps_what_it_has() {
        new SmallLedger(database).project("Older than generations");
        generations.claim(OURS);
        assertThat(generations.built(OURS.keySet()).values()).containsOnly(new Built(0, false));

        database.transaction.executeWithoutResult(status -> generations.put(OURS));
        generations.claim(Map.of("tasks", 4));
        assertThat(generations.built(List.of("tasks"))).containsEntry("tasks", new Built(3, true));
    }

    @Test
    void tables_that_a_migration_changes_may_be_half_filled() {
        generations.claim(OURS);
        run("alter table task_versions add column later int");
        try {
            assertThat(generations.built(OURS.keySet()))
                    .isEqualTo(Map.of("tasks", new Built(3, false), "projects", new Built(1, true)));
        } finally {
            run("alter table task_versions drop column later");
        }
        assertThat(generations.built(OURS.keySet())).containsEntry("tasks", new Built(3, true));
    }
}
