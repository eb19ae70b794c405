package dev.devledger.application.sync.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A delete counts for the day as soon as it is intended, whatever its answer was and whatever stopped the cycle. */
class CountedDeletesTest {
    private static final Duration POLL = Duration.ofMinutes(1);

    private final World world = World.live(POLL);

    private int gone(int of) {
        return of - world.remote.live().size();
    }

    @Test
    void one_whose_answer_was_lost() {
        List<EntityRef> projects = world.cards(60);
        for (EntityRef each : projects.subList(0, 40)) {
            world.remote.next(Call.DELETE, Fault.LOST_ANSWER);
            world.delete(each);
            for (int poll = 0; poll < 4; poll++) {
                world.cycle();
                world.clock.forward(POLL);
            }
        }
        assertThat(gone(60)).as("a tenth of 60 without a word").isLessThanOrEqualTo(6);
        assertThat(world.holds.count(world.account)).isEqualTo(40 - gone(60));
    }

    @Test
    void one_in_which_the_process_died() {
        List<EntityRef> projects = world.cards(30);
        Set<RemoteRef> sent = new HashSet<>();
        world.remote.onDelete(ref -> {
            if (sent.add(ref)) {
                world.steps.crashAt(world.steps.taken()); // its answer is never put on record
            }
        });
        for (EntityRef each : projects.subList(0, 20)) {
            world.delete(each);
            for (int poll = 0; poll < 4; poll++) {
                world.narrowOrDie();
                world.clock.forward(POLL);
            }
        }
        assertThat(gone(30)).as("of 30 no more than five go without a word").isLessThanOrEqualTo(5);
    }

    @Test
    void one_more_where_too_many_wait_already() {
        List<EntityRef> projects = world.cards(20);
        projects.subList(0, 6).forEach(world::delete);
        world.cycle();
        assertThat(gone(20)).isZero();
        world.clock.forward(Duration.ofSeconds(1));
        world.delete(projects.get(6));
        world.cycle();
        assertThat(gone(20)).isZero();
        assertThat(world.holds.count(world.account)).isEqualTo(7);
        world.full();
        assertThat(world.holds.list(world.account)).singleElement().satisfies(held -> assertThat(held.operations())
                .hasSize(7));
    }

    @Test
    void after_a_day_it_counts_no_more() {
        List<EntityRef> projects = world.cards(20);
        projects.subList(0, 5).forEach(world::delete);
        world.full();
        assertThat(gone(20)).isEqualTo(5);
        world.clock.forward(Duration.ofHours(24).plusSeconds(1));
        projects.subList(5, 10).forEach(world::delete);
        world.full();
        assertThat(gone(20)).isEqualTo(10);
    }

    @Test
    void all_of_one_change_set_are_one() {
        List<EntityRef> projects = world.cards(20);
        world.people(changes -> projects.subList(0, 15)
                .forEach(each -> world.projects.delete(changes, each.id().toString(), null)));
        world.full();
        assertThat(gone(20)).isEqualTo(15);
        projects.subList(15, 19).forEach(world::delete);
        world.full();
        assertThat(gone(20)).as("one and four are five").isEqualTo(19);
    }

    @Test
    void cards_that_others_have_made_are_not_one_though_they_go_in_one_change_set() {
        String list = world.cardList();
        world.project("Ours");
        IntStream.range(0, 12).forEach(each -> world.phone.add(list, "Theirs " + each));
        world.untilQuiet();
        world.full();
        List<EntityRef> theirs = IntStream.range(0, 12)
                .mapToObj(each -> world.projectCalled("Theirs " + each))
                .toList();
        world.people(changes ->
                theirs.forEach(each -> world.projects.delete(changes, each.id().toString(), null)));
        world.full();
        assertThat(world.remote.live()).hasSize(13);
        assertThat(world.holds.list(world.account)).singleElement().satisfies(held -> assertThat(held.operations())
                .hasSize(12));
        world.holds.approve(
                world.account, world.holds.list(world.account).getFirst().planHash(), "owner");
        world.full();
        assertThat(world.remote.live()).hasSize(1);
    }

    @Test
    void a_list_with_what_others_have_put_into_it_does_not_go_unasked() {
        world.cardList();
        EntityRef project = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(project, "Ours");
        world.untilQuiet();
        String home = world.remote.card("Ours").list;
        List<Card> private20 = IntStream.range(0, 20)
                .mapToObj(each -> world.phone.add(home, "Private " + each))
                .toList();
        world.full();
        world.full();
        assertThat(world.tree.tasks()).hasSize(21);
        world.delete(project);
        for (int poll = 0; poll < 10; poll++) {
            world.cycle();
            world.clock.forward(POLL);
        }
        assertThat(private20).noneMatch(card -> card.deleted);
        assertThat(world.remote.allLists()).anyMatch(list -> list.id().equals(home));
        assertThat(world.holds.count(world.account)).isPositive();
    }
}
