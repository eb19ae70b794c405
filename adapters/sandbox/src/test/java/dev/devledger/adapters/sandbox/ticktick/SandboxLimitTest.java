package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickSandboxConfiguration.TickTickFaultFilter;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sandbox as it is served to people: limited as TickTick is, without faults, and lasting. */
class SandboxLimitTest {
    private static final SteppingClock CLOCK = new SteppingClock("2026-10-26T06:13:20Z");

    @Test
    @Tag("b06")
    void b06_request_101_in_a_minute_is_refused_and_a_restart_finds_everything_again() throws IOException {
        try (SandboxServer server = SandboxServer.start(CLOCK, Map.of())) {
            TickTickCalls first = new TickTickCalls(server.url() + Call.PATH, SandboxServer.TOKEN);
            TickTickCalls second = new TickTickCalls(server.url() + Call.PATH, SandboxServer.TOKEN + "-2");
            String list = first.project("lasting");
            for (int i = 1; i < 100; i++)
                assertThat(first.get("/project").status()).isEqualTo(200);
            var refused = second.get("/project");
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.text("errorCode")).isEqualTo("exceed_query_limit");
            assertThat(refused.headers().get("Retry-After")).isNull();
            CLOCK.pass(Duration.ofSeconds(61));
            assertThat(second.get("/project").ids()).containsExactly(list);
            assertThat(new TickTickCalls(server.url(), "none")
                            .get(TickTickFaultFilter.CONTROL)
                            .status())
                    .isEqualTo(404);

            String inbox = first.create("'title':'kept'").text("projectId");
            server.restart(CLOCK, Map.of());
            TickTickCalls after = new TickTickCalls(server.url() + Call.PATH, SandboxServer.TOKEN);
            assertThat(after.get("/project").ids()).containsExactly(list);
            assertThat(after.open(inbox)).hasSize(1);
        }
    }

    @Test
    @Tag("b06")
    void b06_request_301_in_five_minutes_is_refused_although_no_minute_was_too_full() throws IOException {
        try (SandboxServer server = SandboxServer.start(CLOCK, Map.of())) {
            TickTickCalls ticktick = new TickTickCalls(server.url() + Call.PATH, SandboxServer.TOKEN);
            for (int minute = 0; minute < 3; minute++) {
                for (int i = 0; i < 100; i++)
                    assertThat(ticktick.get("/project").status()).isEqualTo(200);
                CLOCK.pass(Duration.ofSeconds(61));
            }
            var refused = ticktick.get("/project");
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.text("errorCode")).isEqualTo("exceed_query_limit");
            // Five minutes after the first hundred, and not before.
            CLOCK.pass(Duration.ofSeconds(115));
            assertThat(ticktick.get("/project").status()).isEqualTo(500);
            CLOCK.pass(Duration.ofSeconds(3));
            assertThat(ticktick.get("/project").status()).isEqualTo(200);
        }
    }
}
