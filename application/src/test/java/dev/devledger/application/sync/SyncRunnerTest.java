package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyncRunnerTest {
    private final World world = new World();

    @Test
    void a_run_tells_what_it_did() {
        world.project("One");
        Sync.Report report = world.runner.run();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.LISTS, Call.CREATE_LIST, Call.CREATE);
        assertThat(report).isEqualTo(new Sync.Report("ticktick", 0, 1, 0, 4, 0));
        assertThat(world.cycles).singleElement().satisfies(cycle -> {
            assertThat(cycle.kind()).isEqualTo("full");
            assertThat(cycle.complete()).isTrue();
            assertThat(cycle.pushed()).isEqualTo(1);
            assertThat(cycle.remoteRequests()).isEqualTo(4);
            assertThat(cycle.error()).isNull();
        });
    }

    @Test
    void a_cycle_that_runs_at_the_end_of_the_process_sends_nothing_more_and_the_next_process_does() {
        world.cardList();
        IntStream.range(0, 5).forEach(number -> world.task(world.project("Card " + number), "Task " + number));
        world.remote.calls();
        world.remote.onEachCall(call -> {
            if (call == Call.CREATE_ALL) {
                world.runner.end();
            }
        });
        world.runner.run();
        assertThat(world.remote.calls()).endsWith(Call.CREATE_ALL).containsOnlyOnce(Call.CREATE_ALL);
        assertThat(world.remote.live()).hasSize(5);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
        world.nextNode();
        world.runner.run();
        assertThat(world.remote.live()).hasSize(10);
    }

    @Test
    void a_run_tries_what_waits_too() {
        world.remote.next(Call.CREATE, Fault.REFUSED);
        world.project("One");
        world.cycle();
        world.runner.run();
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void a_run_without_work_and_without_a_list_asks_for_the_lists() {
        assertThat(world.runner.run()).isEqualTo(new Sync.Report("ticktick", 0, 0, 0, 1, 0));
        assertThat(world.remote.calls()).containsExactly(Call.LISTS);
        assertThat(world.cycles).hasSize(1);
    }

    @Test
    void who_waits_for_a_cycle_shares_the_next_one() throws Exception {
        CountDownLatch inACall = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.remote.onCall(() -> {
            inACall.countDown();
            awaitQuietly(goOn);
        });
        world.project("One");
        FutureTask<Sync.Report> first = running();
        inACall.await();
        List<FutureTask<Sync.Report>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(running());
        }
        goOn.countDown();

        assertThat(first.get().pushed()).isEqualTo(1);
        Sync.Report shared = waiting.getFirst().get();
        for (FutureTask<Sync.Report> each : waiting) {
            assertThat(each.get()).isSameAs(shared).isNotSameAs(first.get());
        }
        assertThat(world.cycles).hasSize(2);
    }

    /** In a thread of its own, which has come as far as it can. */
    private FutureTask<Sync.Report> running() {
        FutureTask<Sync.Report> run = new FutureTask<>(world.runner::run);
        Thread thread = new Thread(run);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return run;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void who_waits_hears_of_an_error_as_well() throws Exception {
        CountDownLatch inACall = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.remote.onCall(() -> {
            inACall.countDown();
            awaitQuietly(goOn);
            if (world.cycles.size() == 1) {
                throw new AssertionError("broken beyond repair");
            }
        });
        world.remote.next(Call.CREATE, Fault.REFUSED);
        world.project("One");
        FutureTask<Sync.Report> first = running();
        inACall.await();
        List<FutureTask<Sync.Report>> waiting = List.of(running(), running());
        goOn.countDown();
        assertThat(first.get().pushed()).isZero();
        for (FutureTask<Sync.Report> each : waiting) {
            assertThatThrownBy(each::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("broken beyond repair");
        }
    }

    @Test
    void a_due_cycle_leaves_the_one_under_way_alone() throws Exception {
        CountDownLatch inACall = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.remote.onCall(() -> {
            inACall.countDown();
            awaitQuietly(goOn);
        });
        world.project("One");
        FutureTask<Sync.Report> first = running();
        inACall.await();
        assertThat(world.runner.runDue()).isEqualTo(world.clock.instant().plusSeconds(1));
        assertThat(world.runner.status().state().word()).isEqualTo("running");
        assertThat(world.runner.stage()).isEqualTo(new Sync.Stage(1, "reading TickTick", 0, 0));
        goOn.countDown();
        first.get();
        assertThat(world.runner.stage()).isNull();
        assertThat(world.cycles).hasSize(1);
    }

    @Test
    void a_long_sync_tells_how_far_it_is_in_numbers_until_it_is_over() {
        List<SyncStatus.Progress> seen = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            world.project("Project " + i);
        }
        assertThat(world.runner.status().progress()).isNull();
        world.remote.onCall(
                () -> Stream.ofNullable(world.runner.status().progress()).forEach(seen::add));
        world.runner.run();
        assertThat(seen).isNotEmpty().allSatisfy(progress -> {
            assertThat(progress.total()).isEqualTo(30);
            assertThat(progress.done()).isBetween(0, 30);
        });
        assertThat(seen.getFirst().done()).isLessThan(30);
        assertThat(seen.getLast().done()).isPositive();
        assertThat(world.runner.status().progress()).isNull();
        assertThat(world.runner.status().lagSeconds()).isZero();
    }

    @Test
    void an_account_that_is_off_is_left_alone() {
        World off = new World();
        SyncRunner runner = off.newRunner(new ConnectedAccount("ticktick", "main", ConnectorMode.OFF, RemoteRef::id));
        off.project("One");
        assertThatThrownBy(runner::run).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.code())
                .isEqualTo(Rejection.Code.CONFLICT_STATE));
        runner.runDue();
        assertThat(off.remote.calls()).isEmpty();
        assertThat(runner.status().state().word()).isEqualTo("off");
        assertThat(World.off().runners().markBehind()).isZero();
    }

    @Test
    void nothing_waits_for_an_account_that_is_off() {
        World off = World.off();
        off.project("One");
        assertThat(off.work.writes()).isZero();
        assertThat(off.rings).isZero();
    }

    @Test
    void the_status_tells_what_waits_and_why() {
        world.remote.next(Call.LISTS, Fault.UNAUTHORIZED);
        world.project("One");
        world.cycle();
        SyncStatus status = world.runner.status();
        assertThat(status.state().word()).isEqualTo("needs-authorization");
        assertThat(status.message()).isEqualTo("connect again");
        assertThat(status.pending()).isEqualTo(1);
        assertThat(status.budget()).containsExactly(new SyncStatus.Window("60s", 95, 0));
        assertThat(status.lastCycle()).isNotNull();
        world.untilQuiet();
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
        assertThat(world.runner.status().pending()).isZero();
    }

    @Test
    void cycles_are_kept_for_thirty_days() {
        world.full();
        Cycles.Cycle first = world.cycles.getFirst();
        world.clock.forwardTo(first.startedAt().plus(Duration.ofDays(30)));
        world.full();
        world.runners().tidy();
        assertThat(world.cycles).contains(first);
        world.clock.forward(Duration.ofMillis(1));
        world.runners().tidy();
        assertThat(world.cycles).doesNotContain(first).isNotEmpty();
    }

    @Test
    void a_lost_lease_ends_the_cycle_before_the_next_call() {
        world.project("One");
        world.lease.lostAfter(2);
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.CREATE_LIST);
        assertThat(world.cycles.getLast().complete()).isFalse();
        assertThat(world.cycles.getLast().error()).contains("another node");
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void a_lease_that_was_lost_before_a_create_leaves_it_to_be_looked_for() {
        world.remote.addList(World.LIST);
        EntityRef project = world.project("One");
        world.lease.lostAfter(2);
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.OPEN_TASKS);
        assertThat(world.link(project)).isInstanceOf(SyncLink.Creating.class);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void another_nodes_cycle_is_left_alone() {
        Lease.Grant theirs =
                world.lease.acquire(world.account, Duration.ofSeconds(90)).orElseThrow();
        world.project("One");
        assertThat(world.runner.runDue()).isEqualTo(world.clock.instant().plusSeconds(1));
        assertThat(world.remote.calls()).isEmpty();
        assertThat(world.cycles).isEmpty();
        world.lease.release(world.account, theirs);
        world.cycle();
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void only_what_was_marked_asks_for_a_cycle() {
        EntityRef project = world.project("One");
        assertThat(world.rings).isPositive();
        world.untilQuiet();
        assertThat(world.work.marked(project)).isFalse();
        assertThat(world.work.nextDue(world.account)).isNull();
        assertThat(world.runner.runDue()).isEqualTo(world.clock.instant().plusSeconds(60));
    }

    @Test
    void a_mark_that_was_made_during_the_cycle_is_not_taken_away_with_the_older_one() {
        EntityRef project = world.project("One");
        boolean[] edited = {false};
        world.remote.onCall(() -> {
            if (!edited[0]) {
                edited[0] = true;
                world.rename(project, "Two");
            }
        });
        world.cycle();
        assertThat(world.cards()).containsExactly("Two");
        assertThat(world.work.marked(project)).isFalse();
    }

    @Test
    void a_store_that_fails_is_told_and_the_lease_is_free_again() {
        world.project("One");
        world.remote.onCall(() -> {
            throw new Ledger.LedgerBusy(new IllegalStateException("test"));
        });
        assertThatThrownBy(world.runner::run).isInstanceOf(Ledger.LedgerBusy.class);
        world.remote.onCall(() -> {});
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("One");
    }
}
