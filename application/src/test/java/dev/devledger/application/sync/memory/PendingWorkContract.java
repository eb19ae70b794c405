package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.PendingWork.Failing;
import dev.devledger.application.sync.memory.PendingWork.Item;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of marks. */
public abstract class PendingWorkContract extends StoreContract {
    private PendingWork work;

    /** Returns a store without marks. */
    protected abstract PendingWork work();

    @BeforeEach
    void open() {
        work = work();
    }

    private List<Item> due(Instant now) {
        return work.due(ACCOUNT, now, 100);
    }

    @Test
    void a_mark_stays_until_it_is_done() {
        work.mark(ACCOUNT, List.of(TWO));
        work.mark(ACCOUNT, List.of(ONE, TWO, ONE));
        work.mark(ACCOUNT, List.of());

        List<Item> due = due(NOW);
        assertThat(due).extracting(Item::entity).containsExactly(TWO, ONE);
        assertThat(work.pending(ACCOUNT)).isEqualTo(2);
        assertThat(work.due(ACCOUNT, NOW, 1)).hasSize(1);
        assertThat(work.nextDue(ACCOUNT)).isEqualTo(Instant.EPOCH);

        work.done(ACCOUNT, due);
        assertThat(due(NOW)).isEmpty();
        assertThat(work.nextDue(ACCOUNT)).isNull();
        assertThat(work.waiting(ACCOUNT)).isZero();
    }

    @Test
    void a_newer_mark_is_not_taken_away_with_an_older_one() {
        work.mark(ACCOUNT, List.of(ONE));
        Item first = due(NOW).getFirst();
        work.mark(ACCOUNT, List.of(ONE));
        work.done(ACCOUNT, List.of(first));

        Item second = due(NOW).getFirst();
        assertThat(second.generation()).isGreaterThan(first.generation());
        work.done(ACCOUNT, List.of(second));
        work.mark(ACCOUNT, List.of(ONE));
        work.done(ACCOUNT, List.of(first, second));
        assertThat(due(NOW)).hasSize(1);
    }

    @Test
    void a_mark_has_the_newest_change_set_that_is_known() {
        UUID first = new UUID(5, 1);
        UUID second = new UUID(5, 2);
        work.mark(ACCOUNT, List.of(ONE), first);
        work.mark(ACCOUNT, List.of(ONE));
        assertThat(due(NOW)).extracting(Item::changeSet).containsExactly(first);
        work.mark(ACCOUNT, List.of(ONE), second);
        assertThat(due(NOW)).extracting(Item::changeSet).containsExactly(second);
    }

    @Test
    void what_failed_waits_or_comes_back_with_the_next_mark() {
        work.mark(ACCOUNT, List.of(ONE));
        Item item = due(NOW).getFirst();
        work.later(ACCOUNT, item, NOW.plusSeconds(30), 3, "unreachable\u0000");

        assertThat(due(NOW)).isEmpty();
        assertThat(due(NOW.plusSeconds(30)).getFirst().attempts()).isEqualTo(3);
        assertThat(work.nextDue(ACCOUNT)).isEqualTo(NOW.plusSeconds(30));
        work.mark(ACCOUNT, List.of(ONE));
        assertThat(due(NOW)).singleElement().satisfies(again -> assertThat(again.attempts())
                .isZero());
        work.later(ACCOUNT, item, NOW.plusSeconds(30), 4, null);
        assertThat(due(NOW))
                .as("the mark is newer than the try")
                .singleElement()
                .satisfies(again -> assertThat(again.attempts()).isZero());
    }

    @Test
    void what_would_wait_for_longer_than_anything_does_is_due() {
        work.mark(ACCOUNT, List.of(ONE));
        work.later(
                ACCOUNT, due(NOW).getFirst(), NOW.plus(PendingWork.LONGEST_WAIT).plusSeconds(1), 1, null);

        assertThat(due(NOW)).hasSize(1);
        assertThat(due(NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void what_has_failed_often_is_told_with_its_reason() {
        work.mark(ACCOUNT, List.of(ONE, TWO));
        due(NOW).forEach(item ->
                work.later(ACCOUNT, item, NOW.plusSeconds(30), item.entity().equals(ONE) ? 6 : 5, "refused"));

        assertThat(work.failing(ACCOUNT, 6, 10)).containsExactly(new Failing(ONE, "refused"));
        assertThat(work.failing(ACCOUNT, 5, 10)).hasSize(2);
        assertThat(work.failing(ACCOUNT, 5, 1)).hasSize(1);
    }

    @Test
    void who_tries_again_is_told_why_it_failed_and_after_a_mark_nothing_of_that() {
        work.mark(ACCOUNT, List.of(ONE));
        assertThat(due(NOW).getFirst().reason()).isNull();
        work.later(ACCOUNT, due(NOW).getFirst(), NOW, 1, "refused");
        assertThat(due(NOW).getFirst().reason()).isEqualTo("refused");
        work.mark(ACCOUNT, List.of(ONE));
        assertThat(due(NOW).getFirst().reason()).isNull();
    }
}
