package dev.devledger.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.access.RequestLimiter.Admission.In;
import dev.devledger.application.access.RequestLimiter.Admission.Kind;
import dev.devledger.application.access.RequestLimiter.Admission.TooMany;
import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.access.RequestLimiter.Limit.SessionLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionUseTest {
    private long now = Long.MAX_VALUE - Duration.ofMillis(500).toNanos(); // overflows soon, as a nanosecond clock may
    private int spoken;
    private Runnable whenSpoken = () -> {};
    private final SessionUse use = new SessionUse(
            new SessionLimits(new Limit(3), new Limit(2)),
            () -> {
                spoken++;
                whenSpoken.run();
            },
            () -> now,
            Duration.ofMillis(5));

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void no_second_has_more_requests_than_the_limit_wherever_it_begins() {
        assertThat(use.admit(false)).isInstanceOf(In.class);
        pass(Duration.ofMillis(400));
        assertThat(use.admit(false)).isInstanceOf(In.class);
        assertThat(use.admit(false)).isInstanceOf(In.class);
        pass(Duration.ofMillis(400));
        for (int i = 0; i < 5; i++) {
            assertThat(use.admit(false))
                    .as("what is refused does not count")
                    .isEqualTo(new TooMany(Kind.REQUESTS, new Limit(3), Duration.ofMillis(200)));
        }
        pass(Duration.ofMillis(200));
        assertThat(use.admit(false)).as("the first is a second ago").isInstanceOf(In.class);
        assertThat(use.admit(false)).isEqualTo(new TooMany(Kind.REQUESTS, new Limit(3), Duration.ofMillis(400)));
    }

    @Test
    void a_stream_has_its_place_until_it_is_closed() {
        In first = (In) use.admit(true);
        assertThat(use.admit(true)).isInstanceOf(In.class);
        assertThat(use.admit(true)).isEqualTo(new TooMany(Kind.AT_ONCE, new Limit(2), Duration.ofSeconds(1)));
        assertThat(use.admit(true))
                .as("each of them was a request")
                .isInstanceOfSatisfying(
                        TooMany.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.REQUESTS));
        assertThat(spoken)
                .as("and who sends more of them costs nobody anything")
                .isEqualTo(2);
        pass(Duration.ofSeconds(1));
        assertThat(use.admit(false)).as("other requests go on").isInstanceOf(In.class);
        first.close();
        first.close();
        assertThat(use.admit(true)).isInstanceOf(In.class);
        assertThat(use.admit(true)).as("it was given back once").isInstanceOf(TooMany.class);
    }

    @Test
    void where_all_places_are_taken_it_is_found_who_has_left_without_a_word() {
        In gone = (In) use.admit(true);
        assertThat(use.admit(true)).isInstanceOf(In.class);
        assertThat(spoken).as("as long as there is room nobody is asked").isZero();
        whenSpoken = () -> {
            if (spoken == 2) { // the first word is lost
                gone.close();
            }
        };
        assertThat(use.admit(true)).isInstanceOf(In.class);
        assertThat(spoken).isEqualTo(2);
        pass(Duration.ofSeconds(1));
        assertThat(use.admit(true)).isInstanceOf(TooMany.class);
        assertThat(spoken).isEqualTo(4);
    }

    @Test
    void without_limits_all_come_in() {
        SessionUse unlimited = new SessionUse(SessionLimits.OFF, () -> spoken++, () -> now, Duration.ofMillis(5));
        for (int i = 0; i < 1_000; i++) {
            assertThat(unlimited.admit(i % 2 == 0)).isInstanceOf(In.class);
        }
        assertThat(spoken).isZero();
    }
}
