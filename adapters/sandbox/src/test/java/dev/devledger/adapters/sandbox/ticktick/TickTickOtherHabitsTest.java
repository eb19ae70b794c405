package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickSandboxConfiguration.TickTickFaultFilter;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.TickTickHabit;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same over a TickTick that has the second reading of each habit (docs/ticktick.md). */
class TickTickOtherHabitsTest extends TickTickOnSandboxTest {
    /**
     * Of these each has a test of its own: after a write RemoteTasksContract looks once, and that look would be an old
     * one; what is lost with the days of a recurring task, its rule, no client can put back; and nothing else detaches
     * a task.
     */
    private static final Set<TickTickHabit> APART = EnumSet.of(
            TickTickHabit.FIRST_READ_IS_OLD, TickTickHabit.LOSES_UNNAMED_DAYS, TickTickHabit.IGNORES_EMPTY_PARENTS);

    @BeforeEach
    void allButThese() throws IOException {
        choose(EnumSet.complementOf(EnumSet.copyOf(APART)));
    }

    private static TickTickCalls control() {
        return new TickTickCalls(server.url() + TickTickFaultFilter.CONTROL, "none");
    }

    private static void choose(Set<TickTickHabit> habits) throws IOException {
        String words = habits.stream()
                .map(habit -> "'" + habit.field() + "':'" + habit.word(true) + "'")
                .collect(Collectors.joining(","));
        assertThat(control().post("/account", "{'habits':{" + words + "}}").status())
                .isEqualTo(200);
    }

    private RemoteRef made(String list, String fields) {
        String body = "{\"title\":\"Made\",\"projectId\":\"" + list + "\"," + fields.replace('\'', '"') + "}";
        return new RemoteRef(
                list,
                json(shared.calls()
                                .send(DirectRequest.of("ticktick_create_task").saying(body)))
                        .get("id")
                        .asString());
    }

    @Test
    void what_a_deleted_task_answers_is_no_proof_of_life() {
        RemoteTask task = value(remote().create(list(), titled("Gone")));
        value(remote().delete(task.ref()));
        assertThat(write(task, titled("Too late"))).isEqualTo(new Ok<>(titled("Too late")));
        assertThat(found(task.ref()).content()).isEqualTo(titled("Gone"));
        assertThat(value(reads().openTasks(task.ref().list()))
                        .map(Listing::tasks)
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void tags_are_the_same_in_any_case() {
        RemoteTask task = found(made(list(), "'tags':['Deep','work']"));
        assertThat(task.content().tags()).containsExactly("deep", "work");
    }

    @Test
    void a_day_in_a_zone_that_nobody_knows_cannot_be_read_and_is_not_taken_for_gone() {
        String list = list();
        String day = "'dueDate':'2026-11-03T05:00:00+0000','isAllDay':true,'timeZone':'Mars/Olympus'";
        RemoteRef task = made(list, day);
        assertThat(value(remote().find(task))).isInstanceOf(LookupResult.Unreadable.class);
        Listing shown = value(reads().openTasks(list)).orElseThrow();
        assertThat(shown.tasks()).isEmpty();
        assertThat(shown.quarantined()).hasSize(1);
        RemoteTask timed = found(made(list, "'dueDate':'2026-11-03T05:00:00+0000','timeZone':'Mars/Olympus'"));
        assertThat(timed.content().dueDate()).isInstanceOf(When.Moment.class);
    }

    @Test
    void a_closed_list_is_there_and_cannot_be_written_although_it_shows_nothing() throws IOException {
        RemoteTask task = value(remote().create(list(), titled("Archived")));
        String list = task.ref().list();
        assertThat(control().post("/app/lists/" + list, "{'closed':true}").status())
                .isEqualTo(200);
        assertThat(value(reads().lists()))
                .filteredOn(each -> each.id().equals(list))
                .singleElement()
                .matches(each -> !each.writable());
        assertThat(value(reads().openTasks(list)).map(Listing::tasks).orElseThrow())
                .isEmpty();
        assertThat(value(reads().openAnywhere()).find(task.ref().id())).isInstanceOf(LookupResult.NotFound.class);
        assertThat(found(task.ref()).content()).isEqualTo(titled("Archived"));
    }

    @Test
    void days_that_an_update_takes_away_are_written_again() throws IOException {
        choose(EnumSet.of(TickTickHabit.LOSES_UNNAMED_DAYS));
        RemoteTask task = found(made(
                list(),
                "'startDate':'2026-11-02T23:00:00+0000','dueDate':'2026-11-04T23:00:00+0000','isAllDay':true,"
                        + "'timeZone':'Europe/Madrid'"));
        CanonicalContent renamed = with(task.content(), "Renamed", Priority.HIGH, RemoteStatus.OPEN);
        assertThat(write(task, renamed)).isEqualTo(new Ok<>(renamed));
        RemoteTask after = found(task.ref());
        assertThat(after.content()).isEqualTo(renamed);
        assertThat(after.content().dueDate()).isEqualTo(new When.Day(LocalDate.parse("2026-11-05")));
        assertThat(after.content().startDate()).isEqualTo(new When.Day(LocalDate.parse("2026-11-03")));
    }

    @Test
    void what_is_not_detached_is_not_taken_for_detached() throws IOException {
        String list = list();
        RemoteTask parent = value(remote().create(list, titled("Parent")));
        RemoteTask child = value(
                remote().create(list, titled("Child").withParent(parent.ref().id())));
        choose(EnumSet.of(TickTickHabit.IGNORES_EMPTY_PARENTS));
        assertThat(write(child, titled("Child"))).isEqualTo(new Ok<>(child.content()));
    }

    /** The answer of a batch does not show that they are lost. */
    @Test
    void days_are_not_lost_by_what_goes_in_a_batch() throws IOException {
        choose(EnumSet.of(TickTickHabit.LOSES_UNNAMED_DAYS));
        String list = list();
        String days = "'startDate':'2026-11-02T23:00:00+0000','dueDate':'2026-11-04T23:00:00+0000','isAllDay':true,"
                + "'timeZone':'Europe/Madrid'";
        RemoteTask one = found(made(list, days));
        RemoteTask other = found(made(list, days));
        CanonicalContent renamed = with(one.content(), "Renamed", Priority.HIGH, RemoteStatus.OPEN);
        CanonicalContent done = with(other.content(), "Done", Priority.HIGH, RemoteStatus.COMPLETED);
        assertThat(remote().updateAll(remote().script(one, CanonicalChanges.between(one.content(), renamed))))
                .isEqualTo(new Ok<>(Map.of()));
        assertThat(write(other, done)).isEqualTo(new Ok<>(done));
        assertThat(found(one.ref()).content()).isEqualTo(renamed);
        assertThat(found(other.ref()).content()).isEqualTo(done);
    }

    /** The answer of a write is new, and so are the lists; a read by id may lag behind once. */
    @Test
    void the_first_look_at_what_was_written_may_be_an_old_one() throws IOException {
        choose(EnumSet.of(TickTickHabit.FIRST_READ_IS_OLD));
        RemoteTask task = value(remote().create(list(), titled("Old")));
        assertThat(write(task, titled("New"))).isEqualTo(new Ok<>(titled("New")));
        assertThat(found(task.ref()).content()).isEqualTo(titled("Old"));
        assertThat(found(task.ref()).content()).isEqualTo(titled("New"));
        assertThat(write(task, titled("Newer"))).isEqualTo(new Ok<>(titled("Newer")));
        List<RemoteTask> open =
                value(reads().openTasks(task.ref().list())).map(Listing::tasks).orElseThrow();
        assertThat(open).extracting(each -> each.content().title()).containsExactly("Newer");
    }
}
