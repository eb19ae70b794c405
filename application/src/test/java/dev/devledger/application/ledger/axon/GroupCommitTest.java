package dev.devledger.application.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.ledger.axon.WriteGroups.GroupCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GroupCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());

    @Test
    void one_who_comes_alone_goes_alone() {
        GroupCommit<Integer> together = together(1, 8);

        together.join(1, this::run);
        together.join(2, this::run);

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void who_comes_meanwhile_goes_together() throws Exception {
        GroupCommit<Integer> together = together(1, 8);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> together.join(0, group -> {
                run(group);
                begun.countDown();
                await(mayEnd);
                return null;
            }));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            List<Future<?>> others = IntStream.rangeClosed(1, 10)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> together.join(i, this::run)))
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
        GroupCommit<Integer> together = together(1, 8);

        assertThatThrownBy(() -> together.join(1, group -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        together.join(2, this::run);

        assertThat(groups).containsExactly(List.of(2));
    }

    @Test
    void all_get_through_whatever_the_order() throws Exception {
        GroupCommit<Integer> together = together(2, 4);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, 2_000)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> together.join(i, this::run)))
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

    @Test
    void who_waits_behind_what_cannot_be_done_hears_it_too() throws Exception {
        GroupCommit<Integer> together = together(1, 8);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> together.join(0, group -> {
                begun.countDown();
                await(mayEnd);
                return new IllegalStateException("away");
            }));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            List<Future<?>> others = IntStream.rangeClosed(1, 150)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> together.join(i, this::run)))
                    .toList();
            while (together.waiting() < 150) {
                Thread.onSpinWait();
            }
            mayEnd.countDown();
            first.get();
            for (Future<?> other : others) {
                assertThatThrownBy(other::get).hasRootCauseMessage("away");
            }
        }
        together.join(200, this::run);

        assertThat(groups).as("none of those is run, and the next one is").containsExactly(List.of(200));
    }

    @Test
    void a_group_that_takes_too_long_loses_its_place_and_who_is_in_it_is_told() throws Exception {
        AtomicLong now = new AtomicLong();
        Deadlines deadlines = new Deadlines(Thread.ofVirtual().factory(), Duration.ofMillis(1), 100, now::get);
        GroupCommit<Integer> together =
                new GroupCommit<>(1, 8, deadlines, PATIENCE, () -> new IllegalStateException("late"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> together.join(0, group -> {
                begun.countDown();
                await(stuck);
                return null;
            }));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            List<Future<?>> members = IntStream.of(1, 2)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> together.join(i, group -> {
                        await(mayEnd);
                        return run(group);
                    })))
                    .toList();
            while (together.waiting() < 2) {
                Thread.onSpinWait();
            }

            now.addAndGet(PATIENCE.toNanos()); // one of them takes the place, and the other one with it
            while (together.waiting() > 0) {
                Thread.onSpinWait();
            }
            now.addAndGet(PATIENCE.multipliedBy(2).toNanos());
            while (members.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            assertThat(members.stream().map(member -> outcome(member))).containsExactlyInAnyOrder("waits", "late");
            together.join(3, this::run);
            assertThat(groups).as("two are stuck, and others go on").containsExactly(List.of(3));

            mayEnd.countDown();
            stuck.countDown();
            first.get();
        }
        together.join(4, this::run);
        assertThat(groups).contains(List.of(4));
    }

    private static String outcome(Future<?> member) {
        if (!member.isDone()) {
            return "waits";
        }
        try {
            member.get();
            return "done";
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GroupCommit<Integer> together(int groups, int most) {
        return new GroupCommit<>(groups, most, new Deadlines(), PATIENCE, () -> new IllegalStateException("late"));
    }

    private @Nullable RuntimeException run(List<Integer> group) {
        groups.add(group);
        return null;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
