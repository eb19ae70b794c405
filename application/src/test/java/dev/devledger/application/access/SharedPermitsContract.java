package dev.devledger.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import dev.devledger.application.access.RequestLimiter.SharedPermits.Grant;
import dev.devledger.application.access.RequestLimiter.SharedPermits.PermitRequest;
import dev.devledger.application.access.RequestLimiter.SharedPermits.Unused;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the limits rely on, for every store of permits. */
public abstract class SharedPermitsContract {
    private static final CallerLimits LIMITS = new CallerLimits(new Limit(100), new Limit(5));

    /** A caller that no other test uses. */
    private final String caller = "caller " + UUID.randomUUID();

    private SharedPermits one;
    private SharedPermits two;

    /** Returns one more node that shares the permits. */
    protected abstract SharedPermits node();

    @BeforeEach
    void two_nodes() {
        one = node();
        two = node();
    }

    private Grant take(SharedPermits node, int requests, int places) {
        return node.take(caller, LIMITS, new PermitRequest(requests, places, null));
    }

    @Test
    void a_block_is_what_was_asked_for_but_no_more_than_a_quarter_of_what_is_left() {
        assertThat(take(one, 10, 0).requests()).isEqualTo(10);
        assertThat(take(two, 50, 0).requests()).isEqualTo(22);
        assertThat(take(one, 50, 0).requests()).isEqualTo(17);
        assertThat(take(one, 0, 0).requests()).isZero();
    }

    @Test
    void all_nodes_together_get_as_many_as_there_are_and_then_have_to_wait() {
        int all = 0;
        Grant last = take(one, 1, 0);
        while (last.requests() > 0) {
            all += last.requests();
            assertThat(last.good()).isBetween(Duration.ZERO, SharedPermits.SLOT);
            last = take(all % 2 == 0 ? one : two, 7, 0);
        }
        assertThat(all).isEqualTo(100);
        assertThat(last.after()).isBetween(Duration.ofSeconds(49), Duration.ofSeconds(70));
        assertThat(two.take("another " + caller, LIMITS, new PermitRequest(7, 0, null))
                        .requests())
                .isEqualTo(7);
    }

    @Test
    void what_was_not_used_is_there_again() {
        Grant block = take(one, 20, 0);
        assertThat(take(two, 100, 0).requests()).isEqualTo(20);
        Grant next = one.take(caller, LIMITS, new PermitRequest(100, 0, new Unused(block.slot(), 20)));
        assertThat(next.requests()).isEqualTo(20);
    }

    @Test
    void places_are_held_by_a_node_until_it_gives_them_back() {
        assertThat(take(one, 0, 3).places()).isEqualTo(3);
        assertThat(take(one, 0, 4).places())
                .as("all of them, with those before")
                .isEqualTo(4);
        assertThat(take(two, 0, 1).places()).isEqualTo(1);
        assertThat(take(two, 0, 2).places()).isEqualTo(1);
        assertThat(take(one, 0, 5).places()).isEqualTo(4);
        one.hold(caller, 2);
        assertThat(take(two, 0, 5).places()).isEqualTo(3);
        one.hold(caller, 0);
        two.hold(caller, 0);
        assertThat(take(one, 0, 9).places()).isEqualTo(5);
    }

    @Test
    void however_many_ask_at_the_same_time_nobody_gets_too_much() throws InterruptedException, ExecutionException {
        List<SharedPermits> nodes = IntStream.range(0, 8).mapToObj(i -> node()).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Grant>> grants = IntStream.range(0, 400)
                    .mapToObj(i -> threads.submit(() -> take(nodes.get(i % 8), 1, 2)))
                    .toList();
            int requests = 0;
            for (Future<Grant> each : grants) {
                requests += each.get().requests();
            }
            assertThat(requests).isEqualTo(100);
        }
        int places = nodes.stream().mapToInt(node -> take(node, 0, 2).places()).sum();
        assertThat(places).isBetween(1, 5);
    }
}
