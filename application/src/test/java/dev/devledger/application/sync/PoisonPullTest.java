package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.command.Ledger;
import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.sync.EntityRef;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One item that fails when it is taken over is left behind, and nothing waits for it. */
class PoisonPullTest {
    private final World world = new World();
    private final String list = world.remote.addList(World.LIST).id();

    @BeforeEach
    void both_sides_agree() {
        world.project("Ledger");
        world.untilQuiet();
        world.full();
    }

    private void fails(String name, Supplier<RuntimeException> failure) {
        world.ledger.onSend(command -> {
            if (command instanceof ProjectCommand.Create create
                    && create.details().name().startsWith(name)) {
                throw failure.get();
            }
        });
    }

    private void assertOthersGoOn() {
        EntityRef here = world.project("From here");
        world.phone.add(list, "Last");
        world.phone.add(list, "Poison");
        world.phone.add(list, "First");
        world.full();
        assertThat(world.projectCalled("First")).isNotNull();
        assertThat(world.projectCalled("Last")).isNotNull();
        assertThat(world.remote.card("From here")).isNotNull();
        assertThat(world.work.marked(here)).isFalse();
        assertThat(world.cycles.getLast().complete()).isFalse();
        assertThat(world.cycles.getLast().pulled()).isEqualTo(2);
        world.ledger.onSend(command -> {});
        world.full();
        assertThat(world.projectCalled("Poison")).isNotNull();
        assertThat(world.cycles.getLast().complete()).isTrue();
    }

    @Test
    void what_fails_without_a_reason_is_left_to_the_next_cycle() {
        fails("Poison", () -> new IllegalStateException("a fault of ours"));
        assertOthersGoOn();
    }

    @Test
    void what_others_write_at_the_same_time_is_left_to_the_next_cycle() {
        fails("Poison", () -> new Ledger.LedgerBusy(new IllegalStateException("others were faster")));
        assertOthersGoOn();
    }

    @Test
    void a_ledger_that_is_away_is_not_asked_for_each_item() {
        int[] asked = {0};
        fails("Poison", () -> {
            asked[0]++;
            return new IllegalStateException("no connection");
        });
        IntStream.range(0, 50).forEach(each -> world.phone.add(list, "Poison " + each));
        assertThatThrownBy(world::full).hasMessage("no connection");
        assertThat(asked[0]).isEqualTo(10);
    }
}
