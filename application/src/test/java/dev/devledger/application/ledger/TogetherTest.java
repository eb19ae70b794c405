package dev.devledger.application.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTest {
    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());

    @Test
    void one_who_comes_alone_goes_alone() {
        Together<Integer> together = new Together<>(1, 8);

        together.join(1, groups::add);
        together.join(2, groups::add);

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void who_comes_meanwhile_goes_together() throws Exception {
        Together<Integer> together = new Together<>(1, 8);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> together.join(0, group -> {
                groups.add(group);
                begun.countDown();
                await(mayEnd);
            }));
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            List<Future<?>> others = IntStream.rangeClosed(1, 10)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> together.join(i, groups::add)))
                    .toList();
            while (together.waiting() < 10) {
                Thread.onSpinWait();
            }
            mayEnd.countDown();
            first.get();
            for (Future<?> other : others) {
                other.get();
            }
        }

        assertThat(groups).hasSize(3);
        assertThat(groups.get(0)).containsExactly(0);
        assertThat(groups.get(1)).as("no more than are allowed").hasSize(8);
        assertThat(groups.get(2)).hasSize(2);
        assertThat(groups.stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .hasSize(11);
    }

    @Test
    void a_group_that_fails_keeps_nobody_waiting() {
        Together<Integer> together = new Together<>(1, 8);

        assertThatThrownBy(() -> together.join(1, group -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        together.join(2, groups::add);

        assertThat(groups).containsExactly(List.of(2));
    }

    @Test
    void all_get_through_whatever_the_order() throws Exception {
        Together<Integer> together = new Together<>(2, 4);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, 2_000)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> together.join(i, groups::add)))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(groups.stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .hasSize(2_000);
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeBetween(1, 4));
        assertThat(together.waiting()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
