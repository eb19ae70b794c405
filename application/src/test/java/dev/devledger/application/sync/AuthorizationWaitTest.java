package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the remote refuses access, one harmless call at a time is sent; once it accepts, all work goes on at once. */
class AuthorizationWaitTest {
    private final World world = new World();
    /** The calls sent, answered or not. */
    private final List<Call> asked = new ArrayList<>();

    private boolean letIn = true;

    @BeforeEach
    void two_cards_are_there() {
        world.remote.addList(World.LIST);
        world.project("One");
        world.project("Two");
        world.untilQuiet();
        world.remote.calls();
        world.remote.chaos(call -> {
            asked.add(call);
            return letIn ? Fault.NONE : Fault.UNAUTHORIZED;
        });
    }

    private void editAll() {
        world.rename(world.projectCalled("One"), "One, renamed");
        world.rename(world.projectCalled("Two"), "Two, renamed");
        world.project("Three");
    }

    /** Runs everything due until then; returns the seconds after the start at which each cycle sent a call. */
    private List<Long> secondsUntil(Instant end) {
        Instant begun = world.clock.instant();
        List<Long> seconds = new ArrayList<>();
        while (world.clock.instant().isBefore(end)) {
            int before = asked.size();
            Instant next = world.runner.runDue();
            if (asked.size() > before) {
                seconds.add(Duration.between(begun, world.clock.instant()).toSeconds());
            }
            world.clock.forwardTo(next.isBefore(end) ? next : end);
        }
        return seconds;
    }

    @Test
    void it_is_asked_ever_more_rarely_and_for_one_thing_only() {
        letIn = false;
        editAll();
        int events = world.ledger.events().size();
        // The wait is doubled, from one second on to a minute at most.
        assertThat(secondsUntil(world.clock.instant().plusSeconds(300)))
                .containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L);
        assertThat(asked).hasSize(10);
        assertThat(asked.subList(1, 10)).containsOnly(Call.LISTS);
        assertThat(world.ledger.events()).as("asked before anything is begun").hasSizeLessThanOrEqualTo(events + 2);
        assertThat(world.work.pending(world.account)).isEqualTo(3);
    }

    @Test
    void after_a_short_refusal_everything_goes_on_in_seconds() {
        letIn = false;
        editAll();
        secondsUntil(world.clock.instant().plusSeconds(2)); // two refusals, at 0 s and at 1 s
        assertThat(asked).hasSize(2);
        letIn = true;
        assertThat(secondsUntil(world.clock.instant().plusSeconds(2))).containsExactly(1L);
        assertThat(world.cards()).containsExactly("One, renamed", "Three", "Two, renamed");
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
    }

    @Test
    void a_look_that_succeeds_takes_all_with_it() {
        letIn = false;
        editAll();
        secondsUntil(world.clock.instant().plusSeconds(60));
        letIn = true;
        world.full();
        assertThat(world.cards()).containsExactly("One, renamed", "Three", "Two, renamed");
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
    }

    @Test
    void what_is_edited_meanwhile_does_not_ask_sooner() {
        letIn = false;
        EntityRef one = world.projectCalled("One");
        for (int i = 0; i < 20; i++) {
            world.rename(one, "Edit " + i);
            world.cycle(); // as its alarm does
        }
        assertThat(asked).hasSize(1);
    }
}
