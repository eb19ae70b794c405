package dev.devledger.domain.task;

import static dev.devledger.domain.task.TaskSamples.other;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.task.Dependencies.WaitingTask;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingTaskTest {
    private final Map<TaskId, WaitingTask> tasks = new HashMap<>();

    private WaitingTaskTest task(int number, @Nullable Integer parent, int... blockers) {
        Set<TaskId> blockedBy =
                IntStream.of(blockers).mapToObj(TaskSamples::other).collect(Collectors.toSet());
        tasks.put(
                other(number),
                new WaitingTask(other(number), new TaskKey(number), parent == null ? null : other(parent), blockedBy));
        return this;
    }

    private String circle(int... through) {
        List<TaskId> ids = IntStream.of(through).mapToObj(TaskSamples::other).toList();
        return WaitingTask.circle(ids, tasks).stream().map(TaskKey::toString).collect(Collectors.joining(" "));
    }

    @Test
    void a_chain_is_no_circle() {
        task(1, null, 2).task(2, null, 3).task(3, null);

        assertThat(circle(1, 2, 3)).isEmpty();
    }

    @Test
    void two_ways_to_the_same_task_are_no_circle() {
        task(1, null, 2, 3).task(2, null, 4).task(3, null, 4).task(4, null);

        assertThat(circle(1, 4)).isEmpty();
    }

    @Test
    void a_circle_is_told_as_the_way_around_it() {
        task(1, null, 2).task(2, null, 3).task(3, null, 1);

        assertThat(circle(1)).isEqualTo("T-1 T-2 T-3 T-1");
        assertThat(circle(3)).isEqualTo("T-3 T-1 T-2 T-3");
    }

    @Test
    void the_shortest_one_is_told() {
        task(1, null, 2, 4).task(2, null, 3).task(3, null, 1).task(4, null, 1);

        assertThat(circle(1)).isEqualTo("T-1 T-4 T-1");
    }

    @Test
    void only_a_circle_through_the_changed_ones_counts() {
        task(1, null, 2).task(2, null, 3).task(3, null, 2);

        assertThat(circle(1)).isEmpty();
        assertThat(circle(1, 2)).isEqualTo("T-2 T-3 T-2");
    }

    @Test
    void what_is_below_a_task_waits_for_what_that_waits_for() {
        task(1, null, 2).task(2, null, 3).task(3, 1);

        assertThat(circle(1)).isEqualTo("T-1 T-2 T-3 T-1");
    }

    @Test
    void a_task_cannot_wait_for_what_is_below_it_or_above_it() {
        task(1, null, 2).task(2, 1).task(3, null).task(4, 3).task(5, 4, 3);

        assertThat(circle(1)).isEqualTo("T-1 T-2 T-1");
        assertThat(circle(5)).isEqualTo("T-5 T-3 T-5");
    }

    @Test
    void a_task_between_two_takes_the_one_below_it_to_the_one_above_it() {
        task(1, null).task(2, 1).task(3, 2).task(4, 3, 1);

        assertThat(circle(2)).isEqualTo("T-4 T-1 T-4");
        assertThat(circle(3)).isEqualTo("T-4 T-1 T-4");
    }

    @Test
    void only_what_is_between_them_is_in_their_circle() {
        task(1, null).task(2, 1).task(3, 2, 1).task(4, 2).task(5, 3);

        assertThat(circle(1, 4, 5)).isEmpty();
    }

    @Test
    void what_is_below_a_changed_task_may_wait_for_others() {
        task(1, null).task(2, 1).task(3, 2, 4, 5).task(4, 1).task(5, null);

        assertThat(circle(2)).isEmpty();
    }

    @Test
    void what_is_not_there_leads_nowhere() {
        task(1, null, 2);

        assertThat(circle(1, 2, 9)).isEmpty();
    }

    @Test
    void a_chain_of_many_thousands_is_walked() {
        for (int i = 1; i < 20_000; i++) {
            task(i, null, i + 1);
        }
        task(20_000, null, 1);

        assertThat(WaitingTask.circle(List.of(other(1)), tasks)).hasSize(20_001);
    }
}
