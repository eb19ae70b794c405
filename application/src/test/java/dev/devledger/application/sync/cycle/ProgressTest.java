package dev.devledger.application.sync.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.memory.SteppingClock;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final SteppingClock clock = new SteppingClock();
    private int pending;
    private int looks;
    private long sent;
    private List<BudgetUsage.Use> budget = List.of();

    private final Progress progress = new Progress(
            () -> {
                looks++;
                return pending;
            },
            new BudgetUsage() {
                @Override
                public List<Use> use() {
                    return budget;
                }

                @Override
                public long sent() {
                    return sent;
                }
            },
            clock);

    @Test
    void a_few_are_not_worth_a_word() {
        begin(19);
        settle(0, 5);
        assertThat(progress.words()).isNull();
        assertThat(progress.count()).isNull();
        assertThat(looks).isZero();
    }

    @Test
    void before_the_first_is_done_nobody_knows_how_long_it_takes() {
        begin(20);
        clock.forward(Duration.ofSeconds(30));
        assertThat(progress.words()).isEqualTo("0 of 20 done");
    }

    @Test
    void it_takes_as_long_as_the_slower_window_of_the_budget_allows() {
        begin(1040);
        settle(0, 412);
        sent += 412;
        clock.forward(Duration.ofMinutes(4));
        // 628 left, a request each: 628 * 60 / 95 = 397 s in one window, 628 * 300 / 285 = 661 s in the other.
        budget = List.of(use(60, 95, 95), use(300, 285, 285));
        assertThat(progress.words()).isEqualTo("412 of 1040 done, about 12 min left with this request budget");
        // 100 of the 628 fit in now: 528 * 300 / 285 = 556 s.
        budget = List.of(use(60, 95, 95), use(300, 285, 185));
        assertThat(progress.words()).isEqualTo("412 of 1040 done, about 10 min left with this request budget");
    }

    @Test
    void it_takes_as_long_as_it_took_so_far_where_the_budget_has_room() {
        begin(1040);
        settle(0, 412);
        sent += 20;
        clock.forward(Duration.ofMinutes(4));
        // 240 s * 628 / 412 = 366 s; 20 * 628 / 412 = 31 requests.
        budget = List.of(use(60, 95, 50), use(300, 285, 50));
        assertThat(progress.words()).isEqualTo("412 of 1040 done, about 7 min left");
        budget = List.of();
        assertThat(progress.words()).isEqualTo("412 of 1040 done, about 7 min left");
    }

    @Test
    void long_and_short_times_have_words_of_their_own() {
        begin(101);
        settle(0, 1);
        clock.forward(Duration.ofMillis(590));
        assertThat(progress.words()).isEqualTo("1 of 101 done, less than a minute left");
        clock.forward(Duration.ofMillis(10));
        assertThat(progress.words()).isEqualTo("1 of 101 done, about 1 min left");
        clock.forward(Duration.ofSeconds(100));
        // 100.6 s * 100 = 168 min
        assertThat(progress.words()).isEqualTo("1 of 101 done, about 3 h left");
    }

    @Test
    void what_was_created_counts_once_and_what_has_to_be_looked_at_again_does_not() {
        begin(60);
        progress.created(entities(0, 50));
        assertThat(progress.words()).startsWith("50 of 60 done");
        settle(0, 49);
        assertThat(progress.words()).startsWith("50 of 60 done");
        progress.concluded(entity(49), false);
        assertThat(progress.words()).startsWith("49 of 60 done");
        assertThat(progress.count()).isEqualTo(new Progress.Count(49, 60));
    }

    @Test
    void it_goes_on_through_cycles_that_were_stopped_and_ends_with_one_that_was_not() {
        begin(100);
        settle(0, 30);
        begin(70);
        settle(30, 30);
        assertThat(progress.words()).startsWith("60 of 100 done");

        progress.over();
        assertThat(progress.words()).isNull();
        begin(40);
        assertThat(progress.words()).isEqualTo("0 of 40 done");
    }

    @Test
    void there_is_no_word_when_nothing_is_left() {
        begin(20);
        settle(0, 20);
        assertThat(progress.words()).isNull();
    }

    @Test
    void a_clock_that_is_set_back_is_no_reason_to_fail() {
        begin(30);
        settle(0, 10);
        clock.forward(Duration.ofHours(-1));
        assertThat(progress.words()).isEqualTo("10 of 30 done, less than a minute left");
    }

    @Test
    void the_log_is_told_every_half_minute() {
        begin(100);
        clock.forward(Duration.ofSeconds(29));
        settle(0, 10);
        assertThat(looks).isZero();
        clock.forward(Duration.ofSeconds(1));
        settle(10, 10);
        assertThat(looks).isEqualTo(1);
        clock.forward(Duration.ofSeconds(30));
        progress.created(entities(20, 10));
        assertThat(looks).isEqualTo(2);
    }

    private void begin(int items) {
        pending = items;
        progress.begin(items);
    }

    private void settle(int from, int count) {
        pending -= count;
        entities(from, count).forEach(each -> progress.concluded(each, true));
    }

    private static List<EntityRef> entities(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(ProgressTest::entity)
                .toList();
    }

    private static EntityRef entity(int number) {
        return EntityRef.task(new UUID(0, number));
    }

    private static BudgetUsage.Use use(int seconds, int limit, int used) {
        return new BudgetUsage.Use(Duration.ofSeconds(seconds), limit, used);
    }
}
