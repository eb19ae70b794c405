package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.Cycles.PendingHints.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of hints. */
public abstract class PendingHintsContract extends StoreContract {
    private static final Hint TASK = new Hint("list", "task", false, "delivery 1");
    private static final Hint GONE = new Hint(null, "task", true, "delivery 2");
    private static final Hint LIST = new Hint("list", null, false, "delivery 3");

    /** Returns a store without waiting hints. */
    protected abstract PendingHints hints();

    private static List<Hint> due(PendingHints hints) {
        return hints.due(ACCOUNT, NOW).stream().map(Waiting::hint).toList();
    }

    @Test
    void each_waits_once_until_it_is_done() {
        PendingHints hints = hints();
        assertThat(hints.nextDue(ACCOUNT)).isNull();
        List.of(TASK, GONE, TASK, LIST).forEach(hint -> hints.add(ACCOUNT, hint));
        assertThat(due(hints)).containsExactlyInAnyOrder(TASK, GONE, LIST);
        assertThat(hints.nextDue(ACCOUNT)).isBeforeOrEqualTo(NOW);

        hints.done(
                ACCOUNT,
                hints.due(ACCOUNT, NOW).stream()
                        .filter(each -> !each.hint().equals(LIST))
                        .toList());
        assertThat(due(hints)).containsExactly(LIST);
    }

    @Test
    void one_that_comes_again_during_the_look_is_not_done_with_it() {
        PendingHints hints = hints();
        hints.add(ACCOUNT, TASK);
        List<Waiting> looked = hints.due(ACCOUNT, NOW);
        hints.add(ACCOUNT, TASK);
        hints.done(ACCOUNT, looked);
        looked.forEach(each -> hints.later(ACCOUNT, each, NOW.plusSeconds(60)));
        assertThat(due(hints)).containsExactly(TASK);
    }

    @Test
    void one_whose_look_came_to_nothing_waits_for_its_time() {
        PendingHints hints = hints();
        hints.add(ACCOUNT, TASK);
        hints.later(ACCOUNT, hints.due(ACCOUNT, NOW).getFirst(), NOW.plusSeconds(60));
        assertThat(due(hints)).isEmpty();
        assertThat(hints.nextDue(ACCOUNT)).isEqualTo(NOW.plusSeconds(60));
        assertThat(hints.due(ACCOUNT, NOW.plusSeconds(60)))
                .singleElement()
                .satisfies(each -> assertThat(each.attempts()).isEqualTo(1));
    }

    @Test
    void one_that_waits_longer_than_any_does_was_put_off_by_a_clock_that_was_set_back_since() {
        PendingHints hints = hints();
        hints.add(ACCOUNT, TASK);
        hints.later(ACCOUNT, hints.due(ACCOUNT, NOW).getFirst(), NOW.plus(Duration.ofDays(2)));
        assertThat(due(hints)).containsExactly(TASK);
    }

    @Test
    void a_flood_is_one_hint_to_look_at_everything() {
        PendingHints hints = hints();
        for (int each = 0; each < 3 * PendingHints.MOST; each++) {
            hints.add(ACCOUNT, new Hint("list", "task " + each, false, "flood " + each));
        }
        assertThat(due(hints)).containsExactly(Hint.EVERYTHING);
        List<Waiting> looked = hints.due(ACCOUNT, NOW);
        hints.add(ACCOUNT, TASK);
        hints.done(ACCOUNT, looked);
        assertThat(due(hints)).as("what came meanwhile").containsExactly(Hint.EVERYTHING);
        hints.done(ACCOUNT, hints.due(ACCOUNT, NOW));
        assertThat(due(hints)).isEmpty();
    }
}
