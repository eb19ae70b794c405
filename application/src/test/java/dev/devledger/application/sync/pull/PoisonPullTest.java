package dev.devledger.application.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.cycle.CycleStopped.LogOnce;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An item that fails to be taken over is left behind, and nothing waits for it. */
class PoisonPullTest {
    private final World world = new World();
    private final String list = world.cardList();

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

    private void refused(String name) {
        fails(name, () -> Rejection.invalid("name", "is refused by a rule of another day"));
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
    void what_the_ledger_refuses_is_listed_in_the_cycle_until_it_is_mended() {
        refused("Refused");
        MemoryRemote.Card refused = world.phone.add(list, "Refused");
        world.full();
        Cycles.Cycle cycle = world.cycles.getLast();
        assertThat(cycle.error()).startsWith("\"Refused\" (" + refused.id + ") is not pulled: ");
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
        world.full();
        assertThat(world.cycles.getLast().error()).isEqualTo(cycle.error());
        world.phone.rename(refused, "Named");
        world.full();
        assertThat(world.cycles.getLast().error()).isNull();
        assertThat(world.projectCalled("Named")).isNotNull();
    }

    @Test
    void of_many_that_are_refused_one_is_named_by_a_short_name() {
        refused("x");
        world.phone.add(list, "x");
        MemoryRemote.Card longName = world.phone.add(list, "x".repeat(501));
        world.full();
        assertThat(world.cycles.getLast().error()).endsWith("; and 1 more").hasSizeLessThan(300);
        world.remote.card("x").deleted = true;
        world.full();
        assertThat(world.cycles.getLast().error())
                .startsWith("\"" + "x".repeat(60) + "…\" (" + longName.id + ") is not pulled: ");
    }

    @Test
    void the_log_says_it_once_a_day() {
        LogOnce told = new LogOnce(world.clock);
        assertThat(told.isNew("refused")).isTrue();
        world.clock.forward(Duration.ofHours(23));
        assertThat(told.isNew("refused")).isFalse();
        assertThat(told.isNew("another")).isTrue();
        world.clock.forward(Duration.ofHours(23));
        assertThat(told.isNew("refused")).as("heard of all the time").isFalse();
        world.clock.forward(Duration.ofHours(25));
        assertThat(told.isNew("refused")).as("not heard of for a day").isTrue();
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
        world.work.onPending = () -> {
            throw new IllegalStateException("no connection");
        };
        IntStream.range(0, 50).forEach(each -> world.phone.add(list, "Poison " + each));
        world.full();
        world.work.onPending = () -> {};
        assertThat(asked[0]).isEqualTo(10);
        String told = "the look at the lists failed unexpectedly; the server's log has the reason";
        assertThat(world.cycles.getLast().error()).isEqualTo(told);
        assertThat(world.cycles.getLast().complete()).isFalse();
        assertThat(world.state().message()).isEqualTo(told);
        assertThat(world.state().notBefore())
                .as("it is not tried again at once, though it is due")
                .isAfter(world.clock.instant());
    }
}
