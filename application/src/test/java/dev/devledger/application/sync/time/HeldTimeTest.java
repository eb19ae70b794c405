package dev.devledger.application.sync.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletions of many old entries, which a wide window alone sees, wait for a person however many near ones follow. */
class HeldTimeTest {
    private static final int MANY = 30;

    private final TimedWorld time = new TimedWorld(new World());
    private final World world = time.world;
    private final MemoryRemoteTime remote = time.remote;

    @BeforeEach
    void old_entries_are_on_both_sides() {
        for (int each = 0; each < MANY; each++) {
            time.worked(60 + each, "old " + each);
        }
        time.synced();
        assertThat(time.here()).hasSize(MANY);
    }

    private void deletedThere() {
        remote.entries.clear();
        time.aWeekLater();
        world.full();
    }

    private PendingApprovals.PendingPlan held() {
        assertThat(time.held()).hasSize(1);
        return time.held().getFirst();
    }

    private void approve() {
        world.approvals().approve(null, held().planHash(), "owner");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_wide_window_has_missed_waits_until_it_is_approved_and_is_deleted_then(boolean deletedIsTold) {
        remote.deletedIsTold = deletedIsTold;
        deletedThere();
        PendingApprovals.PendingPlan first = held();
        assertThat(first.operations()).hasSize(MANY);
        time.synced();
        world.untilQuiet();
        world.cycle();
        assertThat(held().id()).isEqualTo(first.id());
        assertThat(held().planHash()).isEqualTo(first.planHash());
        assertThat(time.here()).hasSize(MANY);

        approve();
        time.synced();
        time.synced();
        assertThat(time.here()).isEmpty();
        assertThat(time.held()).isEmpty();
    }

    @Test
    void it_can_be_approved_also_when_it_has_waited_for_days() {
        deletedThere();
        for (int day = 0; day < 5; day++) {
            world.clock.forward(Duration.ofDays(1));
            world.full();
        }
        assertThat(held().expiresAt()).isAfter(world.clock.instant());
        approve();
        time.synced();
        assertThat(time.here()).isEmpty();
    }

    @Test
    void what_a_person_does_not_agree_to_stays_and_is_asked_of_no_more() {
        deletedThere();
        world.refuse(held());
        time.synced();
        time.aWeekLater();
        time.synced();
        assertThat(time.here()).hasSize(MANY);
        assertThat(time.held()).isEmpty();
    }

    @Test
    void what_is_there_again_is_asked_of_until_a_wide_window_shows_it() {
        Map<String, RemoteEntry> all = new LinkedHashMap<>(remote.entries);
        deletedThere();
        remote.entries.putAll(all);
        time.synced();
        assertThat(held().operations()).hasSize(MANY);
        time.aWeekLater();
        time.synced();
        assertThat(time.held()).isEmpty();
        assertThat(time.here()).hasSize(MANY);
    }

    @Test
    void what_is_there_again_and_was_approved_is_not_deleted() {
        Map<String, RemoteEntry> all = new LinkedHashMap<>(remote.entries);
        deletedThere();
        remote.entries.putAll(all);
        approve();
        time.synced();
        time.synced();
        assertThat(time.here()).hasSize(MANY);
    }

    @Test
    void what_is_missed_beside_it_is_one_plan_with_it() {
        for (int each = 0; each < 3; each++) {
            time.worked(1 + each, "new " + each);
        }
        time.synced();
        List<String> near = remote.entries.values().stream()
                .filter(each -> each.work().note().startsWith("new"))
                .map(RemoteEntry::id)
                .toList();
        Map<String, RemoteEntry> kept = new LinkedHashMap<>(remote.entries);
        kept.keySet().retainAll(near);
        deletedThere();
        assertThat(held().operations()).hasSize(MANY + 3);
        remote.entries.putAll(kept);
        time.synced();
        assertThat(held().operations()).as("the near ones are seen again").hasSize(MANY);
        assertThat(time.here()).hasSize(MANY + 3);
    }

    @Test
    void what_is_deleted_here_waits_as_one_plan_and_goes_there_once_it_is_approved() {
        world.time().rows().stream()
                .toList()
                .forEach(each -> time.delete(each.seen().entry()));
        world.cycle();
        PendingApprovals.PendingPlan first = held();
        assertThat(first.operations()).hasSize(MANY);
        time.synced();
        time.aWeekLater();
        time.synced();
        assertThat(held().planHash()).isEqualTo(first.planHash());
        assertThat(remote.entries).hasSize(MANY);

        approve();
        time.synced();
        assertThat(remote.entries).isEmpty();
        assertThat(time.held()).isEmpty();
    }

    @Test
    void what_waits_of_a_list_and_is_over_takes_nothing_of_time_with_it() {
        deletedThere();
        List<PendingApprovals.PendingPlan> both = new ArrayList<>(time.held());
        both.add(new PendingApprovals.PendingPlan(
                UUID.randomUUID(),
                "hash",
                "deletes",
                world.cardList(),
                List.of(new PendingApprovals.Operation("delete-locally", EntityRef.task(UUID.randomUUID()))),
                1,
                world.clock.instant().plusSeconds(3_600)));
        world.holds.replace(world.account, both);
        time.synced();
        assertThat(held().scope()).isEqualTo(PendingApprovals.TIME);
        assertThat(held().operations()).hasSize(MANY);
    }

    @Test
    void what_is_near_and_held_is_asked_of_once() {
        for (int each = 0; each < MANY; each++) {
            time.worked(1 + each, "new");
        }
        time.synced();
        world.time().rows().stream()
                .filter(each -> "new".equals(each.seen().details().note()))
                .toList()
                .forEach(each -> time.delete(each.seen().entry()));
        time.synced();
        assertThat(held().operations()).hasSize(MANY).doesNotHaveDuplicates();
        approve();
        time.synced();
        assertThat(remote.entries).hasSize(MANY);
        assertThat(time.held()).isEmpty();
        assertThat(time.here()).extracting(TimeEntryDetails::note).doesNotContain("new");
    }
}
