package dev.devledger.application.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.OutdatedProjections.Generations;
import dev.devledger.application.projection.OutdatedProjections.RebuildUnfinished;
import dev.devledger.application.projection.ReplayRunner.ReplayStores;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReplayRunnerTest {
    private final MemoryEvents events = new MemoryEvents();
    private final MemoryTables tables = new MemoryTables(events);
    private final MemoryReplayLog log = new MemoryReplayLog();
    private final List<String> submitted = new ArrayList<>();
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private Instant now = Instant.parse("2026-03-31T09:00:00Z");
    private boolean stopping;
    private final List<Projection> projections =
            List.of(tables.projection("tasks"), tables.projection("projects"), tables.projection("notes"));
    private final MemoryGenerations generations = new MemoryGenerations();
    private boolean takenOver;
    private final OutdatedProjections rebuilds =
            new OutdatedProjections(projections, generations, () -> takenOver, clock);
    private final ReplayRunner runner = new ReplayRunner(
            projections,
            new ReplayStores(events, tables, tables, tables, log),
            rebuilds,
            (name, startedAt) -> submitted.add(name),
            clock);

    /** As a start finds it, where this is what earlier code has made. */
    private void startAfter(Map<String, Generations.Built> made) {
        generations.empty = false;
        generations.built.clear();
        generations.built.putAll(made);
        rebuilds.claim();
        runner.resume();
    }

    private static final Generations.Built OLDER = new Generations.Built(0, true);
    private static final Generations.Built OURS = new Generations.Built(1, true);
    private static final Generations.Built HALF_FILLED = new Generations.Built(1, false);

    private void replay(String name) {
        runner.start(name);
        run(name);
    }

    private void run(String name) {
        runner.run(name, () -> stopping);
    }

    /** Throws it before this batch, and when that is repeated. */
    private void cutOffAt(int batch, Throwable how) {
        int target = tables.batches + batch;
        tables.beforeBatch(() -> {
            if (tables.batches >= target) {
                switch (how) {
                    case Error error -> throw error;
                    case RuntimeException failure -> throw failure;
                    default -> throw new IllegalArgumentException(how);
                }
            }
        });
    }

    private List<Long> positions(int... numbers) {
        List<Long> all = events.positions();
        List<Long> chosen = new ArrayList<>();
        for (int number : numbers) {
            chosen.add(all.get(number));
        }
        return chosen;
    }

    private String endOf(String name) {
        return log.find(name).orElseThrow().state().name();
    }

    private static void rejected(Code code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void a_replay_applies_every_event_once_and_in_order() {
        events.add(1_234, 7);
        replay("projects");
        assertThat(tables.live("projects").applied()).isEqualTo(events.positions());
        assertThat(tables.live("tasks").applied()).isEmpty();
        assertThat(endOf("projects")).isEqualTo("DONE");
        assertThat(runner.get("projects").replay())
                .satisfies(progress -> assertThat(progress.done()).isEqualTo(1_234))
                .satisfies(progress -> assertThat(progress.state()).isEqualTo("done"));
    }

    @Test
    void a_replay_of_all_rebuilds_all() {
        events.add(10, 2);
        replay(Replays.ALL);
        assertThat(tables.live("projects").applied()).isEqualTo(events.positions());
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
    }

    @Test
    void a_replay_of_nothing_is_done() {
        replay("tasks");
        assertThat(endOf("tasks")).isEqualTo("DONE");
    }

    @Test
    void a_replay_goes_on_behind_the_request() {
        events.add(3, 1);
        Replays.ProjectionStatus status = runner.start("tasks");
        assertThat(submitted).containsExactly("tasks");
        assertThat(status.state()).isEqualTo("rebuilding");
        assertThat(runner.get("projects").state()).isEqualTo("live");
        assertThat(tables.live("tasks").applied()).isEmpty();
    }

    @Test
    void one_replay_runs_at_a_time() {
        runner.start("tasks");
        rejected(Code.CONFLICT_STATE, () -> runner.start("projects"));
        rejected(Code.CONFLICT_STATE, () -> runner.start(Replays.ALL));
    }

    @Test
    void an_unknown_projection_is_not_found() {
        rejected(Code.NOT_FOUND, () -> runner.get("nonsense"));
        rejected(Code.NOT_FOUND, () -> runner.start("nonsense"));
        rejected(Code.NOT_FOUND, () -> runner.cancel("nonsense"));
        assertThatThrownBy(() -> runner.get("nonsense")).hasMessageContaining("notes, projects, tasks, all");
    }

    @Test
    void what_cannot_be_applied_is_parked_with_what_follows_in_its_stream() {
        events.add(9, 3);
        tables.breakAt(events.positions().get(1));
        replay("tasks");
        assertThat(tables.live("tasks").applied()).isEqualTo(positions(0, 2, 3, 5, 6, 8));
        assertThat(tables.live("tasks").parked()).isEqualTo(positions(1, 4, 7));
        assertThat(runner.get("tasks").state()).isEqualTo("failed");
        assertThat(runner.get("tasks").parked()).isEqualTo(3);
        assertThat(endOf("tasks")).isEqualTo("DONE");
    }

    @Test
    void what_is_stuck_stays_stuck_in_later_batches() {
        events.add(1_600, 4);
        tables.breakAt(events.positions().get(2), events.positions().get(1_001));
        replay("tasks");
        MemoryTables.Rows rows = tables.live("tasks");
        assertThat(rows.parked()).hasSize(400 + 150);
        assertThat(rows.applied()).hasSize(1_600 - 550).doesNotContainAnyElementsOf(rows.parked());
    }

    @Test
    void a_replay_tries_what_was_parked_again() {
        events.add(9, 3);
        tables.breakAt(events.positions().get(1));
        replay("tasks");
        tables.mend();
        replay("tasks");
        assertThat(tables.live("tasks")).isEqualTo(new MemoryTables.Rows(events.positions(), List.of()));
        assertThat(runner.get("tasks").state()).isEqualTo("live");
    }

    @Test
    void what_is_stored_meanwhile_is_in_it_too() {
        events.add(600, 5);
        tables.beforeBatch(() -> events.add(100, 5));
        replay("tasks");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
        assertThat(events.positions().size()).isGreaterThan(700);
    }

    @Test
    void what_is_not_settled_waits_for_the_last_batch() {
        events.add(40, 5);
        events.unsettled(3);
        replay("tasks");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
    }

    @Test
    void a_replay_catches_up_before_it_closes_the_gate() {
        events.add(1_000, 5);
        boolean[] written = {false};
        tables.beforeBatch(() -> {
            if (!written[0]) {
                written[0] = true;
                events.add(3_000, 5);
            }
        });
        replay("tasks");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
        assertThat(tables.batches).isGreaterThanOrEqualTo(8);
    }

    @Test
    void writers_that_are_faster_cannot_keep_it_from_ending() {
        events.add(500, 5);
        events.growWithEachRound(1_100);
        replay("tasks");
        assertThat(endOf("tasks")).isEqualTo("DONE");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
    }

    @Test
    void a_cancelled_replay_leaves_the_live_tables() {
        events.add(5, 1);
        replay("tasks");
        events.add(2_000, 5);
        runner.start("tasks");
        tables.beforeBatch(() -> {
            if (tables.batches == 3) {
                runner.cancel("tasks");
            }
        });
        run("tasks");
        assertThat(endOf("tasks")).isEqualTo("CANCELLED");
        assertThat(tables.live("tasks").applied()).hasSize(5);
        assertThat(tables.hasShadow()).isFalse();
        rejected(Code.CONFLICT_STATE, () -> runner.cancel("tasks"));
    }

    @Test
    void a_replay_that_was_cancelled_before_it_began_applies_nothing() {
        events.add(5, 1);
        runner.start("tasks");
        runner.cancel("tasks");
        run("tasks");
        assertThat(endOf("tasks")).isEqualTo("CANCELLED");
        assertThat(tables.live("tasks").applied()).isEmpty();
    }

    @Test
    void a_replay_that_fails_leaves_the_live_tables_and_says_why() {
        events.add(5, 1);
        tables.beforeBatch(() -> {
            throw new IllegalStateException("the disk is full");
        });
        replay("tasks");
        assertThat(endOf("tasks")).isEqualTo("FAILED");
        assertThat(log.find("tasks").orElseThrow().error()).contains("the disk is full");
        assertThat(tables.live("tasks").applied()).isEmpty();
        assertThat(tables.drops).isEqualTo(1);

        tables.beforeBatch(() -> {});
        replay("tasks");
        assertThat(endOf("tasks")).isEqualTo("DONE");
    }

    @Test
    void a_run_that_was_cut_off_goes_on_where_it_was() {
        events.add(1_700, 5);
        runner.start("tasks");
        cutOffAt(3, new OutOfMemoryError("test"));
        assertThatThrownBy(() -> run("tasks")).isInstanceOf(OutOfMemoryError.class);
        assertThat(endOf("tasks")).isEqualTo("RUNNING");
        assertThat(tables.marked())
                .isEqualTo(new ShadowTables.FillProgress(events.positions().get(999), 1_000));
        int before = tables.batches;
        tables.beforeBatch(() -> {});
        run("tasks");
        assertThat(endOf("tasks")).isEqualTo("DONE");
        assertThat(tables.creations).isEqualTo(1);
        assertThat(tables.batches - before)
                .as("one to look, two for 700 events, one that finishes the rows")
                .isEqualTo(4);
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
    }

    @Test
    void what_was_stuck_is_stuck_still_when_it_goes_on() {
        events.add(1_600, 4);
        tables.breakAt(events.positions().get(2));
        runner.start("tasks");
        cutOffAt(4, new OutOfMemoryError("test"));
        assertThatThrownBy(() -> run("tasks")).isInstanceOf(OutOfMemoryError.class);
        tables.mend();
        tables.beforeBatch(() -> {});
        run("tasks");
        assertThat(tables.live("tasks").parked()).hasSize(400);
        assertThat(tables.live("tasks").applied()).hasSize(1_200);
    }

    @Test
    void a_new_version_begins_anew() {
        events.add(1_700, 5);
        runner.start("tasks");
        cutOffAt(3, new OutOfMemoryError("test"));
        assertThatThrownBy(() -> run("tasks")).isInstanceOf(OutOfMemoryError.class);
        tables.beforeBatch(() -> {});
        tables.forgetOwner();
        run("tasks");
        assertThat(tables.creations).isEqualTo(2);
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
    }

    @Test
    void the_end_of_the_process_is_no_end_of_the_replay() {
        events.add(1_700, 5);
        runner.start("tasks");
        tables.beforeBatch(() -> stopping = tables.batches == 2);
        run("tasks");
        assertThat(endOf("tasks")).isEqualTo("RUNNING");
        assertThat(tables.marked().done()).isEqualTo(1_000);
        tables.beforeBatch(() -> {});
        stopping = false;
        runner.resume();
        assertThat(submitted).containsExactly("tasks", "tasks");
        run("tasks");
        assertThat(endOf("tasks")).isEqualTo("DONE");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
    }

    @Test
    void what_passes_is_tried_again_by_its_job_and_not_without_end() {
        events.add(1_700, 5);
        runner.start("tasks");
        for (int i = 0; i < 4; i++) {
            cutOffAt(i == 0 ? 3 : 2, new IllegalCallerException("the database is away"));
            assertThatThrownBy(() -> run("tasks")).isInstanceOf(IllegalCallerException.class);
            assertThat(endOf("tasks")).isEqualTo("RUNNING");
        }
        cutOffAt(2, new IllegalCallerException("the disk is full"));
        run("tasks");
        assertThat(endOf("tasks")).isEqualTo("FAILED");
        assertThat(tables.hasShadow()).isFalse();
        assertThat(log.find("tasks").orElseThrow().error()).contains("after 1000 events", "the disk is full");
    }

    @Test
    void its_speed_is_that_of_the_time_in_which_it_ran() {
        events.add(1_700, 5);
        Instant begun = now;
        runner.start("tasks");
        cutOffAt(3, new OutOfMemoryError("test"));
        assertThatThrownBy(() -> run("tasks")).isInstanceOf(OutOfMemoryError.class);
        now = now.plusSeconds(3_600);
        tables.beforeBatch(() -> now = now.plusSeconds(5));
        run("tasks");
        Replays.ReplayProgress progress = runner.get("tasks").replay();
        assertThat(progress.startedAt()).isEqualTo(begun);
        assertThat(progress.done()).isEqualTo(1_700);
        assertThat(progress.perSecond())
                .as("700 in 10 s and 5 s to finish, after a look of 5 s")
                .isCloseTo(700 / 15.0, within(0.1));
    }

    @Test
    void it_can_be_cancelled_while_it_is_cut_off() {
        events.add(1_700, 5);
        runner.start("tasks");
        cutOffAt(3, new OutOfMemoryError("test"));
        assertThatThrownBy(() -> run("tasks")).isInstanceOf(OutOfMemoryError.class);
        assertThat(runner.get("tasks").state()).isEqualTo("rebuilding");
        runner.cancel("tasks");
        tables.beforeBatch(() -> {});
        run("tasks");
        assertThat(endOf("tasks")).isEqualTo("CANCELLED");
        assertThat(tables.hasShadow()).isFalse();
        assertThat(tables.live("tasks").applied()).isEmpty();
    }

    @Test
    void a_swap_waits_for_long_readers_and_catches_up_meanwhile() {
        events.add(700, 5);
        events.growWithEachRound(10);
        tables.busy(3);
        replay("tasks");
        assertThat(endOf("tasks")).isEqualTo("DONE");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions()).hasSize(740);
    }

    @Test
    void a_slow_writer_holds_it_up_and_does_not_end_it() {
        events.add(700, 5);
        events.slowWriter(2);
        replay("tasks");
        assertThat(endOf("tasks")).isEqualTo("DONE");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
    }

    @Test
    void the_list_tells_of_each_projection() {
        events.add(4, 1);
        assertThat(runner.list())
                .extracting(Replays.ProjectionStatus::name)
                .containsExactly("notes", "projects", "tasks");
        assertThat(runner.list()).allSatisfy(status -> {
            assertThat(status.head()).isEqualTo(events.head());
            assertThat(status.lag()).isZero();
            assertThat(status.replay()).isNull();
        });
    }

    @Test
    void rows_of_this_generation_are_left_as_they_are() {
        events.add(4, 1);
        startAfter(Map.of("tasks", OURS, "projects", OURS, "notes", OURS));
        assertThat(submitted).isEmpty();
        assertThat(rebuilds.stale()).isEmpty();
        assertThatCode(rebuilds::requirePast).doesNotThrowAnyException();
    }

    @Test
    void rows_of_an_older_generation_are_built_anew_at_the_start() {
        events.add(4, 1);
        startAfter(Map.of("tasks", OLDER, "projects", OURS, "notes", OURS));
        assertThat(submitted).containsExactly("tasks");
        assertThat(rebuilds.stale()).containsExactly("tasks");
        assertThat(runner.get("tasks").state()).isEqualTo("rebuilding");
        assertThatCode(rebuilds::requirePast)
                .as("all of it is there, as it was made then")
                .doesNotThrowAnyException();
        run("tasks");
        assertThat(tables.live("tasks").applied()).isEqualTo(events.positions());
        assertThat(tables.live("projects").applied()).isEmpty();
        assertThat(generations.built).containsEntry("tasks", OURS);
        assertThat(rebuilds.stale()).isEmpty();
        assertThat(runner.get("tasks").state()).isEqualTo("live");
    }

    @Test
    void several_of_them_are_one_replay_of_all() {
        events.add(4, 1);
        startAfter(Map.of("tasks", OLDER, "notes", OURS));
        assertThat(submitted).containsExactly("all");
        assertThat(rebuilds.stale()).containsExactly("projects", "tasks");
        run("all");
        assertThat(rebuilds.stale()).isEmpty();
    }

    @Test
    void what_was_is_not_told_from_tables_that_a_migration_has_changed() {
        events.add(4, 1);
        startAfter(Map.of("tasks", HALF_FILLED, "projects", OURS, "notes", OURS));
        assertThat(submitted).containsExactly("tasks");
        assertThatThrownBy(rebuilds::requirePast)
                .isInstanceOf(RebuildUnfinished.class)
                .hasMessageContaining("tasks")
                .hasMessageContaining("GET /api/projections");
        run("tasks");
        assertThatCode(rebuilds::requirePast).doesNotThrowAnyException();
    }

    @Test
    void another_node_may_have_built_them() {
        startAfter(Map.of("tasks", OLDER, "projects", OURS, "notes", OURS));
        generations.built.put("tasks", OURS);
        assertThat(rebuilds.stale()).as("looked at a moment ago").containsExactly("tasks");
        now = now.plusSeconds(2);
        assertThat(rebuilds.stale()).isEmpty();
    }

    @Test
    void a_replay_of_something_else_makes_room() {
        events.add(4, 1);
        runner.start("notes");
        startAfter(Map.of("tasks", OLDER, "projects", OURS, "notes", OURS));
        assertThat(endOf("notes")).isEqualTo("CANCELLED");
        assertThat(submitted).containsExactly("notes", "tasks");
    }

    @Test
    void one_that_rebuilds_them_anyway_goes_on() {
        events.add(4, 1);
        runner.start(Replays.ALL);
        Instant begun = now;
        now = now.plusSeconds(60);
        startAfter(Map.of("tasks", OLDER, "projects", OURS, "notes", OURS));
        assertThat(submitted).containsExactly("all", "all");
        assertThat(log.find("all").orElseThrow().startedAt()).isEqualTo(begun);
    }

    @Test
    void one_that_was_cancelled_leaves_a_failed_projection_until_the_next_start() {
        events.add(4, 1);
        startAfter(Map.of("tasks", OLDER, "projects", OURS, "notes", OURS));
        runner.cancel("tasks");
        run("tasks");
        assertThat(runner.get("tasks").state()).isEqualTo("failed");
        assertThat(runner.get("all").state()).isEqualTo("failed");
        assertThat(runner.get("notes").state()).isEqualTo("live");
        runner.resume();
        assertThat(runner.get("tasks").state()).isEqualTo("rebuilding");
    }

    @Test
    void a_replay_is_left_to_a_newer_node() {
        events.add(1_700, 5);
        runner.start("tasks");
        tables.beforeBatch(() -> takenOver = tables.batches == 2);
        assertThatThrownBy(() -> run("tasks")).isInstanceOf(NewerVersion.class);
        assertThat(endOf("tasks")).isEqualTo("RUNNING");
        assertThat(tables.live("tasks").applied()).isEmpty();
        assertThatThrownBy(rebuilds::claim).isInstanceOf(NewerVersion.class);
    }
}
