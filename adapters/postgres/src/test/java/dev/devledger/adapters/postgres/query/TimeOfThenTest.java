package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.adapters.postgres.readmodel.PostgresClaimRows;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.application.claim.ClaimsProjection;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the time alone changes after the last event: by a time that is asked for as it was then, and at a position as at its
 * event, for ever. A task is claimed for a minute, another one starts in 40 seconds, and a third one can be begun at once.
 */
class TimeOfThenTest {
    private static final TaskFilter READY = TaskFilter.ready(null, Set.of());
    private static final TaskFilter BY_KEY =
            TaskFilter.ALL.with(TaskFilter.READY, true).with(TaskFilter.SORT, new Sort(Sort.By.KEY, false));
    private static final PageRequest ONE = new PageRequest(1, null);
    private static final long LAST = 30;

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final TaskQueries tasks = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);

    private ProjectId project;

    @BeforeEach
    void aStory() {
        project = new Rows(database).project("Home", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
        TaskId claimed = made(2, 10, null);
        made(3, 20, new When.Moment(seconds(40)));
        made(4, 25, null);
        happen(LAST, "claim-" + claimed, new ClaimEvent.Claimed(claimed, "ada", 1, seconds(60), Rows.AT));
    }

    private TaskId made(long key, long position, @Nullable When start) {
        TaskId task = new TaskId(UUID.randomUUID());
        TaskDetails details = new TaskDetails(
                "Task", "", Priority.NONE, SampleEvents.tags(), new Schedule(start, null, Rows.BERLIN), List.of());
        happen(
                position,
                task.address(),
                new TaskEvent.Created(task, new TaskKey(key), new Place(project, null), details, Rows.AT));
        return task;
    }

    private static void happen(long position, String stream, Object payload) {
        LedgerEvent event = new LedgerEvent(
                position,
                "event-" + position,
                stream,
                1,
                EventTypes.nameOf(payload),
                Rows.AT,
                payload,
                new Provenance("owner", "rest", null, null, "r-1", "r-1", null),
                UUID.randomUUID());
        List.<Projection>of(
                        TaskRows.of(database.dataSource),
                        new ClaimsProjection(new PostgresClaimRows(database.rows)),
                        new HistoryProjection(new PostgresHistoryRows(database.dataSource)))
                .forEach(projection -> projection.apply(event));
    }

    private static Instant seconds(long after) {
        return Rows.AT.plusSeconds(after);
    }

    private static LedgerMoment after(long seconds) {
        return new LedgerMoment(LAST, seconds(seconds));
    }

    @Test
    void a_start_has_come_and_a_claim_has_ended_by_the_time_that_is_asked_for() {
        assertReady(after(0), "T-4");
        assertReady(after(39), "T-4");
        assertReady(after(40), "T-3", "T-4");
        assertReady(after(59), "T-3", "T-4");
        assertReady(after(60), "T-2", "T-3", "T-4");
    }

    @Test
    void at_a_position_it_is_the_time_of_its_event() {
        assertReady(LedgerMoment.at(LAST), "T-4");
        assertReady(LedgerMoment.at(25), "T-2", "T-4");
        assertReady(LedgerMoment.at(0));
    }

    @Test
    void before_the_first_event_nothing_is_ready() {
        assertReady(new LedgerMoment(0, Rows.AT.minusSeconds(1)));
    }

    private static void assertReady(LedgerMoment moment, String... keys) {
        TaskQueries then = tasks.asOf(moment);
        PageRequest all = new PageRequest(50, null);
        for (TaskFilter filter : List.of(READY, BY_KEY)) {
            assertThat(then.list(filter, all).items())
                    .as("%s %s", moment, filter.get(TaskFilter.SORT))
                    .extracting(TaskView::key)
                    .containsExactly(keys);
        }
        assertThat(then.count(READY)).isEqualTo(keys.length);
        assertThat(then.findAllByKey(List.of("T-2", "T-3", "T-4")).stream().filter(TaskView::ready))
                .extracting(TaskView::key)
                .containsExactly(keys);
        for (String key : keys) {
            assertThat(then.find(key).map(TaskView::ready)).contains(true);
        }
    }

    @Test
    void a_cursor_is_good_for_the_time_that_it_is_of() {
        for (TaskFilter filter : List.of(READY, BY_KEY)) {
            Page<TaskView> first = tasks.asOf(after(60)).list(filter, ONE);
            PageRequest next = new PageRequest(2, first.nextCursor());
            assertThat(tasks.asOf(after(60)).list(filter, next).items())
                    .extracting(TaskView::key)
                    .containsExactly("T-3", "T-4");
            for (LedgerMoment other : List.of(after(61), LedgerMoment.at(LAST))) {
                assertThatThrownBy(() -> tasks.asOf(other).list(filter, next))
                        .isInstanceOf(Rejection.class)
                        .hasMessageContaining("nextCursor");
            }
        }
    }

    @Test
    void where_the_time_changes_nothing_a_cursor_is_good_for_the_position_too() {
        TaskFilter all = TaskFilter.of(Set.of(), null, new Sort(Sort.By.KEY, false));
        PageRequest next =
                new PageRequest(2, tasks.asOf(after(60)).list(all, ONE).nextCursor());
        assertThat(tasks.asOf(LAST).list(all, next).items())
                .extracting(TaskView::key)
                .containsExactly("T-3", "T-4");
    }
}
