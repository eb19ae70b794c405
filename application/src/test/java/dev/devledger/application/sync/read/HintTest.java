package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that sends hints of changes, after which only what they name is read. */
class HintTest {
    private final World world = new World(Nature.PLAIN);
    private final HintIntake intake = new HintIntake(world.hints, () -> world.rings++);
    private EntityRef project;

    @BeforeEach
    void a_card_in_step() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        world.full();
        world.untilQuiet();
        world.fullAfterSettle();
        world.clock.forward(World.SETTLE);
        world.remote.calls();
    }

    private void hinted(Hint hint) {
        intake.take(world.account, hint);
        cycle();
    }

    private static void refused(World in, String title) {
        in.ledger.onSend(command -> {
            boolean named =
                    switch (command) {
                        case TaskCommand.Create create ->
                            create.details().title().equals(title);
                        case ProjectCommand.Edit edit ->
                            new SetTo<>(title).equals(edit.edit().fields().get(ProjectDetails.NAME));
                        default -> false;
                    };
            if (named) {
                throw Rejection.invalid("title", "is refused by a rule of another day");
            }
        });
    }

    private void cycle() {
        world.clock.forward(Duration.ofSeconds(3));
        world.cycle();
    }

    private Card card() {
        return world.remote.card("Ledger");
    }

    private Hint of(Card card, boolean deleted, String dedupe) {
        return new Hint(null, card.id, deleted, dedupe);
    }

    @Test
    void what_was_hinted_is_looked_at_with_one_request_and_no_poll() {
        Card card = card();
        world.phone.rename(card, "Journal");
        int rings = world.rings;
        hinted(of(card, false, "1"));
        assertThat(world.projectView(project).name()).isEqualTo("Journal");
        assertThat(world.remote.calls()).containsExactly(Call.FIND);
        assertThat(world.rings).isGreaterThan(rings);
        cycle();
        assertThat(world.remote.calls()).isEmpty();
    }

    @Test
    void one_that_comes_twice_is_one_look() {
        Hint hint = of(card(), false, "1");
        intake.take(world.account, hint);
        hinted(hint);
        assertThat(world.remote.calls()).containsExactly(Call.FIND);
    }

    @Test
    void what_is_new_is_found_in_its_list() {
        Card added = world.phone.add(card().list, "New there");
        hinted(new Hint(added.list, added.id, false, "1"));
        assertThat(world.here()).contains("Dev Projects: New there");
    }

    @Test
    void where_it_is_need_not_be_said() {
        Card added = world.phone.add(card().list, "New there");
        hinted(of(added, false, "1"));
        assertThat(world.here()).contains("Dev Projects: New there");
    }

    @Test
    void what_is_said_to_be_deleted_goes_only_if_its_list_says_so() {
        int events = world.ledger.size();
        hinted(of(card(), true, "1"));
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(world.projectView(project).deletedAt()).isNull();
        world.phone.delete(card());
        hinted(new Hint(null, world.link(project).object().id(), true, "2"));
        cycle();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
    }

    @Test
    void what_has_gone_is_not_back_where_it_still_answers_by_its_id() {
        World untold = new World(Nature.TICKTICK);
        untold.remote.addList(World.LIST);
        EntityRef gone = untold.project("Gone");
        untold.full();
        untold.fullAfterSettle();
        Card card = untold.remote.card("Gone");
        untold.phone.delete(card);
        untold.fullAfterSettle();
        untold.fullAfterSettle();
        assertThat(untold.projectView(gone).deletedAt()).isNotNull();
        new HintIntake(untold.hints, () -> untold.rings++).take(untold.account, of(card, false, "1"));
        for (int each = 0; each < 3; each++) {
            untold.clock.forward(World.SETTLE);
            untold.cycle();
        }
        assertThat(untold.projectView(gone).deletedAt()).isNotNull();
    }

    @Test
    void one_of_nobody_is_looked_for_once_and_changes_nothing() {
        int events = world.ledger.size();
        hinted(new Hint(null, "nobody's", false, "1"));
        assertThat(world.remote.calls()).containsExactly(Call.FIND_ANYWHERE);
        hinted(new Hint("nowhere", "nobody's", true, "2"));
        assertThat(world.remote.calls()).isEmpty();
        cycle();
        assertThat(world.remote.calls()).isEmpty();
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    @Test
    void a_look_without_an_answer_is_taken_again_later() {
        Card card = card();
        world.phone.rename(card, "Journal");
        world.remote.next(Call.FIND, Fault.LOST_ANSWER);
        hinted(of(card, false, "1"));
        assertThat(world.projectView(project).name()).isEqualTo("Ledger");
        cycle();
        assertThat(world.projectView(project).name()).isEqualTo("Ledger");
        world.clock.forward(Duration.ofMinutes(1));
        cycle();
        assertThat(world.projectView(project).name()).isEqualTo("Journal");
    }

    @Test
    void what_was_taken_over_is_not_looked_at_again_while_something_else_cannot_be() {
        World lists = new World(Nature.CLICKUP);
        EntityRef task = lists.task(lists.project("Ledger"), "Task");
        EntityRef other = lists.task(lists.project("Other"), "Other task");
        for (int each = 0; each < 3; each++) {
            lists.fullAfterSettle();
        }
        Card card = lists.remote.card("Task");
        lists.phone.rename(card, "Renamed");
        refused(lists, "Refused");
        Card refused = lists.phone.add(lists.remote.card("Other task").list, "Refused");
        lists.hints.add(lists.account, of(card, false, "1"));
        lists.hints.add(lists.account, new Hint(refused.list, refused.id, false, "2"));
        lists.clock.forward(Duration.ofSeconds(3));
        lists.cycle();
        assertThat(lists.taskView(task).title()).isEqualTo("Renamed");
        assertThat(lists.taskView(other).title()).isEqualTo("Other task");
        assertThat(lists.cycles.getLast().error()).contains("is not pulled");
        assertThat(lists.hints.due(lists.account, lists.clock.instant().plus(Duration.ofHours(1))))
                .extracting(each -> each.hint().object())
                .containsExactly(refused.id);
    }

    @Test
    void what_could_not_be_taken_over_itself_is_looked_at_again() {
        refused(world, "Refused");
        Card refused = world.remote.card("Ledger");
        world.phone.rename(refused, "Refused");
        hinted(of(refused, false, "1"));
        assertThat(world.projectView(project).name()).isEqualTo("Ledger");
        world.phone.rename(refused, "Journal");
        world.clock.forward(Duration.ofMinutes(1));
        cycle();
        assertThat(world.projectView(project).name()).isEqualTo("Journal");
    }

    @Test
    void a_stop_leaves_it() {
        Card card = card();
        world.phone.rename(card, "Journal");
        world.steps.crashAt(world.steps.taken() + 2);
        hinted(of(card, false, "1"));
        world.steps.crashAt(Integer.MAX_VALUE);
        world.clock.forward(Duration.ofMinutes(2));
        cycle();
        assertThat(world.projectView(project).name()).isEqualTo("Journal");
    }

    @Test
    void a_flood_is_one_look_at_everything() {
        for (int each = 0; each < 500 * PendingHints.MOST; each++) {
            intake.take(world.account, new Hint(null, "task " + each, false, "flood " + each));
        }
        cycle();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.OPEN_TASKS, Call.LISTS);
        cycle();
        assertThat(world.remote.calls()).isEmpty();
    }

    @Test
    void a_delivery_that_is_not_the_services_own_is_none() {
        byte[] raw = "1/list/task/".getBytes(StandardCharsets.UTF_8);
        assertThat(world.connector.hints().orElseThrow().accept(Map.of("signature", "signed"), raw))
                .contains(new Hint("list", "task", false, "1"));
        assertThat(world.connector.hints().orElseThrow().accept(Map.of(), raw)).isEmpty();
    }
}
