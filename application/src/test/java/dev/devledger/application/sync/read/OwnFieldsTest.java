package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fields that only a service has are read, and never sent. */
class OwnFieldsTest {
    private final World world = new World(Nature.CLICKUP);
    private EntityRef task;
    private MemoryRemote.Card card;

    @BeforeEach
    void a_task_that_is_there() {
        task = world.task(world.project("Ledger"), "Write");
        settle();
        card = world.remote.card("Write");
    }

    private void settle() {
        world.fullAfterSettle();
        world.fullAfterSettle();
        world.untilQuiet();
    }

    private void set(Map<String, Object> fields) {
        card.fields = new TreeMap<>(fields);
    }

    private Map<String, Object> fields() {
        return world.taskView(task).fields().getOrDefault(world.account.connector(), new TreeMap<>());
    }

    @Test
    void what_is_set_there_is_read_once_and_never_written() {
        set(Map.of("Points", 3, "Team", List.of("a", "b")));
        settle();
        assertThat(fields()).isEqualTo(Map.of("Points", 3L, "Team", List.of("a", "b")));
        int events = world.ledger.size();
        world.remote.calls();
        settle();
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE, Call.UPDATE, Call.MOVE, Call.DELETE);

        set(Map.of("Points", 5));
        settle();
        assertThat(fields()).isEqualTo(Map.of("Points", 5L));
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void an_edit_on_both_sides_leaves_them_alone() {
        set(Map.of("Points", 3));
        settle();
        set(Map.of("Points", 8));
        world.phone.rename(card, "Write it");
        world.rename(task, "Write it down");
        settle();
        assertThat(fields()).isEqualTo(Map.of("Points", 8L));
    }

    @Test
    void where_nothing_is_told_of_them_they_stay() {
        set(Map.of("Points", 3));
        settle();
        card.fields = null;
        settle();
        assertThat(fields()).isEqualTo(Map.of("Points", 3L));
    }

    @Test
    void what_is_new_there_comes_with_them() {
        MemoryRemote.Card read = world.phone.add(card.list, "Read");
        read.fields = new TreeMap<>(Map.of("Points", 1));
        settle();
        assertThat(world.taskView(world.taskCalled("Read")).fields())
                .isEqualTo(Map.of(world.account.connector(), Map.of("Points", 1L)));
    }
}
