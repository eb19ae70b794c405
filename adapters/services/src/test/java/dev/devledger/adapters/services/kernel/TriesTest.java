package dev.devledger.adapters.services.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TriesTest {

    /** A thousand times: 200 and 400 values, so that fewer than 100 different ones, or one too many, do not happen. */
    @Test
    void the_pauses_are_spread_over_all_they_may_be() {
        for (int tries = 1; tries <= 2; tries++) {
            int nth = tries;
            Set<Long> pauses = IntStream.range(0, 1_000)
                    .mapToObj(i -> Tries.JITTER.apply(nth))
                    .collect(Collectors.toSet());
            assertThat(pauses).hasSizeGreaterThan(100).allMatch(pause -> pause >= 0 && pause < 100L << nth);
        }
    }
}
