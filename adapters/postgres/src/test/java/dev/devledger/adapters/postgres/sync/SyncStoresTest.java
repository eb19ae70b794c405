package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.sync.PostgresConnectorStates.PostgresFeedCursors;
import dev.devledger.adapters.postgres.sync.PostgresCycles.PostgresLease;
import dev.devledger.adapters.postgres.sync.PostgresSuspectedAbsences.PostgresListClosures;
import dev.devledger.adapters.postgres.sync.PostgresSuspectedAbsences.PostgresUnimportedObjects;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.memory.ClosuresContract;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.application.sync.memory.ConnectorStatesContract;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.Cycle;
import dev.devledger.application.sync.memory.Cycles.CycleView;
import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import dev.devledger.application.sync.memory.Cycles.HourOfCalls;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.Cycles.ListReadState;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.Cycles.UnreadList;
import dev.devledger.application.sync.memory.CyclesContract;
import dev.devledger.application.sync.memory.FeedCursorsContract;
import dev.devledger.application.sync.memory.LeaseContract;
import dev.devledger.application.sync.memory.LeftObjectsContract;
import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.memory.LinkBook.ListClosures.ListClosure;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.PendingHintsContract;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.PendingWork.Item;
import dev.devledger.application.sync.memory.PendingWorkContract;
import dev.devledger.application.sync.memory.SuspectedAbsencesContract;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskId;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SyncStoresTest {

    private static final ConnectedAccount OTHER =
            new ConnectedAccount("ticktick", "other", ConnectorMode.LIVE, remote -> "");
    private static final EntityRef ONE = EntityRef.project(new UUID(0, 1));
    private static final EntityRef TWO = EntityRef.task(new UUID(0, 2));
    private static final Instant NOW = Rows.AT;

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresPendingWork work = new PostgresPendingWork(database.rows);

    @Nested
    class Marks extends PendingWorkContract {
        @Override
        protected PendingWork work() {
            return work;
        }
    }

    @Nested
    class Doubts extends SuspectedAbsencesContract {
        @Override
        protected SuspectedAbsences doubts() {
            return new PostgresSuspectedAbsences(database.rows);
        }
    }

    @Nested
    class States extends ConnectorStatesContract {
        @Override
        protected ConnectorStates states() {
            return new PostgresConnectorStates(database.rows);
        }
    }

    @Nested
    class ClosedLists extends ClosuresContract {
        @Override
        protected ListClosures closures() {
            return new PostgresListClosures(database.rows);
        }
    }

    @Nested
    class WhatIsLeft extends LeftObjectsContract {
        @Override
        protected UnimportedObjects left() {
            return new PostgresUnimportedObjects(database.rows);
        }
    }

    @Nested
    class Feeds extends FeedCursorsContract {
        @Override
        protected FeedCursors feeds() {
            return new PostgresFeedCursors(database.rows);
        }
    }

    @Nested
    class Hinted extends PendingHintsContract {
        @Override
        protected PendingHints hints() {
            return new PostgresPendingHints(database.rows);
        }
    }

    @Nested
    class RecordedCycles extends CyclesContract {
        @Override
        protected Cycles cycles() {
            return new PostgresCycles(database.rows, Rows.JSON);
        }
    }

    @Nested
    class OneHolder extends LeaseContract {
        @Override
        protected Lease lease() {
            return new PostgresLease(database.jdbc);
        }

        @Override
        protected void pass(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    }

    @Test
    void an_account_knows_nothing_of_another_ones_rows() {
        SuspectedAbsences doubts = new PostgresSuspectedAbsences(database.rows);
        ConnectorStates states = new PostgresConnectorStates(database.rows);
        ListClosures closures = new PostgresListClosures(database.rows);
        Lease lease = new PostgresLease(database.jdbc);
        work.mark(OTHER, List.of(ONE));
        work.due(OTHER, NOW, 1).forEach(item -> work.later(OTHER, item, NOW, 6, "refused"));
        doubts.keep(OTHER, Map.of(), Map.of(ONE, doubt(NOW)));
        states.set(OTHER, new ConnectorState(ConnectorCondition.RATE_LIMITED, "Wait", NOW, 3));
        FeedCursors feeds = new PostgresFeedCursors(database.rows);
        feeds.keep(OTHER, new FeedCursors.Position("cursor", NOW, NOW));
        PendingHints hints = new PostgresPendingHints(database.rows);
        hints.add(OTHER, Hint.EVERYTHING);
        closures.close(OTHER, new ListClosure("list", true, "it is full", NOW, NOW.plusSeconds(600), 1, TWO));
        assertThat(lease.acquire(OTHER, Duration.ofMinutes(1))).isPresent();

        assertThat(work.pending(Rows.ACCOUNT)).isZero();
        assertThat(work.failing(Rows.ACCOUNT, 1, 10)).isEmpty();
        doubts.keep(Rows.ACCOUNT, Map.of(TWO, doubt(NOW)), Map.of());
        assertThat(doubts.all(Rows.ACCOUNT)).isEmpty();
        assertThat(doubts.all(OTHER)).isEqualTo(Map.of(ONE, doubt(NOW)));
        assertThat(states.get(Rows.ACCOUNT)).isEqualTo(ConnectorState.IDLE);
        assertThat(closures.all(Rows.ACCOUNT)).isEmpty();
        assertThat(feeds.of(Rows.ACCOUNT)).isEmpty();
        assertThat(hints.nextDue(Rows.ACCOUNT)).isNull();
        assertThat(lease.acquire(Rows.ACCOUNT, Duration.ofMinutes(1))).isPresent();
    }

    /** So many go another way; one that is told to be new and has a mark all the same does no harm. */
    @Test
    void marks_of_thousands() {
        List<EntityRef> tasks = IntStream.range(0, 3_000)
                .mapToObj(i -> EntityRef.task(new UUID(0x8000_0000_0000_0000L * (i % 2), i)))
                .toList();
        UUID changeSet = UUID.randomUUID();
        UUID later = UUID.randomUUID();
        markNew(tasks.subList(0, 2_000), changeSet);
        List<Item> first = all();
        assertThat(first).hasSize(2_000).allMatch(item -> changeSet.equals(item.changeSet()));

        markNew(tasks.subList(1_000, 3_000), later);
        work.done(Rows.ACCOUNT, first);
        assertThat(all()).extracting(Item::entity).containsExactlyInAnyOrderElementsOf(tasks.subList(1_000, 3_000));
        assertThat(all()).allMatch(item -> later.equals(item.changeSet()));
    }

    private static List<Item> all() {
        return work.due(Rows.ACCOUNT, NOW, 10_000);
    }

    private static void markNew(List<EntityRef> entities, UUID changeSet) {
        database.transaction.executeWithoutResult(status -> work.markNew(Rows.ACCOUNT, entities, changeSet));
    }

    @Test
    void a_project_that_is_a_list_or_was_one_is_marked_as_that() {
        Rows rows = new Rows(database);
        PostgresLinkBook book = new PostgresLinkBook(database.dataSource, Rows.JSON);
        ProjectId bare = list(rows, "bare");
        ProjectId same = list(rows, "same");
        linked(book, EntityRef.list(same.value()));
        ProjectId deleted = list(rows, "deleted");
        linked(book, EntityRef.list(deleted.value()));
        rows.board.delete(deleted, NOW.plusSeconds(1), new Revision(3, 3));
        ProjectId card = rows.project("a card now");
        linked(book, EntityRef.list(card.value()));
        linked(book, EntityRef.project(card.value()));
        rows.board.touch(card, NOW.plusSeconds(1), new Revision(2, 2));
        ProjectId unanswered = rows.project("its delete was not answered");
        linked(book, EntityRef.project(unanswered.value()));
        book.put(
                Rows.ACCOUNT.link(EntityRef.list(unanswered.value())),
                new SyncLink.Deleting(SampleEvents.REMOTE, SampleEvents.CONTENT, NOW));

        assertThat(work.markBehind(Rows.ACCOUNT)).isEqualTo(5);
        assertThat(due(NOW))
                .extracting(Item::entity)
                .containsExactlyInAnyOrder(
                        EntityRef.list(bare.value()),
                        EntityRef.list(deleted.value()),
                        EntityRef.list(card.value()),
                        EntityRef.project(card.value()),
                        EntityRef.list(unanswered.value()));
    }

    @Test
    void where_nothing_is_a_card_what_is_said_for_the_service_is_marked() {
        Rows rows = new Rows(database);
        ProjectId there = rows.project("there");
        TaskId task = rows.task(there, null, "task");
        ProjectId out = rows.project("out");
        rows.task(out, null, "hidden");
        rows.board.edit(out, said(Placement.NONE), NOW, new Revision(2, 2));
        ProjectId inside = placed(rows, "inside", Placement.NONE);
        ProjectId only = placed(rows, "only", Placement.NONE);
        rows.board.edit(only, said(Placement.LIST), NOW, new Revision(3, 3));
        ConnectedAccount lists =
                new ConnectedAccount("clickup", "other", ConnectorMode.LIVE, remote -> "", new ListLayout());

        assertThat(work.markBehind(lists)).isEqualTo(3);
        assertThat(work.due(lists, NOW, 10))
                .extracting(Item::entity)
                .containsExactlyInAnyOrder(
                        EntityRef.list(there.value()), EntityRef.task(task.value()), EntityRef.list(only.value()))
                .doesNotContain(EntityRef.list(inside.value()));
    }

    private static Changes<ProjectDetails> said(Placement placement) {
        return Changes.of(Field.entry(ProjectDetails.PLACEMENTS, "clickup"), null, placement);
    }

    private static ProjectId placed(Rows rows, String name, Placement placement) {
        ProjectId project = rows.project(name);
        rows.board.edit(
                project, Changes.of(ProjectDetails.PLACEMENT, Placement.CARD, placement), NOW, new Revision(2, 2));
        return project;
    }

    private static ProjectId list(Rows rows, String name) {
        ProjectId project = rows.project(name);
        rows.board.edit(
                project, Changes.of(ProjectDetails.PLACEMENT, Placement.CARD, Placement.LIST), NOW, new Revision(2, 2));
        return project;
    }

    private static SuspectedAbsences.Suspicion doubt(Instant since) {
        return new SuspectedAbsences.Suspicion(since, Instant.EPOCH);
    }

    @Test
    void a_doubt_from_before_it_was_known_when_it_was_seen_last_stands_since_then() {
        PostgresSuspectedAbsences doubts = new PostgresSuspectedAbsences(database.rows);
        doubts.keep(Rows.ACCOUNT, Map.of(), Map.of(ONE, doubt(NOW)));
        database.jdbc.sql("update sync_doubt set seen_at = null").update();
        assertThat(doubts.all(Rows.ACCOUNT)).isEqualTo(Map.of(ONE, new SuspectedAbsences.Suspicion(NOW, NOW)));
        doubts.keep(Rows.ACCOUNT, doubts.all(Rows.ACCOUNT), Map.of());
    }

    @Test
    void what_has_no_link_can_be_marked() {
        Rows rows = new Rows(database);
        PostgresLinkBook book = new PostgresLinkBook(database.dataSource, Rows.JSON);
        ProjectId bare = rows.project("bare");
        TaskId task = rows.task(bare, null, "task");
        ProjectId linked = rows.project("linked");
        book.put(
                Rows.ACCOUNT.link(EntityRef.project(linked.value())),
                new SyncLink.Linked(SampleEvents.REMOTE, SampleEvents.CONTENT, List.of(), null, NOW));
        ProjectId closed = rows.project("closed");
        book.put(Rows.ACCOUNT.link(EntityRef.project(closed.value())), new SyncLink.Closed(SampleEvents.REMOTE, false));
        ProjectId detached = rows.project("detached");
        book.put(
                Rows.ACCOUNT.link(EntityRef.project(detached.value())),
                new SyncLink.Detached(SampleEvents.REMOTE, SampleEvents.CONTENT, "left", false));
        ProjectId hidden = rows.project("hidden");
        rows.task(hidden, null, "hidden");
        rows.board.edit(
                hidden, Changes.of(ProjectDetails.PLACEMENT, Placement.CARD, Placement.NONE), NOW, new Revision(2, 2));
        rows.board.delete(rows.project("gone"), NOW, new Revision(2, 2));

        assertThat(work.markBehind(Rows.ACCOUNT)).isEqualTo(3);
        assertThat(due(NOW))
                .extracting(Item::entity)
                .containsExactlyInAnyOrder(
                        EntityRef.project(bare.value()),
                        EntityRef.task(task.value()),
                        EntityRef.project(closed.value()));
        assertThat(work.markTasksOf(Rows.ACCOUNT, hidden.value())).isEqualTo(1);
        assertThat(work.pending(Rows.ACCOUNT)).isEqualTo(4);
        assertThat(work.markBehind(OTHER)).isEqualTo(5);
    }

    @Test
    void what_was_changed_while_another_account_was_configured_can_be_marked() {
        Rows rows = new Rows(database);
        PostgresLinkBook book = new PostgresLinkBook(database.dataSource, Rows.JSON);
        EntityRef same = linked(book, EntityRef.project(rows.project("same").value()));
        ProjectId edited = rows.project("edited");
        EntityRef task =
                linked(book, EntityRef.task(rows.task(edited, null, "task").value()));
        rows.board.touch(edited, NOW.plusSeconds(1), new Revision(2, 2));
        ProjectId deleted = rows.project("deleted");
        rows.board.delete(deleted, NOW.plusSeconds(1), new Revision(2, 2));
        linked(book, EntityRef.project(edited.value()));
        linked(book, EntityRef.project(deleted.value()));

        assertThat(work.markBehind(Rows.ACCOUNT)).isEqualTo(3);
        assertThat(due(NOW))
                .extracting(Item::entity)
                .containsExactlyInAnyOrder(EntityRef.project(edited.value()), EntityRef.project(deleted.value()), task)
                .doesNotContain(same);
    }

    @Test
    void what_is_behind_is_looked_for_once_and_again_after_somebody_else_was_on() {
        new Rows(database).project("One");

        assertThat(work.markFrom(List.of())).isZero();
        assertThat(work.markFrom(Rows.ACCOUNTS)).isEqualTo(1);
        assertThat(work.markFrom(Rows.ACCOUNTS)).as("a start after the first").isZero();
        assertThat(work.markFrom(List.of(OTHER))).isEqualTo(1);
        assertThat(work.markFrom(Rows.ACCOUNTS)).as("back again").isEqualTo(1);
        work.markFrom(List.of());
        assertThat(work.markFrom(Rows.ACCOUNTS)).as("on again").isEqualTo(1);
        assertThat(work.markFrom(List.of(Rows.ACCOUNT, OTHER)))
                .as("one more beside it")
                .isEqualTo(1);
        assertThat(work.markFrom(List.of(Rows.ACCOUNT, OTHER)))
                .as("both still on")
                .isZero();
    }

    private static EntityRef linked(PostgresLinkBook book, EntityRef entity) {
        book.put(
                Rows.ACCOUNT.link(entity),
                new SyncLink.Linked(SampleEvents.REMOTE, SampleEvents.CONTENT, List.of(), null, NOW));
        return entity;
    }

    @Test
    void what_has_an_event_parked_waits_for_the_replay() {
        EntityRef three = EntityRef.project(new UUID(0, 3));
        work.mark(Rows.ACCOUNT, List.of(ONE, TWO, three));
        park("projects", "project-" + ONE.id());
        park("sync", Rows.ACCOUNT.link(TWO).address());
        park("history", "project-" + three.id());

        assertThat(due(NOW)).extracting(Item::entity).containsExactly(three);
        work.done(Rows.ACCOUNT, due(NOW));
        assertThat(work.nextDue(Rows.ACCOUNT)).isNull();
        assertThat(work.pending(Rows.ACCOUNT)).isEqualTo(2);

        database.jdbc.sql("delete from parked_event").update();
        assertThat(due(NOW)).hasSize(2);
    }

    private static void park(String projection, String stream) {
        database.jdbc
                .sql("""
                    insert into parked_event (projection, position, stream_id, event_id, event_type, error)
                    values (:projection, 1, :stream, 'e', 'project.edited', 'boom')
                    """)
                .param("projection", projection)
                .param("stream", stream)
                .update();
    }

    @Test
    void cycles_are_listed_newest_first() {
        PostgresCycles cycles = new PostgresCycles(database.rows, Rows.JSON);
        assertThat(cycles.last(Rows.ACCOUNT)).isEmpty();
        List<Cycle> saved = IntStream.range(0, 7)
                .mapToObj(number -> new Cycle(
                        new UUID(0, number), "narrow", NOW.plusSeconds(number / 2), null, false, 0, 0, 0, 0, null))
                .toList();
        saved.forEach(cycle -> cycles.save(Rows.ACCOUNT, cycle));
        Cycle finished = new Cycle(
                new UUID(0, 6), "narrow", NOW.plusSeconds(3), NOW.plusSeconds(4), true, 1, 2, 3, 4, "nothing");
        cycles.save(Rows.ACCOUNT, finished);

        assertThat(cycles.last(Rows.ACCOUNT)).contains(finished);
        var first = cycles.list(Rows.ACCOUNTS, new PageRequest(4, null));
        var second = cycles.list(Rows.ACCOUNTS, new PageRequest(4, first.nextCursor()));
        assertThat(IntStream.concat(numbers(first.items()), numbers(second.items()))
                        .boxed()
                        .toList())
                .containsExactly(6, 5, 4, 3, 2, 1, 0);
        assertThat(second.nextCursor()).isNull();
        assertThat(cycles.list(List.of(OTHER), new PageRequest(4, null)).items())
                .isEmpty();

        assertThat(cycles.forget(NOW.plusSeconds(1))).isEqualTo(2);
        assertThat(cycles.forget(NOW.plusSeconds(100))).isEqualTo(4);
        assertThat(cycles.last(Rows.ACCOUNT)).contains(finished);
    }

    @Test
    void calls_an_hour_are_those_of_the_accounts_that_are_asked_about() {
        PostgresCycles cycles = new PostgresCycles(database.rows, Rows.JSON);
        cycles.save(Rows.ACCOUNT, calling(1, 3));
        cycles.save(OTHER, calling(2, 4));

        assertThat(cycles.callsByHour(Rows.ACCOUNTS, NOW))
                .extracting(HourOfCalls::calls)
                .containsExactly(3L);
        assertThat(cycles.callsByHour(List.of(OTHER), NOW))
                .extracting(HourOfCalls::calls)
                .containsExactly(4L);
        assertThat(cycles.callsByHour(List.of(), NOW)).isEmpty();
    }

    private static Cycle calling(int number, int calls) {
        return new Cycle(new UUID(1, number), "narrow", NOW, NOW.plusSeconds(1), true, 0, 0, 0, calls, null);
    }

    @Test
    void how_each_list_was_read_has_a_row_of_its_own_that_is_written_where_it_is_another_one() {
        PostgresCycles cycles = new PostgresCycles(database.rows, Rows.JSON);
        assertThat(cycles.reads(Rows.ACCOUNT)).isEmpty();
        ListReadState quiet = new ListReadState(NOW, Instant.EPOCH, null, 812);
        ListReadState never =
                new ListReadState(null, Instant.EPOCH, new UnreadList("Garden", "it is archived", NOW, true));
        cycles.save(Rows.ACCOUNT, look(1), Map.of("one", quiet, "two", never, "three", quiet));
        Map<String, String> before = rowsOfReads();

        ListReadState again = new ListReadState(NOW.plusSeconds(60), NOW.plusSeconds(60));
        cycles.save(Rows.ACCOUNT, look(2), Map.of("one", quiet, "two", again));
        assertThat(cycles.reads(Rows.ACCOUNT)).isEqualTo(Map.of("one", quiet, "two", again));
        assertThat(cycles.reads(OTHER)).isEmpty();
        assertThat(rowsOfReads().get("one")).as("what was not read now").isEqualTo(before.get("one"));
        assertThat(rowsOfReads().get("two")).isNotEqualTo(before.get("two"));

        cycles.save(Rows.ACCOUNT, look(3), Map.of());
        assertThat(cycles.reads(Rows.ACCOUNT)).isEmpty();
    }

    private static Cycle look(int number) {
        return new Cycle(new UUID(1, number), "full", NOW.plusSeconds(number), null, true, 0, 0, 0, 0, null);
    }

    /** Where each row is stored, which is elsewhere once it is written again. */
    private static Map<String, String> rowsOfReads() {
        Map<String, String> rows = new HashMap<>();
        database.jdbc
                .sql("select remote_list, ctid::text as at from sync_list_read")
                .query((ResultSet row) -> {
                    rows.put(row.getString("remote_list"), row.getString("at"));
                });
        return rows;
    }

    private static IntStream numbers(List<CycleView> cycles) {
        return cycles.stream().mapToInt(each -> (int) each.cycle().id().getLeastSignificantBits());
    }

    private static List<Item> due(Instant now) {
        return work.due(Rows.ACCOUNT, now, 100);
    }
}
