package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that takes one request for each field, and for each tag. */
class ScriptedWriteTest {
    private static final When DAY = new When.Day(LocalDate.parse("2026-04-01"));

    private final World world = new World(Nature.TICKTICK.writtenInSteps());
    private EntityRef project;

    @BeforeEach
    void a_project_is_there_in_both() {
        project = world.project("Ledger");
        world.untilQuiet();
        world.full();
        world.remote.calls();
    }

    /** Edits three fields, which take a request each. */
    private void edited() {
        world.rename(project, "Other");
        world.describe(project, "A text");
        world.prioritise(project, Priority.HIGH);
    }

    private long updates() {
        return world.remote.calls().stream().filter(Call.UPDATE::equals).count();
    }

    private SyncLink.Linked link() {
        return (SyncLink.Linked) world.link(project);
    }

    private List<String> recorded(int since) {
        return world.ledger.eventsFrom(since).stream()
                .map(LedgerEvent::payload)
                .map(each -> switch (each) {
                    case SyncEvent.PushIntended e -> "meant " + e.changes().fields();
                    case SyncEvent.Acknowledged e -> "done " + e.base().fields();
                    case SyncEvent.Refused e -> "refused";
                    case SyncEvent.IntentDropped e -> "not sent";
                    default -> "";
                })
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private void assertAllIsThere() {
        world.untilQuiet();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(link().sent()).isEmpty();
        assertThat(link().refusal()).isNull();
    }

    @Test
    void each_request_is_on_record_before_it_is_sent_and_what_it_did_before_the_next() {
        edited();
        int before = world.ledger.size();
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE, Call.UPDATE, Call.UPDATE);
        assertThat(recorded(before))
                .containsExactly(
                        "meant [TITLE]",
                        "done [TITLE]",
                        "meant [DESCRIPTION]",
                        "done [DESCRIPTION]",
                        "meant [PRIORITY]",
                        "done [PRIORITY]");
        assertAllIsThere();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void after_a_lost_answer_only_the_rest_is_sent(int step) {
        faultAt(step, Fault.LOST_ANSWER);
        edited();
        world.cycle();
        assertThat(updates()).isEqualTo(step + 1);
        assertAllIsThere();
        assertThat(updates()).isEqualTo(2 - step);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void what_did_not_arrive_is_sent_again_with_the_rest_and_what_was_done_is_not(int step) {
        faultAt(step, Fault.RATE_LIMITED);
        edited();
        world.cycle();
        assertThat(updates()).isEqualTo(step);
        assertAllIsThere();
        assertThat(updates()).isEqualTo(3 - step);
    }

    private void faultAt(int step, Fault fault) {
        for (int before = 0; before < step; before++) {
            world.remote.next(Call.UPDATE, Fault.NONE);
        }
        world.remote.next(Call.UPDATE, fault);
    }

    @Test
    void what_is_refused_is_told_with_its_fields_and_the_others_go_on() {
        faultAt(1, Fault.REFUSED);
        edited();
        world.cycle();
        assertThat(updates()).isEqualTo(3);
        assertThat(link().refusal()).isEqualTo("description: refused");
        assertThat(world.work.reason(project)).isEqualTo("description: refused");
        Card card = world.remote.card("Other");
        assertThat(card.content.priority()).isEqualTo(Priority.HIGH);
        assertThat(card.content.description()).isEmpty();
        assertAllIsThere();
        assertThat(updates()).isEqualTo(1);
    }

    @Test
    void what_is_refused_for_the_same_reason_is_told_together() {
        world.remote.next(Call.UPDATE, Fault.REFUSED, Fault.NONE, Fault.REFUSED);
        edited();
        world.cycle();
        assertThat(link().refusal()).isEqualTo("title, priority: refused");
        assertAllIsThere();
    }

    @Test
    void what_is_refused_for_hours_makes_no_events() {
        world.remote.chaos(call -> call == Call.UPDATE ? Fault.REFUSED : Fault.NONE);
        edited();
        world.status(project, ProjectStatus.PAUSED);
        forHours();
        int before = world.ledger.size();
        world.remote.calls();
        forHours();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(link().refusal()).isEqualTo("title, description, priority: refused");
        world.remote.chaos(call -> Fault.NONE);
        world.clock.forward(Duration.ofHours(6));
        assertAllIsThere();
        assertThat(world.remote.card("Other").content.tags()).containsExactly("paused");
    }

    private void forHours() {
        for (int hour = 0; hour < 12; hour++) {
            world.untilQuiet();
            world.clock.forward(Duration.ofHours(1));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "LOST_ANSWER", "LOST_REQUEST", "REFUSED", "RATE_LIMITED"})
    void a_status_that_is_one_tag_and_no_other_takes_two_requests(Fault fault) {
        world.status(project, ProjectStatus.PLANNED);
        world.untilQuiet();
        assertThat(world.remote.card("Ledger").content.tags()).containsExactly("planned");
        for (ProjectStatus next : List.of(ProjectStatus.BLOCKED, ProjectStatus.PLANNED)) {
            world.status(project, next);
            world.remote.next(Call.UPDATE, fault, Fault.NONE, fault);
            assertAllIsThere();
        }
        assertThat(world.remote.card("Ledger").content.tags()).containsExactly("planned");
        world.status(project, ProjectStatus.COMPLETED);
        world.remote.next(Call.UPDATE, fault);
        assertAllIsThere();
        world.status(project, ProjectStatus.PAUSED);
        world.remote.next(Call.UPDATE, Fault.NONE, fault);
        assertAllIsThere();
        assertThat(world.remote.card("Ledger").content.tags()).containsExactly("paused");
    }

    private EntityRef series() {
        EntityRef task = world.task(project, "Water");
        world.untilQuiet();
        world.remote.card("Water").recurring = true;
        world.phone.due(world.remote.card("Water"), DAY);
        world.full();
        world.untilQuiet();
        world.remote.calls();
        return task;
    }

    private void assertDoneOnce(EntityRef task) {
        for (int i = 0; i < 4; i++) {
            world.fullAfterSettle();
        }
        assertThat(world.remote.live())
                .filteredOn(each -> each.copyOf != null)
                .as("occurrences that were completed")
                .hasSize(1);
        assertThat(world.taskView(task).schedule().dueDate()).isEqualTo(new When.Day(LocalDate.parse("2026-04-02")));
        assertThat(world.here()).isEqualTo(world.there());
    }

    /** The title first, then the completion, which is on record as something else. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "LOST_ANSWER", "LOST_REQUEST", "REFUSED", "RATE_LIMITED"})
    void what_is_edited_and_completed_is_completed_once(Fault fault) {
        EntityRef task = series();
        world.rename(task, "Water well");
        world.status(task, TaskStatus.COMPLETED);
        faultAt(1, fault);
        int before = world.ledger.size();
        world.cycle();
        assertThat(recorded(before)).startsWith("meant [TITLE]", "done [TITLE]", "meant [STATUS]");
        assertThat(((SyncLink.Linked) world.link(task)).base().title()).isEqualTo("Water well");
        assertDoneOnce(task);
        assertThat(world.remote.live()).extracting(each -> each.content.title()).doesNotContain("Water");
    }

    @Test
    void what_is_not_absolute_waits_for_what_was_refused_before_it() {
        EntityRef task = series();
        world.rename(task, "Water well");
        world.status(task, TaskStatus.COMPLETED);
        world.remote.next(Call.UPDATE, Fault.REFUSED);
        int before = world.ledger.size();
        world.cycle();
        assertThat(recorded(before)).containsExactly("meant [TITLE]", "refused");
        assertThat(world.remote.card("Water").content.dueDate()).isEqualTo(DAY);
        assertThat(((SyncLink.Linked) world.link(task)).refusal()).isEqualTo("title: refused");
        assertDoneOnce(task);
    }

    @Test
    void only_what_is_one_request_goes_with_others() {
        List<EntityRef> tasks = List.of("One", "Two", "Three", "Four", "Five", "Six").stream()
                .map(title -> world.task(project, title))
                .toList();
        world.untilQuiet();
        world.remote.calls();
        tasks.forEach(task -> world.rename(task, "New " + world.taskView(task).title()));
        tasks.subList(0, 2).forEach(task -> world.status(task, TaskStatus.COMPLETED));
        world.untilQuiet();
        List<Call> calls = world.remote.calls();
        assertThat(calls).filteredOn(Call.UPDATE_ALL::equals).hasSize(1);
        assertThat(calls).filteredOn(Call.UPDATE::equals).hasSize(4);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void somebody_who_changes_another_field_meanwhile_is_taken_over() {
        faultAt(1, Fault.LOST_ANSWER);
        edited();
        world.cycle();
        world.phone.tag(world.remote.card("Other"), "theirs");
        world.fullAfterSettle();
        assertAllIsThere();
        assertThat(world.projectView(project).tags()).containsExactly("theirs");
    }

    /** Nobody sees that a finished one was deleted. That it is planned says a tag, which shows nothing before its status does. */
    @ParameterizedTest
    @ValueSource(strings = {"Ledger", "Other"})
    void what_is_written_in_vain_again_and_again_makes_no_events(String name) {
        world.status(project, ProjectStatus.COMPLETED);
        world.untilQuiet();
        world.full();
        world.phone.delete(world.remote.card("Ledger"));
        world.rename(project, name);
        world.status(project, ProjectStatus.PLANNED);
        world.full();
        world.fullAfterSettle();
        int before = world.ledger.size();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(recorded(before)).isEmpty();
        assertThat(link().refusal()).contains("status");
    }
}
