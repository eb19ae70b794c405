package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live account with contents that meets a ledger with contents: a plan is shown, and nothing is done. */
class FirstLinkTest {
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final List<Call> READS =
            List.of(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.FIND_ANYWHERE);

    private final World world = World.live(POLL);

    @BeforeEach
    void both_sides_have_something() {
        String list = world.remote.addList(World.LIST).id();
        world.phone.add(list, "From the phone");
        world.project("Ledger");
        world.task(world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, ""), "In it");
        world.full();
        assertThat(world.remote.calls())
                .as("while it is asked which list it is")
                .isSubsetOf(READS);
        world.resolve(world.conflicts.all().getFirst(), Choice.VALUE, list);
        world.full();
    }

    private PendingApprovals.PendingPlan held() {
        List<PendingApprovals.PendingPlan> held = world.holds.list(world.account);
        assertThat(held).hasSize(1);
        return held.getFirst();
    }

    private void runFor(Duration time) {
        for (var end = world.clock.instant().plus(time); world.clock.instant().isBefore(end); ) {
            var next = world.runner.runDue();
            assertThat(next).as("no busy waiting").isAfter(world.clock.instant());
            world.clock.forwardTo(next);
        }
    }

    @Test
    void nothing_is_written_on_either_side_and_no_list_is_made() {
        int events = world.ledger.size();
        assertThat(held().guard()).isEqualTo("first-link");
        runFor(Duration.ofMinutes(10));
        world.task(world.projectCalled("Listed"), "Another");
        events += 1;
        runFor(Duration.ofMinutes(10));
        assertThat(world.remote.calls()).isSubsetOf(READS);
        assertThat(world.remote.allLists()).extracting(RemoteList::name).containsExactly(World.LIST);
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    /** Also where nothing is polled: who only writes here has asked for nothing there. */
    @Test
    void nothing_is_sent_to_an_account_that_nobody_has_looked_at() {
        World unpolled = World.live(Duration.ZERO);
        String list = unpolled.remote.addList(World.LIST).id();
        unpolled.phone.add(list, "From the phone");
        unpolled.project("Ledger");
        unpolled.runner.runDue();
        unpolled.project("Another");
        unpolled.runner.runDue();
        assertThat(unpolled.remote.calls()).isNotEmpty().isSubsetOf(READS);
        assertThat(unpolled.remote.live()).hasSize(1);
    }

    @Test
    void the_plan_stays_what_was_shown_and_goes_with_the_next_poll_after_the_approval() {
        String hash = held().planHash();
        runFor(Duration.ofMinutes(45));
        assertThat(held().planHash()).isEqualTo(hash);
        world.holds.approve(world.account, hash, "owner");
        runFor(POLL.plusSeconds(10));
        assertThat(world.remote.allLists())
                .extracting(RemoteList::name)
                .containsExactlyInAnyOrder(World.LIST, "Listed");
        assertThat(world.cards()).containsExactlyInAnyOrder("From the phone", "In it", "Ledger");
        assertThat(world.projectCalled("From the phone")).isNotNull();
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.holds.list(world.account)).isEmpty();
    }

    @Test
    void many_new_ones_are_part_of_the_one_question() {
        IntStream.range(0, 60).forEach(each -> world.project("New " + each));
        world.full();
        world.holds.approve(world.account, held().planHash(), "owner");
        world.full();
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.remote.live()).hasSize(63);
    }
}
