package dev.devledger.adapters.postgres.write;

import static dev.devledger.adapters.postgres.eventstore.EventStorageTest.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.domain.project.Project.ProjectId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes store events of the same entities in one transaction each, and in another order: none waits for the other. */
@Timeout(120)
class OppositeOrderTest {

    private static final ProjectId FIRST = new ProjectId(new UUID(1, 1));
    private static final ProjectId MIDDLE = new ProjectId(new UUID(2, 2));
    private static final ProjectId LAST = new ProjectId(new UUID(3, 3));

    @RegisterExtension
    private static final Database database = Database.create();

    @Test
    void one_is_stored_and_the_other_one_has_lost_a_race() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<?> holder = threads.submit(() -> database.transaction.executeWithoutResult(status -> {
                store(List.of(MIDDLE));
                database.rows.flush();
                held.countDown();
                await(letGo);
                status.setRollbackOnly();
            }));
            await(held);
            Future<String> one = threads.submit(() -> outcome(List.of(FIRST, MIDDLE, LAST)));
            Future<String> other = threads.submit(() -> outcome(List.of(LAST, MIDDLE, FIRST)));
            while (waiting() < 2) {
                Thread.onSpinWait();
            }
            letGo.countDown();
            holder.get();

            assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder("stored", "lost a race");
        }
    }

    private static String outcome(List<ProjectId> order) {
        try {
            database.transaction.executeWithoutResult(status -> store(order));
            return "stored";
        } catch (ConcurrencyException e) {
            return "lost a race";
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    private static void store(List<ProjectId> projects) {
        EventStorageEngine node = PostgresEventStorage.engine(
                database.dataSource, database.axonTransactions, LedgerSerializer.create(), EventUpcasters.chain());
        projects.forEach(project -> node.appendEvents(events(project, 0, 1)));
    }

    private static long waiting() {
        return database.jdbc
                .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
