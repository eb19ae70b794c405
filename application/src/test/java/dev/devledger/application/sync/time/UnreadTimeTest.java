package dev.devledger.application.sync.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that cannot be read costs itself alone: it is told, and not taken for deleted. */
class UnreadTimeTest {
    private static final String WHY = "a time entry has no start";

    private final TimedWorld time = new TimedWorld(new World());
    private final World world = time.world;
    private final MemoryRemoteTime remote = time.remote;

    private List<UnimportedObjects.UnimportedObject> left() {
        return world.left.told(world.account);
    }

    @Test
    void the_others_come_and_it_is_told_until_it_can_be_read() {
        String bad = time.worked(3, "bad");
        time.worked(2, "good");
        remote.unreadable.put(bad, WHY);
        time.synced();
        assertThat(time.here()).extracting(TimeEntryDetails::note).containsExactly("good");
        assertThat(left())
                .singleElement()
                .satisfies(each -> assertThat(each.id()).isEqualTo(bad))
                .satisfies(each -> assertThat(each.reason()).isEqualTo(WHY));
        assertThat(time.status()).contains("1 thing").contains(WHY);

        remote.unreadable.clear();
        time.synced();
        assertThat(time.here()).hasSize(2);
        assertThat(left()).isEmpty();
        assertThat(time.status()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 60})
    void one_that_is_linked_is_not_taken_for_deleted_and_is_told_by_its_key(int daysAgo) {
        String bad = time.worked(daysAgo, "bad");
        String gone = time.worked(daysAgo, "gone");
        time.synced();
        String key = world.time().rows().stream()
                .filter(each -> "bad".equals(each.seen().details().note()))
                .findFirst()
                .orElseThrow()
                .seen()
                .key()
                .toString();
        remote.unreadable.put(bad, WHY);
        remote.entries.remove(gone);
        remote.deletedIsTold = false;
        time.aWeekLater();
        time.synced();
        assertThat(time.here()).extracting(TimeEntryDetails::note).containsExactly("bad");
        assertThat(left()).singleElement().satisfies(each -> assertThat(each.name())
                .isEqualTo(key));
        assertThat(time.status()).contains(key).contains(WHY);

        remote.unreadable.clear();
        RemoteEntry shown = remote.entries.get(bad);
        remote.change(bad, shown.work().noted("good"));
        time.aWeekLater();
        time.synced();
        assertThat(time.here()).extracting(TimeEntryDetails::note).containsExactly("good");
        assertThat(left()).isEmpty();
    }

    @Test
    void of_one_without_an_id_nothing_is_known_so_that_nothing_counts_as_deleted() {
        String bad = time.worked(3, "bad");
        String gone = time.worked(2, "gone");
        time.synced();
        remote.unreadable.put(bad, WHY);
        remote.namesUnreadable = false;
        remote.entries.remove(gone);
        time.worked(1, "new");
        time.synced();
        assertThat(time.here()).extracting(TimeEntryDetails::note).containsExactlyInAnyOrder("bad", "gone", "new");
        assertThat(time.status()).contains(WHY).contains("has no id");

        remote.unreadable.clear();
        time.synced();
        assertThat(time.here()).extracting(TimeEntryDetails::note).containsExactlyInAnyOrder("bad", "new");
        assertThat(time.status()).isEqualTo("null");
    }

    @Test
    void what_a_wide_window_alone_shows_stays_told_and_what_a_near_one_shows_no_more_does_not() {
        String old = time.worked(60, "old");
        String young = time.worked(3, "young");
        remote.unreadable.put(old, WHY);
        remote.unreadable.put(young, WHY);
        time.synced();
        assertThat(left()).extracting(UnimportedObjects.UnimportedObject::id).containsExactlyInAnyOrder(old, young);
        remote.entries.remove(young);
        time.synced();
        world.untilQuiet();
        assertThat(left()).extracting(UnimportedObjects.UnimportedObject::id).containsExactly(old);
        remote.entries.remove(old);
        time.aWeekLater();
        time.synced();
        assertThat(left()).isEmpty();
    }

    @Test
    void where_more_than_a_few_cannot_be_read_the_look_says_nothing() {
        for (int each = 0; each < 6; each++) {
            time.worked(1 + each, "all");
        }
        time.synced();
        remote.entries.keySet().stream().skip(2).forEach(each -> remote.unreadable.put(each, WHY));
        remote.entries.remove(remote.entries.keySet().iterator().next());
        time.synced();
        assertThat(time.here()).hasSize(6);
        assertThat(left()).isEmpty();
        assertThat(time.status()).contains("4 of 5 time entries cannot be read; the first: " + WHY);
    }

    @Test
    void one_that_is_dismissed_is_told_no_more() {
        String bad = time.worked(3, "bad");
        remote.unreadable.put(bad, WHY);
        time.synced();
        world.left.dismiss(world.account, bad);
        time.synced();
        assertThat(left()).isEmpty();
        assertThat(time.status()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_sent_without_an_answer_is_not_sent_again_as_long_as_it_may_be_what_cannot_be_read(boolean loses) {
        time.worked(3, "known");
        time.synced();
        remote.saysIds = false;
        remote.mood = loses ? MemoryRemoteTime.Mood.LOSES_ANSWERS : MemoryRemoteTime.Mood.WELL;
        remote.beforeWrite = () -> remote.unreadable.put("r2", WHY);
        time.edit(time.only(), Patch.of(TimeEntryDetails.NOTE, "edited"));
        remote.entries.clear(); // so that it is added again
        time.synced();
        remote.mood = MemoryRemoteTime.Mood.WELL;
        for (int hour = 0; hour < 12; hour++) {
            world.clock.forward(Duration.ofHours(1));
            world.full();
        }
        assertThat(remote.entries).hasSize(1);
        assertThat(time.status()).contains("is not shown yet");
        remote.unreadable.clear();
        world.clock.forward(Duration.ofHours(12));
        time.synced();
        assertThat(remote.entries.values())
                .extracting(each -> each.work().note())
                .containsExactly("edited");
        assertThat(time.here()).extracting(TimeEntryDetails::note).containsExactly("edited");
    }
}
