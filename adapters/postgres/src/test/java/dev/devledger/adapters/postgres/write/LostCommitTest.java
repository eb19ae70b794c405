package dev.devledger.adapters.postgres.write;

import static dev.devledger.adapters.postgres.eventstore.EventStorageTest.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.connection.CommitResolvingTransactions;
import dev.devledger.adapters.postgres.BrittleDatabase;
import dev.devledger.adapters.postgres.BrittleDatabase.Break;
import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.adapters.postgres.eventstore.PostgresLostCommits;
import dev.devledger.adapters.postgres.eventstore.PostgresLostCommits.NotCommitted;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.SqlFailures.DatabaseAway;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.domain.project.Project.ProjectId;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** The connection breaks around a commit: what is there is found, what is not there can be done, and nothing is guessed. */
@Timeout(120)
class LostCommitTest {
    @RegisterExtension
    private static final Database database = Database.create();

    private static final BrittleDatabase brittle = new BrittleDatabase(database.dataSource);
    private static TransactionTemplate transaction;
    private static EventStorageEngine engine;
    private static PostgresWriteGate gate;
    private static LostCommit lostCommit;

    private final ProjectId project = new ProjectId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        CommitResolvingTransactions transactions =
                new CommitResolvingTransactions(brittle, new PostgresLostCommits(brittle));
        transaction = new TransactionTemplate(transactions);
        engine = PostgresEventStorage.engine(
                brittle, new SpringTransactionManager(transactions), LedgerSerializer.create(), EventUpcasters.chain());
        gate = new PostgresWriteGate(brittle, PostgresVersionFence.open(database.jdbc), () -> {});
        lostCommit = new LostCommit(brittle);
    }

    @BeforeEach
    void empty() {
        brittle.breakNext(Break.NEVER);
        database.truncate();
    }

    private void write() {
        transaction.executeWithoutResult(status -> {
            gate.enter();
            engine.appendEvents(events(project, 0, 2));
        });
    }

    private static long stored() {
        return database.jdbc.sql("select count(*) from event").query(Long.class).single();
    }

    @Test
    void what_is_stored_is_found_and_nobody_hears_of_it() {
        brittle.breakNext(Break.BEHIND);
        write();
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void what_is_not_stored_can_be_done_again() {
        brittle.breakNext(Break.BEFORE);
        assertThatThrownBy(this::write).isInstanceOf(NotCommitted.class).matches(SqlFailures::lostRace);
        assertThat(stored()).isZero();
        write();
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void a_transaction_that_nobody_is_at_any_more_is_ended() {
        brittle.breakNext(Break.SILENT);
        assertThatThrownBy(this::write).isInstanceOf(NotCommitted.class);
        assertThat(stored()).isZero();
        assertThat(database.jdbc
                        .sql("select count(*) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()")
                        .query(Long.class)
                        .single())
                .as("the gate is free")
                .isZero();
        write();
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void where_nobody_can_be_asked_it_is_unknown() {
        brittle.breakNext(Break.FOR_GOOD);
        assertThatThrownBy(this::write).isInstanceOf(OutcomeUnknown.class).matches(new DatabaseAway()::isCauseOf);
        assertThat(stored()).as("as it happens").isEqualTo(2);
    }

    @Test
    void where_nothing_was_made_it_may_be_done_again_and_where_nobody_knows_what_was_made_not() {
        brittle.breakNext(Break.BEHIND);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> gate.enter()))
                .isInstanceOf(NotCommitted.class);
        brittle.breakNext(Break.BEHIND);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {})).isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void a_server_that_took_over_is_believed_only_in_what_it_has() {
        write();
        long position = database.jdbc
                .sql("select min(position) from event")
                .query(Long.class)
                .single();
        String id = database.jdbc
                .sql("select event_id from event where position = :position")
                .param("position", position)
                .query(String.class)
                .single();
        String future = "99999999999";

        assertThat(lostCommit.of(new LostCommit.Transaction(1, future, position, id)))
                .isEqualTo(LostCommit.Outcome.STORED);
        assertThat(lostCommit.of(new LostCommit.Transaction(1, future, position, "another")))
                .isEqualTo(LostCommit.Outcome.UNKNOWN);
        assertThat(lostCommit.of(new LostCommit.Transaction(1, "3", position, "another")))
                .as("long ago committed, and not by us")
                .isEqualTo(LostCommit.Outcome.UNKNOWN);
    }
}
