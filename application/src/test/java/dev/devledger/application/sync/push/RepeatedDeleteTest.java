package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each sending of a delete may still take effect for a while, not only the first. */
class RepeatedDeleteTest {
    private final World world = new World();
    private EntityRef task;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        task = world.task(world.project("Ledger"), "Write");
        world.untilQuiet();
        world.fullAfterSettle();
        world.remote.calls();
    }

    private List<Object> deletes() {
        return world.ledger.events().stream()
                .map(event -> event.payload())
                .filter(event -> event instanceof SyncEvent.DeleteIntended || event instanceof SyncEvent.DeleteRepeated)
                .<Object>map(Object::getClass)
                .toList();
    }

    @Test
    void what_is_restored_here_after_the_newest_sending_is_not_deleted_when_that_one_lands() {
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST, Fault.LOST_REQUEST, Fault.DELAYED);
        world.delete(task);
        world.cycle();
        for (int sending = 2; sending <= 3; sending++) {
            world.clock.forward(World.SETTLE.plusSeconds(1));
            world.cycle();
        }
        assertThat(world.link(task)).isInstanceOf(SyncLink.Deleting.class);
        world.clock.forward(Duration.ofSeconds(10)); // it is asked less often while nothing is answered
        world.restore(task);
        world.cycle();
        world.delayedLand();
        for (int cycle = 0; cycle < 6; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(world.taskView(task).deletedAt()).isNull();
        assertThat(world.cards()).containsExactly("Ledger", "Ledger/Write");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void each_sending_is_on_record_before_it_is_sent() {
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST, Fault.LOST_REQUEST);
        world.delete(task);
        world.untilQuiet();
        assertThat(deletes())
                .containsExactly(
                        SyncEvent.DeleteIntended.class, SyncEvent.DeleteRepeated.class, SyncEvent.DeleteRepeated.class);
        assertThat(world.remote.calls()).filteredOn(call -> call == Call.DELETE).hasSize(3);
    }

    /** Else one that is restored in between would not be waited for. */
    @Test
    void however_often_somebody_asks_within_half_an_hour_each_sending_is_on_record() {
        world.remote.chaos(call -> call == Call.DELETE ? Fault.LOST_REQUEST : Fault.NONE);
        world.delete(task);
        for (int asked = 0; asked < 10; asked++) {
            world.clock.forward(Duration.ofSeconds(1));
            world.full();
        }
        assertThat(world.remote.calls()).filteredOn(call -> call == Call.DELETE).hasSize(10);
        assertThat(deletes()).hasSize(10);
    }

    @Test
    void one_that_is_answered_at_once_is_on_record_once() {
        world.delete(task);
        world.untilQuiet();
        assertThat(deletes()).containsExactly(SyncEvent.DeleteIntended.class);
    }
}
