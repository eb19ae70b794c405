package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.PastMoment.ChangeSetSteps;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each step is to the end of a change set. */
class ChangeSetStepsTest {
    private static final int BESIDE = 50;

    /** Entries of the positions from 1 on, and of which change set each is; a cursor is the position. */
    private record Store(long head, LongUnaryOperator changeSet) implements HistoryQueries {
        private Stream<HistoryView> of(HistoryFilter filter) {
            return LongStream.rangeClosed(1, head)
                    .mapToObj(this::entry)
                    .filter(each -> !filter.has(HistoryFilter.CHANGE_SET)
                            || each.changeSet().equals(filter.find(HistoryFilter.CHANGE_SET)))
                    .filter(each ->
                            !filter.has(HistoryFilter.UP_TO) || each.position() <= filter.find(HistoryFilter.UP_TO));
        }

        private HistoryView entry(long position) {
            HistoryView.Entity entity = new HistoryView.Entity("task", new UUID(0, 1), "T-1");
            UUID set = new UUID(1, changeSet.applyAsLong(position));
            return new HistoryView(
                    position,
                    Instant.EPOCH,
                    entity,
                    "task.edited",
                    "",
                    List.of(),
                    null,
                    "a",
                    "rest",
                    null,
                    null,
                    "r",
                    set);
        }

        @Override
        public Page<HistoryView> list(HistoryFilter filter, PageRequest page) {
            List<HistoryView> newest = of(filter).toList().reversed();
            return new Page<>(newest.stream().limit(page.limit()).toList(), null);
        }

        @Override
        public Page<HistoryView> follow(HistoryFilter filter, PageRequest after) {
            long from = after.cursor() == null ? 0 : Long.parseLong(after.cursor());
            return new Page<>(
                    of(filter)
                            .filter(each -> each.position() > from)
                            .limit(after.limit())
                            .toList(),
                    null);
        }

        @Override
        public Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void export(HistoryFilter filter, Consumer<HistoryView> each) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<HistoryView> statusesOf(UUID project) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<HistoryView> at(HistoryFilter filter, Collection<Long> positions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String end(long position) {
            return Long.toString(position);
        }

        long before(long position) {
            return new ChangeSetSteps(this)
                    .before(list(HistoryFilter.ALL.upTo(position), new PageRequest(BESIDE, null))
                            .items());
        }

        long after(long position) {
            return new ChangeSetSteps(this)
                    .after(follow(HistoryFilter.ALL, new PageRequest(BESIDE, end(position)))
                            .items());
        }
    }

    @Test
    void a_long_change_set_is_one_step_from_its_ends_and_from_within() {
        Store store = new Store(700, position -> position <= 10 ? position / 3 : position <= 600 ? 100 : position);
        assertThat(List.of(store.before(600), store.before(300), store.before(601)))
                .containsExactly(10L, 10L, 600L);
        assertThat(List.of(store.after(10), store.after(300), store.after(600))).containsExactly(600L, 600L, 601L);
        assertThat(List.of(store.before(10), store.before(3), store.before(2), store.after(0)))
                .containsExactly(8L, 2L, 0L, 2L);
    }

    /** 7 is written from 1 to 9, and 8 meanwhile. */
    @Test
    void who_writes_at_the_same_time_has_steps_of_his_own() {
        Store store = new Store(12, position -> position > 9 ? 9 : position == 2 || position == 4 ? 8 : 7);
        assertThat(List.of(store.after(0), store.after(2), store.after(4), store.after(9)))
                .containsExactly(4L, 4L, 9L, 12L);
        assertThat(List.of(store.before(12), store.before(9), store.before(4))).containsExactly(9L, 4L, 0L);
    }
}
