package dev.devledger.adapters.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.door.SlowClientProtocol.SlowClientLimit;
import dev.devledger.adapters.door.SlowClientProtocol.Wait;
import dev.devledger.adapters.door.SlowClientProtocol.Wait.Direction;
import dev.devledger.adapters.door.SlowClientProtocol.Wait.TransferProgress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitTest {
    private static final SlowClientLimit PATIENCE = new SlowClientLimit(Duration.ofSeconds(20), 1_000);
    private static final long FIRST_REQUEST = 1;

    private Wait wait = new Wait(TransferProgress.IDLE, 0);
    private long now;

    /** A look after so many seconds; whether the client is cut off. */
    private boolean look(int seconds, Direction what, long request, long bytes) {
        now += Duration.ofSeconds(seconds).toNanos();
        wait = Wait.after(wait, new TransferProgress(what, request, bytes), now, PATIENCE);
        return wait.isTooLong(now, PATIENCE);
    }

    @Test
    void a_byte_now_and_then_is_not_enough() {
        assertThat(look(0, Direction.REQUEST, FIRST_REQUEST, 10)).isFalse();
        assertThat(look(10, Direction.REQUEST, FIRST_REQUEST, 11)).isFalse();
        assertThat(look(9, Direction.REQUEST, FIRST_REQUEST, 1_009)).isFalse();
        assertThat(look(1, Direction.REQUEST, FIRST_REQUEST, 1_009)).isTrue();
    }

    @Test
    void who_brings_enough_in_each_window_may_take_as_long_as_they_like() {
        long bytes = 0;
        for (int i = 0; i < 100; i++) {
            assertThat(look(19, Direction.ANSWER, FIRST_REQUEST, bytes)).isFalse();
            bytes += 1_000;
        }
    }

    /** What came before the pause does not count for it. */
    @Test
    void who_was_fast_may_not_stop() {
        assertThat(look(0, Direction.REQUEST, FIRST_REQUEST, 0)).isFalse();
        assertThat(look(1, Direction.REQUEST, FIRST_REQUEST, 1_000_000)).isFalse();
        assertThat(look(19, Direction.REQUEST, FIRST_REQUEST, 1_000_001)).isFalse();
        assertThat(look(1, Direction.REQUEST, FIRST_REQUEST, 1_000_001)).isTrue();
    }

    @Test
    void a_wait_ends_where_something_else_is_waited_for() {
        assertThat(look(0, Direction.REQUEST, FIRST_REQUEST, 0)).isFalse();
        assertThat(look(19, Direction.ANSWER, FIRST_REQUEST, 0)).isFalse();
        assertThat(look(19, Direction.ANSWER, 2, 0)).as("the next request").isFalse();
        assertThat(look(19, Direction.NOTHING, 0, 0)).isFalse();
        assertThat(look(1_000, Direction.NOTHING, 0, 0))
                .as("it works, or nobody asks")
                .isFalse();
        assertThat(look(1, Direction.ANSWER, 2, 0)).isFalse();
        assertThat(look(20, Direction.ANSWER, 2, 0)).isTrue();
    }
}
