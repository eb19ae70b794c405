package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.sync.PostgresPendingWork.PostgresSyncLag;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.Cycle;
import dev.devledger.application.sync.memory.Cycles.ListReadState;
import dev.devledger.application.sync.memory.PendingWork.Item;
import dev.devledger.application.sync.memory.PendingWork.SyncLag.Lag;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SyncLagTest {
    private static final ConnectedAccount OTHER =
            new ConnectedAccount("ticktick", "other", ConnectorMode.LIVE, remote -> "");
    private static final EntityRef ONE = EntityRef.project(new UUID(0, 1));
    private static final EntityRef TWO = EntityRef.task(new UUID(0, 2));
    /** More than the time between two statements of a slow test. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresSyncLag lags = new PostgresSyncLag(database.jdbc, Rows.JSON);
    private static final PostgresPendingWork work = new PostgresPendingWork(database.rows);

    @Test
    void at_first_nothing_waits_and_nothing_was_read() {
        assertThat(lag()).isEqualTo(new Lag(0, Duration.ZERO, 0, null));
    }

    @Test
    void it_is_one_statement() {
        assertThat(database.statements(SyncLagTest::lag)).isEqualTo(1);
    }

    @Test
    void the_oldest_mark_says_how_long_and_a_newer_one_of_the_same_entity_does_not_make_it_younger() {
        work.mark(Rows.ACCOUNT, List.of(ONE));
        ago(Duration.ofHours(2));
        work.mark(Rows.ACCOUNT, List.of(ONE, TWO));

        assertThat(lag().pending()).isEqualTo(2);
        assertThat(lag().waiting())
                .isBetween(Duration.ofHours(2), Duration.ofHours(2).plus(MOMENT));
        assertThat(lags.of(OTHER).pending()).isZero();
        assertThat(lags.of(OTHER).waiting()).isZero();
        assertThat(work.waiting(Rows.ACCOUNT)).isBetween(lag().waiting().minus(MOMENT), lag().waiting());
        assertThat(work.waiting(OTHER)).isZero();

        Item first = work.due(Rows.ACCOUNT, Rows.AT, 1).getFirst();
        work.later(Rows.ACCOUNT, first, Rows.AT.plusSeconds(30), 1, "not now");
        assertThat(lag().waiting()).as("put off").isGreaterThanOrEqualTo(Duration.ofHours(2));

        work.done(Rows.ACCOUNT, List.of(first));
        assertThat(lag().waiting()).as("of the other").isLessThan(MOMENT);
        work.mark(Rows.ACCOUNT, List.of(ONE));
        assertThat(lag().waiting()).as("marked anew").isLessThan(MOMENT);
    }

    @Test
    void a_mark_from_a_time_to_come_does_not_wait_less_than_not_at_all() {
        work.mark(Rows.ACCOUNT, List.of(ONE));
        ago(Duration.ofHours(-1));
        assertThat(lag().waiting()).isZero();
        assertThat(work.waiting(Rows.ACCOUNT)).isZero();
    }

    @Test
    void only_conflicts_that_wait_for_a_person_count() {
        PostgresConflictBook book = new PostgresConflictBook(database.rows, Rows.JSON);
        for (State state : State.values()) {
            book.put(new Entry(
                    new ConflictId(UUID.randomUUID()),
                    Rows.ACCOUNT.link(ONE),
                    SampleEvents.DISPUTES.getFirst(),
                    state,
                    Rows.AT,
                    null,
                    null));
        }
        assertThat(lag().openConflicts()).isEqualTo(1);
        assertThat(lags.of(OTHER).openConflicts()).isZero();
    }

    @Test
    void the_list_that_was_not_read_for_longest_says_how_old_the_picture_is() {
        Instant now = Instant.now();
        Instant before = now.minus(Duration.ofHours(5));
        read(before, Map.of("one", before, "gone", before.minus(Duration.ofDays(1)), "two", before));
        read(now, Map.of("one", now, "two", now.minus(Duration.ofHours(3))));
        new PostgresCycles(database.rows, Rows.JSON).save(Rows.ACCOUNT, cycle("narrow", now.plusSeconds(1)));

        assertThat(lag().sinceCompleteRead())
                .isBetween(
                        Duration.ofHours(3).minus(MOMENT), Duration.ofHours(3).plus(MOMENT));
        assertThat(lags.of(OTHER).sinceCompleteRead()).isNull();
        assertThat(lag().sinceRead()).containsOnlyKeys("one", "two");
        assertThat(lag().sinceRead().get("one")).isLessThan(MOMENT);
        assertThat(lag().sinceRead().get("two"))
                .isGreaterThan(Duration.ofHours(3).minus(MOMENT));
    }

    @Test
    void a_list_that_was_never_read_has_no_age() {
        Cycles.ListReadState never =
                new ListReadState(null, Instant.EPOCH, new Cycles.UnreadList("Two", "why", Instant.now(), true));
        new PostgresCycles(database.rows, Rows.JSON)
                .save(
                        Rows.ACCOUNT,
                        cycle("full", Instant.now()),
                        Map.of("one", new ListReadState(Instant.now(), Instant.EPOCH), "two", never));
        assertThat(lag().sinceRead()).containsOnlyKeys("one");
        assertThat(lag().sinceCompleteRead()).as("of all lists").isNull();
        assertThat(new PostgresCycles(database.rows, Rows.JSON).reads(Rows.ACCOUNT))
                .containsEntry("two", never);
    }

    @Test
    void a_cycle_that_could_read_no_list_leaves_no_age() {
        read(Instant.now(), Map.of());
        assertThat(lag().sinceCompleteRead()).isNull();
    }

    private static Lag lag() {
        return lags.of(Rows.ACCOUNT);
    }

    private static void ago(Duration time) {
        database.jdbc
                .sql("update sync_work set marked_at = now() - :seconds * interval '1 second'")
                .param("seconds", time.toSeconds())
                .update();
    }

    /** A full cycle that something kept from being complete, as anything that waits does. */
    private static void read(Instant at, Map<String, Instant> lists) {
        Map<String, ListReadState> reads = new HashMap<>();
        lists.forEach((list, readAt) -> reads.put(list, new ListReadState(readAt, Instant.EPOCH)));
        new PostgresCycles(database.rows, Rows.JSON).save(Rows.ACCOUNT, cycle("full", at), reads);
    }

    private static Cycle cycle(String kind, Instant at) {
        return new Cycle(UUID.randomUUID(), kind, at, at.plusSeconds(1), false, 0, 0, 0, 0, null);
    }
}
