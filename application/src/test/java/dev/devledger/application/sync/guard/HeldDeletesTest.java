package dev.devledger.application.sync.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many remote deletions wait for an approval, perhaps for days, and are not looked up again all the time. */
class HeldDeletesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World();
    private final List<EntityRef> tasks = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();

    private void deletedThere(int count) {
        world.remote.addList(World.LIST);
        EntityRef project = world.project("Ledger");
        IntStream.range(0, count).forEach(each -> tasks.add(world.task(project, "Task " + each)));
        world.untilQuiet();
        world.full();
        IntStream.range(0, count).forEach(each -> cards.add(world.remote.card("Task " + each)));
        cards.forEach(world.phone::delete);
        world.full();
        world.fullAfterSettle();
        world.remote.calls();
    }

    private int lookUps() {
        List<Call> calls = world.remote.calls();
        return Collections.frequency(calls, Call.FIND) + Collections.frequency(calls, Call.FIND_ANYWHERE);
    }

    private String hash() {
        return world.holds.list(world.account).getFirst().planHash();
    }

    private long deletedHere() {
        return tasks.stream()
                .filter(each -> world.taskView(each).deletedAt() != null)
                .count();
    }

    @Test
    void what_is_held_is_not_looked_up_by_each_cycle_and_a_few_of_it_after_ten_minutes() {
        deletedThere(40);
        String hash = hash();
        for (int minute = 1; minute < 10; minute++) {
            world.clock.forward(MINUTE);
            world.full();
        }
        assertThat(lookUps()).isZero();
        world.clock.forward(MINUTE);
        world.full();
        assertThat(lookUps()).isEqualTo(5);
        assertThat(hash()).isEqualTo(hash);
        assertThat(deletedHere()).isZero();
    }

    @Test
    void those_for_which_there_was_no_time_are_reached_by_later_cycles() {
        deletedThere(100);
        assertThat(world.holds.count(world.account)).isEqualTo(60);
        world.full();
        assertThat(world.holds.count(world.account)).isEqualTo(100);
    }

    @Test
    void an_approval_lets_them_go_at_once() {
        deletedThere(40);
        world.clock.forward(MINUTE);
        world.holds.approve(world.account, hash(), "owner");
        world.full();
        assertThat(lookUps()).as("each once more, before it is deleted").isEqualTo(40);
        assertThat(deletedHere()).isEqualTo(40);
        assertThat(world.holds.list(world.account)).isEmpty();
    }

    @Test
    void what_was_restored_and_moved_away_meanwhile_is_not_deleted_on_an_old_proof() {
        deletedThere(40);
        Card restored = cards.getFirst();
        world.phone.restore(restored);
        world.phone.move(restored, world.remote.addList("Elsewhere").id());
        world.holds.approve(world.account, hash(), "owner");
        world.full();
        assertThat(deletedHere()).isEqualTo(39);
        assertThat(world.taskView(tasks.getFirst()).deletedAt()).isNull();
    }

    @Test
    void what_is_back_in_its_list_is_not_held_any_more() {
        deletedThere(40);
        cards.subList(0, 35).forEach(world.phone::restore);
        world.full();
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(deletedHere()).isEqualTo(5);
    }

    @Test
    void a_delete_that_waits_for_a_decision_of_its_own_does_not_count_so_that_what_is_said_to_be_held_is_listed() {
        world.cardList();
        EntityRef project = world.project("Ledger");
        IntStream.range(0, 7).forEach(each -> tasks.add(world.task(project, "Task " + each)));
        world.untilQuiet();
        world.full();
        for (int each = 0; each < 5; each++) {
            world.phone.describe(world.remote.card("Task " + each), "changed there");
        }
        tasks.forEach(world::delete); // each in a change set of its own
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).hasSize(5);
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(tasks.subList(5, 7)).allSatisfy(each -> {
            assertThat(world.work.reason(each)).isNull();
            assertThat(world.link(each)).isInstanceOf(SyncLink.Closed.class);
        });
    }
}
