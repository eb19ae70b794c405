package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.access.RequestLimiter.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessesTest {
    private static final int MOST = 6;

    private Instant now = Instant.EPOCH;
    private final List<Duration> holds = new ArrayList<>();
    private final GuessLimit guesses = new GuessLimit(new Limit(MOST), () -> now, holds::add);

    private List<Duration> wrong(String address, int times) {
        return IntStream.range(0, times).mapToObj(i -> guesses.wrong(address)).toList();
    }

    @Test
    void some_in_a_minute_are_answered_as_usual_and_then_one_each_ten_seconds() {
        assertThat(wrong("192.0.2.1", MOST)).containsOnly(Duration.ZERO);
        assertThat(holds).isEmpty();
        assertThat(wrong("192.0.2.1", 3)).containsOnly(Duration.ofSeconds(10));
        assertThat(holds).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        now = now.plusSeconds(7);
        assertThat(guesses.wrong("192.0.2.1")).isEqualTo(Duration.ofSeconds(3));
        now = now.plusSeconds(3);
        assertThat(guesses.wrong("192.0.2.1")).isZero();
        assertThat(guesses.wrong("192.0.2.1")).isPositive();
        now = now.plusSeconds(3_600);
        assertThat(wrong("192.0.2.1", MOST)).containsOnly(Duration.ZERO);
        assertThat(guesses.wrong("192.0.2.1")).isPositive();
    }

    @Test
    void another_address_is_another_one() {
        wrong("192.0.2.1", MOST);
        assertThat(wrong("192.0.2.2", MOST)).containsOnly(Duration.ZERO);
    }

    @Test
    void who_has_a_network_of_addresses_is_one() {
        for (int i = 0; i < MOST; i++) {
            assertThat(guesses.wrong("2001:db8:0:7::" + i)).isZero();
        }
        assertThat(guesses.wrong("2001:db8:0:7:ffff:1:2:3")).isPositive();
        assertThat(guesses.wrong("2001:db8:0:8::1")).isZero();
    }

    @Test
    void who_has_ever_so_many_addresses_is_slowed_down_too() {
        int usual = 0;
        for (int i = 0; i < 100_000; i++) {
            usual += guesses.wrong("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255))
                            .isZero()
                    ? 1
                    : 0;
        }
        assertThat(usual).isEqualTo(15 * MOST);
    }

    @Test
    void off_is_off() {
        GuessLimit off = new GuessLimit(Limit.OFF, () -> now, holds::add);
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> off.wrong("192.0.2.1")))
                .containsOnly(Duration.ZERO);
        assertThat(holds).isEmpty();
    }

    @Test
    void a_clock_that_goes_back_gives_nothing_away() {
        wrong("192.0.2.1", MOST);
        now = now.minusSeconds(3_600);
        assertThat(guesses.wrong("192.0.2.1")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.9.9.9, 127.9.9.9, true",
        "192.0.2.1, 192.0.2.1, false",
        "::1, 00:00:00:00:00:00:00:00::/64, true",
        "0:0:0:0:0:0:0:1, 00:00:00:00:00:00:00:00::/64, true",
        "2001:db8::1, 20:01:0d:b8:00:00:00:00::/64, false",
        "localhost, localhost, false",
        "ledger.example, ledger.example, false",
        "999.1.1.1, 999.1.1.1, false",
        "1, 1, false"
    })
    void what_an_address_says(String address, String network, boolean loopback) {
        assertThat(ClientAddress.of(address)).isEqualTo(network);
        assertThat(ClientAddress.isLoopback(address)).isEqualTo(loopback);
    }

    @Test
    void what_a_header_says_is_cut() {
        assertThat(ClientAddress.of("x".repeat(10_000))).hasSize(45);
    }
}
