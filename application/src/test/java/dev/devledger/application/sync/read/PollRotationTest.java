package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollRotationTest {
    private static final Instant NOW = Instant.parse("2026-03-31T09:00:00Z");
    private static final SyncedList CARDS = new SyncedList(EntityRef.CARDS, "cards", true);

    private static SyncedList list(int number) {
        return new SyncedList(EntityRef.list(new UUID(1, number)), "list" + number, true);
    }

    private static Cycles.ListReadState read(Duration ago, Duration changedAgo) {
        return new Cycles.ListReadState(NOW.minus(ago), NOW.minus(changedAgo));
    }

    private static List<SyncedList> choose(
            List<SyncedList> scopes, Map<String, Cycles.ListReadState> reads, Instant now) {
        return new PollRotation(reads, Set.of(), Set.of(), now).choose(scopes);
    }

    private static final Duration LONG = Duration.ofHours(5);

    @Test
    void the_card_list_is_read_each_time() {
        Map<String, Cycles.ListReadState> reads = Map.of(
                "cards", read(Duration.ofSeconds(1), LONG),
                "list1", read(Duration.ofHours(1), LONG),
                "list2", read(Duration.ofHours(2), LONG),
                "list3", read(Duration.ofHours(3), LONG));
        assertThat(choose(List.of(CARDS, list(1), list(2), list(3)), reads, NOW))
                .containsExactly(CARDS, list(2), list(3));
    }

    @Test
    void what_was_changed_within_ten_minutes_is_read_besides_two_quiet_ones() {
        Map<String, Cycles.ListReadState> reads = Map.of(
                "list1", read(Duration.ofSeconds(1), Duration.ofMinutes(10).minusMillis(1)),
                "list2", read(Duration.ofSeconds(1), Duration.ofMinutes(9)),
                "list3", read(Duration.ofHours(1), Duration.ofMinutes(10)),
                "list4", read(Duration.ofHours(2), LONG),
                "list5", read(Duration.ofHours(3), LONG));
        assertThat(choose(
                        IntStream.rangeClosed(1, 5)
                                .mapToObj(PollRotationTest::list)
                                .toList(),
                        reads,
                        NOW))
                .containsExactly(list(1), list(2), list(4), list(5));
    }

    @Test
    void what_was_never_read_comes_before_what_was() {
        Map<String, Cycles.ListReadState> reads =
                Map.of("list1", read(LONG, LONG), "list2", read(LONG, LONG), "list3", read(LONG, LONG));
        assertThat(choose(List.of(list(1), list(2), list(3), list(4)), reads, NOW))
                .containsExactly(list(1), list(4));
    }

    @Test
    void what_was_found_by_its_name_is_read_at_once() {
        SyncedList found = new SyncedList(EntityRef.list(new UUID(0, 9)), "list9", false);
        List<SyncedList> all = List.of(list(1), list(2), list(3), found);
        assertThat(choose(all, Map.of(), NOW)).contains(found).hasSize(3);
    }

    @Test
    void each_has_its_turn() {
        List<SyncedList> all = new ArrayList<>(
                IntStream.rangeClosed(1, 9).mapToObj(PollRotationTest::list).toList());
        all.add(CARDS);
        Map<String, Cycles.ListReadState> reads = new HashMap<>();
        Set<SyncedList> seen = new HashSet<>();
        Instant now = NOW;
        for (int poll = 0; poll < 5; poll++) {
            List<SyncedList> chosen = choose(all, reads, now);
            assertThat(chosen).contains(CARDS).hasSizeLessThanOrEqualTo(3);
            for (SyncedList scope : chosen) {
                reads.put(scope.list(), new Cycles.ListReadState(now, Instant.EPOCH));
            }
            seen.addAll(chosen);
            now = now.plusSeconds(60);
        }
        assertThat(seen).containsAll(all);
    }

    @Test
    void what_is_in_doubt_is_read_besides_the_quiet_ones() {
        Map<String, Cycles.ListReadState> reads = Map.of(
                "list1", read(Duration.ofSeconds(1), LONG),
                "list2", read(Duration.ofHours(1), LONG),
                "list3", read(Duration.ofHours(2), LONG));
        assertThat(new PollRotation(reads, Set.of("list1"), Set.of(), NOW).choose(List.of(list(1), list(2), list(3))))
                .containsExactly(list(1), list(2), list(3));
        assertThat(choose(List.of(list(1), list(2), list(3)), reads, NOW)).containsExactly(list(2), list(3));
    }

    @Test
    void of_many_each_has_its_turn_within_ten_polls() {
        List<SyncedList> all =
                IntStream.rangeClosed(1, 110).mapToObj(PollRotationTest::list).toList();
        Map<String, Cycles.ListReadState> reads = new HashMap<>();
        Instant now = NOW;
        for (int poll = 0; poll < 10; poll++) {
            List<SyncedList> chosen = choose(all, reads, now);
            assertThat(chosen).hasSize(11);
            for (SyncedList scope : chosen) {
                reads.put(scope.list(), new Cycles.ListReadState(now, Instant.EPOCH));
            }
            now = now.plusSeconds(60);
        }
        assertThat(reads).hasSize(110);
    }

    @Test
    void of_many_card_lists_ten_are_read_each_time_and_each_has_its_turn() {
        List<SyncedList> all = new ArrayList<>(
                IntStream.rangeClosed(1, 250).mapToObj(PollRotationTest::list).toList());
        List<SyncedList> cards = IntStream.rangeClosed(1, 31)
                .mapToObj(number -> new SyncedList(EntityRef.cards(number), "cards" + number, true))
                .toList();
        all.addAll(cards);
        Map<String, Cycles.ListReadState> reads = new HashMap<>();
        Instant now = NOW;
        for (int poll = 0; poll < 4; poll++) {
            List<SyncedList> chosen = choose(all, reads, now);
            assertThat(chosen).filteredOn(SyncedList::cards).hasSize(10);
            assertThat(chosen).as("with one card list it is one more").hasSize(26);
            for (SyncedList scope : chosen) {
                reads.put(scope.list(), new Cycles.ListReadState(now, Instant.EPOCH));
            }
            now = now.plusSeconds(60);
        }
        assertThat(reads.keySet())
                .containsAll(cards.stream().map(SyncedList::list).toList());
    }

    @Test
    void of_very_many_so_many_at_most_that_the_budget_has_room_for_all_else() {
        List<SyncedList> all =
                IntStream.rangeClosed(1, 299).mapToObj(PollRotationTest::list).toList();
        assertThat(choose(all, Map.of(), NOW)).hasSize(25);
    }

    @Test
    void what_nobody_has_looked_into_comes_first_and_then_what_was_not_read_for_longest() {
        Map<String, Cycles.ListReadState> reads = Map.of(
                "cards", read(Duration.ofSeconds(1), LONG),
                "list1", read(Duration.ofSeconds(2), LONG),
                "list2", read(Duration.ofHours(1), LONG));
        SyncedList found = new SyncedList(EntityRef.list(new UUID(0, 9)), "list9", false);
        SyncedList asked = new SyncedList(EntityRef.list(new UUID(0, 8)), "list8", false);
        assertThat(new PollRotation(reads, Set.of(), Set.of(asked.owner()), NOW)
                        .inOrder(List.of(asked, list(1), list(2), CARDS, list(3), found)))
                .containsExactly(found, CARDS, list(3), list(2), list(1), asked);
    }
}
