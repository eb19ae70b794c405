package dev.devledger.application.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A remote date that no calendar has becomes the nearest date in the ledger, with a warning, and is never overwritten
 * by it.
 */
class OddDatesTest {
    private static final When NEAR = new When.Day(LocalDate.of(2026, 2, 28));
    private static final String ODD = "2026-02-30";

    private World world;
    private String list;

    static Stream<Nature> natures() {
        return Stream.of(Nature.TICKTICK, Nature.CLICKUP, Nature.TRACKINGTIME);
    }

    private Card card(Nature nature, When near, String said) {
        world = new World(nature);
        EntityRef project = world.project("List");
        world.place(project, Placement.LIST);
        world.untilQuiet();
        list = world.link(EntityRef.list(project.id())).object().list();
        Card card = world.phone.add(list, "Odd");
        if (said != null) {
            world.phone.odd(card, near, said);
        }
        looks();
        return card;
    }

    private void looks() {
        for (int look = 0; look < 3; look++) {
            world.untilQuiet();
            world.fullAfterSettle();
        }
    }

    private When due() {
        return world.taskView(world.taskCalled("Odd")).schedule().dueDate();
    }

    private List<String> warnings(String title) {
        return ((SyncLink.Linked) world.link(world.taskCalled(title)))
                .warnings().stream()
                        .map(each -> each.name() + " " + each.message())
                        .toList();
    }

    private void setDue(String title, When due) {
        Patch<TaskDetails> edit = Patch.of(TaskDetails.DUE_DATE, due);
        world.send(new TaskCommand.Edit(new TaskId(world.taskCalled(title).id()), edit, null, world.clock.instant()));
    }

    @ParameterizedTest
    @MethodSource("natures")
    void it_comes_as_what_is_near_and_stays_there_as_it_is(Nature nature) {
        Card card = card(nature, NEAR, ODD);
        CanonicalContent there = card.content;

        assertThat(due()).isEqualTo(NEAR);
        assertThat(warnings("Odd"))
                .containsExactly("dueDate is \"2026-02-30\", which is in no calendar; it is 2026-02-28");
        assertThat(world.runner.status().state().word()).isEqualTo("attention");

        world.rename(world.taskCalled("Odd"), "Renamed");
        looks();
        assertThat(card.content.title()).isEqualTo("Renamed");
        assertThat(card.content.dueDate()).isEqualTo(there.dueDate());
        assertThat(card.content.oddDates()).isEqualTo(Map.of("dueDate", ODD));
        assertThat(warnings("Renamed")).hasSize(1);
        assertThat(world.conflicts.all()).isEmpty();

        world.remote.calls();
        looks();
        assertThat(world.remote.calls()).doesNotContain(Call.UPDATE, Call.CREATE);
    }

    @ParameterizedTest
    @MethodSource("natures")
    void without_a_near_one_it_comes_without(Nature nature) {
        Card card = card(nature, null, "tomorrow");

        assertThat(due()).isNull();
        assertThat(warnings("Odd")).containsExactly("dueDate is \"tomorrow\", which is in no calendar; it is left out");

        world.rename(world.taskCalled("Odd"), "Renamed");
        looks();
        assertThat(card.content.oddDates()).isEqualTo(Map.of("dueDate", "tomorrow"));
    }

    @ParameterizedTest
    @MethodSource("natures")
    void what_a_person_sets_here_is_sent(Nature nature) {
        Card card = card(nature, null, "tomorrow");
        When set = new When.Day(LocalDate.of(2026, 7, 1));

        setDue("Odd", set);
        looks();

        assertThat(card.content.dueDate()).isEqualTo(set);
        assertThat(card.content.oddDates()).isNull();
        assertThat(warnings("Odd")).isEmpty();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("natures")
    void what_becomes_unreadable_there_stays_as_it_was_until_it_is_mended_there(Nature nature) {
        Card card = card(nature, null, null);
        When before = new When.Day(LocalDate.of(2026, 7, 1));
        world.phone.due(card, before);
        looks();
        assertThat(due()).isEqualTo(before);

        world.phone.odd(card, null, "tomorrow");
        looks();
        assertThat(due()).isEqualTo(before);
        assertThat(warnings("Odd"))
                .containsExactly("dueDate is \"tomorrow\", which is in no calendar; it is 2026-07-01");

        world.rename(world.taskCalled("Odd"), "Odd and renamed");
        looks();
        assertThat(card.content.oddDates()).isEqualTo(Map.of("dueDate", "tomorrow"));
        assertThat(warnings("Odd and renamed")).hasSize(1);

        When after = new When.Day(LocalDate.of(2026, 7, 2));
        world.phone.due(card, after);
        looks();
        assertThat(world.taskView(world.taskCalled("Odd and renamed"))
                        .schedule()
                        .dueDate())
                .isEqualTo(after);
        assertThat(warnings("Odd and renamed")).isEmpty();
        assertThat(world.conflicts.all()).isEmpty();
    }

    /** Nothing of the ledger's changes, and what it is told does. */
    @ParameterizedTest
    @MethodSource("natures")
    void so_does_what_is_near_and_the_same_day(Nature nature) {
        Card card = card(nature, null, null);
        world.phone.due(card, NEAR);
        looks();

        world.phone.odd(card, NEAR, ODD);
        looks();
        assertThat(due()).isEqualTo(NEAR);
        assertThat(warnings("Odd")).hasSize(1);

        world.phone.due(card, NEAR);
        looks();
        assertThat(due()).isEqualTo(NEAR);
        assertThat(warnings("Odd")).isEmpty();
        assertThat(card.content.oddDates()).isNull();
    }

    /** A person who has changed it here as well is asked, as of any other value. */
    @ParameterizedTest
    @MethodSource("natures")
    void what_was_changed_on_both_sides_is_a_conflict(Nature nature) {
        Card card = card(nature, null, null);
        world.phone.due(card, new When.Day(LocalDate.of(2026, 7, 1)));
        looks();

        world.clock.forward(World.SETTLE);
        world.phone.odd(card, NEAR, ODD);
        setDue("Odd", new When.Day(LocalDate.of(2026, 8, 1)));
        looks();

        assertThat(world.conflicts.all()).hasSize(1);
        assertThat(card.content.oddDates()).isEqualTo(Map.of("dueDate", ODD));
        assertThat(due()).isEqualTo(NEAR);
    }
}
