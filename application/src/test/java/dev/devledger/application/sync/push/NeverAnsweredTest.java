package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.conflict.ConflictViews;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A create that was never answered: a person is asked, and it is tried again now and then. */
class NeverAnsweredTest {
    private final World world = new World();
    private String list;
    private EntityRef project;

    @BeforeEach
    void it_was_sent_three_times() {
        list = world.cardList();
        world.remote.poison(NeverAnsweredTest::isPoison);
        project = world.project("Poison");
        world.untilQuiet();
        assertThat(creates()).isEqualTo(3);
    }

    private static boolean isPoison(CanonicalContent content) {
        return content.title().startsWith("Poison");
    }

    private long creates() {
        return world.remote.calls().stream().filter(call -> call == Call.CREATE).count();
    }

    private ConflictBook.Entry asked() {
        List<ConflictBook.Entry> open = world.conflicts.of(project).stream()
                .filter(each -> each.state() == ConflictView.State.OPEN)
                .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    @Test
    void a_person_is_asked_once() {
        assertThat(asked().dispute())
                .isInstanceOfSatisfying(Dispute.AmbiguousObject.class, none -> assertThat(none.candidates())
                        .isEmpty());
        assertThat(new ConflictViews(world.account).of(asked(), null, null).choices())
                .containsExactly(Choice.LOCAL, Choice.DETACH);
    }

    @Test
    void it_is_tried_again_where_a_person_says_so() {
        world.remote.poison(content -> false);
        world.resolve(asked(), Choice.LOCAL, null);
        world.cycle();
        assertThat(world.cards()).containsExactly("Poison");
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void it_is_left_out_where_a_person_says_so() {
        world.remote.poison(content -> false);
        world.resolve(asked(), Choice.DETACH, null);
        world.cycle();
        world.rename(project, "Other");
        world.clock.forward(Duration.ofDays(3));
        world.untilQuiet();
        assertThat(world.cards()).isEmpty();
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void it_is_tried_again_after_an_edit() {
        world.rename(project, "Cure");
        world.cycle();
        assertThat(world.cards()).containsExactly("Cure");
        world.full();
        assertThat(world.conflicts.open(world.account)).as("it is linked now").isZero();
    }

    @Test
    void it_is_tried_again_the_next_day_and_asked_about_no_more_than_before() {
        world.clock.forward(Duration.ofHours(20));
        world.untilQuiet();
        assertThat(creates()).as("not sooner").isZero();
        ConflictBook.Entry before = asked();
        world.clock.forward(Duration.ofHours(5));
        world.untilQuiet();
        assertThat(creates()).as("once").isEqualTo(1);
        assertThat(asked().id()).isEqualTo(before.id());
        world.remote.poison(content -> false);
        world.clock.forward(Duration.ofHours(25));
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("Poison");
    }

    @Test
    void it_keeps_no_cycle_busy_until_then() {
        world.cycle();
        int before = world.work.writes();
        world.clock.forward(Duration.ofHours(1));
        world.cycle();
        assertThat(world.work.writes()).isEqualTo(before);
    }

    @Test
    void it_is_tried_less_and_less_often() {
        int before = world.ledger.size();
        for (int day = 0; day < 100; day++) {
            world.clock.forward(Duration.ofDays(1));
            world.untilQuiet();
        }
        long tries = creates();
        assertThat(tries).as("after 1, 2, 4 .. 64 days").isBetween(5L, 7L);
        assertThat(world.ledger.eventsFrom(before)).hasSize((int) tries * 2);
    }

    @Test
    void what_was_stopped_without_a_question_is_asked_about() {
        EntityRef old = stopped("lost once");
        world.untilQuiet();
        assertThat(world.conflicts.of(old)).singleElement().satisfies(asked -> assertThat(
                        new ConflictViews(world.account).of(asked, null, null).choices())
                .containsExactly(Choice.LOCAL, Choice.DETACH));
        assertThat(creates()).as("of a question nothing is made").isZero();
        int events = world.ledger.size();
        world.clock.forward(Duration.ofHours(2));
        world.untilQuiet();
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
    }

    @Test
    void what_a_person_has_stopped_is_not_asked_about() {
        world.resolve(asked(), Choice.DETACH, null);
        int events = world.ledger.size();
        world.untilQuiet();
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
    }

    private EntityRef stopped(String reason) {
        EntityRef old = world.project("Old");
        world.send(new SyncCommand.Stop(world.account.link(old), reason, world.clock.instant()));
        return old;
    }

    @Test
    void who_asks_for_cycle_after_cycle_does_not_send_it_again() {
        for (int i = 0; i < 10; i++) {
            world.fullAfterSettle();
        }
        assertThat(creates()).isZero();
    }

    @Test
    void what_has_turned_up_meanwhile_is_not_made_once_more() {
        Card late = world.remote.add(list, CanonicalContent.list("Poison"));
        world.remote.poison(content -> false);
        world.rename(project, "Cure");
        world.untilQuiet();
        assertThat(creates()).isZero();
        assertThat(world.link(project)).isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(
                        linked.remote().id())
                .isEqualTo(late.id));
        assertThat(world.cards()).containsExactly("Cure");
    }

    @Test
    void it_is_not_looked_for_while_what_it_is_below_is_not_there() {
        EntityRef task = world.task(world.project("Good"), "Poisoned task");
        world.untilQuiet();
        world.move(task, project, null);
        world.cycle();
        world.remote.calls();
        for (int each = 0; each < 5; each++) {
            world.clock.forward(PushState.NO_PARENT_YET);
            world.cycle();
        }
        assertThat(world.remote.calls()).isEmpty();
        world.remote.poison(content -> false);
        world.rename(project, "Cure");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("Cure", "Cure/Poisoned task", "Good");
    }

    @Test
    void it_goes_where_it_is_deleted_here() {
        world.delete(project);
        world.untilQuiet();
        world.full();
        assertThat(world.link(project)).isEqualTo(new SyncLink.None(null));
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.work.marked(project)).isFalse();
    }

    @Test
    void only_its_own_trouble_stops_it() {
        world.remote.next(Call.CREATE, Fault.NONE);
        world.project("Good");
        world.cycle();
        assertThat(world.cards()).containsExactly("Good");
    }
}
