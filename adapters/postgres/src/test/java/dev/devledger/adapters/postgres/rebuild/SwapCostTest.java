package dev.devledger.adapters.postgres.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.SmallLedger;
import dev.devledger.adapters.postgres.sql.TransactionBound.PostgresSavepoints;
import dev.devledger.adapters.postgres.write.PostgresGenerations;
import dev.devledger.adapters.postgres.write.PostgresVersionFence;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.projection.ReplayRunner;
import dev.devledger.application.projection.ReplayRunner.ReplayStores;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.projection.ShadowTables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked of the database while no writer gets through: its number is for how long they wait. */
class SwapCostTest {
    /** With what is around the gate: whether it may be closed, by whom, and what goes along with the tables. */
    private static final int SWAP = 20;

    /** A row of each of ten tables is there already or is new; each may cost a look, a COPY and a merge. */
    private static final int LAST_BATCH = 45;

    @RegisterExtension
    private static final Database database = Database.emptied();

    private SmallLedger ledger;
    private Runnable beforeSwap = () -> {};
    private long statements;

    @BeforeEach
    void fill() {
        ledger = new SmallLedger(database);
        store(5);
    }

    private void store(int projects) {
        for (int i = 0; i < projects; i++) {
            ledger.project("Project " + i);
        }
    }

    private long replayWithOneMoreBatchOf(int projects) {
        beforeSwap = () -> store(projects);
        ReplayRunner runner = new ReplayRunner(
                ledger.projections,
                new ReplayStores(
                        ledger.log,
                        new PostgresParkedEvents(database.rows),
                        new PostgresSavepoints(database.transactions),
                        counted(new PostgresShadowTables(
                                database.jdbc, new PostgresWriteGate(database.jdbc), database.transactions, "1.0")),
                        new PostgresReplayRecords(database.jdbc, database.transactions)),
                new OutdatedProjections(
                        ledger.projections,
                        new PostgresGenerations(database.jdbc, database.transactions),
                        new PostgresVersionFence(database.jdbc, Map.of("tasks", 1)),
                        Clock.systemUTC()),
                (name, at) -> {},
                Clock.systemUTC());
        runner.start(Replays.ALL);
        runner.run(Replays.ALL, () -> false);
        assertThat(runner.get(Replays.ALL).replay().state()).isEqualTo("done");
        assertThat(runner.get(Replays.ALL).replay().done())
                .isEqualTo((5L + projects) * SmallLedger.EVENTS_OF_A_PROJECT);
        return statements;
    }

    private ShadowTables counted(ShadowTables tables) {
        return (ShadowTables) Proxy.newProxyInstance(
                ShadowTables.class.getClassLoader(),
                new Class<?>[] {ShadowTables.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("swap")) {
                        return called(tables, method, arguments);
                    }
                    beforeSwap.run();
                    Object[] swapped = new Object[1];
                    statements = database.statements(() -> swapped[0] = called(tables, method, arguments));
                    return swapped[0];
                });
    }

    private static Object called(Object target, java.lang.reflect.Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_swap_with_nothing_left_to_apply() {
        assertThat(replayWithOneMoreBatchOf(0)).isLessThanOrEqualTo(SWAP);
    }

    @Test
    void what_came_at_the_last_moment_costs_the_same_however_much_it_is() {
        assertThat(replayWithOneMoreBatchOf(5)).isLessThanOrEqualTo(SWAP + LAST_BATCH);
        database.truncate();
        ledger = new SmallLedger(database);
        store(5);
        assertThat(replayWithOneMoreBatchOf(50)).isLessThanOrEqualTo(SWAP + LAST_BATCH);
    }
}
