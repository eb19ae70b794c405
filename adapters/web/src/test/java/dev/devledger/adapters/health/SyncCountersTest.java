package dev.devledger.adapters.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.health.SyncGauges.SyncCounters;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.memory.Cycles.Cycle;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SyncCountersTest {
    private static final Instant AT = Instant.parse("2026-03-31T09:15:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SyncMeters counters = new SyncCounters(
            registry, new ConnectedAccount("ticktick", "sandbox", ConnectorMode.SANDBOX, remote -> ""));

    @Test
    void every_counter_is_there_before_anything_has_happened() {
        assertThat(registry.find("devledger.sync.requests").counters())
                .allMatch(counter -> counter.count() == 0)
                .extracting(counter -> counter.getId().getTag("outcome"))
                .containsExactlyInAnyOrder(
                        "ok", "refused", "unknown", "rate-limited", "unreachable", "needs-authorization", "off");
        assertThat(registry.find("devledger.sync.cycle").timers())
                .allMatch(timer -> timer.count() == 0)
                .extracting(timer ->
                        timer.getId().getTag("kind") + " " + timer.getId().getTag("complete"))
                .containsExactlyInAnyOrder("narrow true", "narrow false", "full true", "full false");
        assertThat(count("pulled")).isZero();
        assertThat(count("pushed")).isZero();
        assertThat(count("conflicts")).isZero();
    }

    @Test
    void each_answer_is_counted_under_what_became_of_the_request() {
        List.of(
                        new RemoteAnswer.Ok<>("done"),
                        new RemoteAnswer.Ok<>("done"),
                        new RemoteAnswer.Refused<>("no"),
                        new RemoteAnswer.Unknown<>("lost"),
                        new RemoteAnswer.NotSent<>(NotSentReason.RATE_LIMITED, "full", Duration.ZERO),
                        new RemoteAnswer.NotSent<>(NotSentReason.UNREACHABLE, "away", Duration.ZERO),
                        new RemoteAnswer.NotSent<>(NotSentReason.NEEDS_AUTHORIZATION, "who", Duration.ZERO),
                        new RemoteAnswer.NotSent<>(NotSentReason.NEEDS_AUTHORIZATION, "who", Duration.ZERO))
                .forEach(counters::answered);

        assertThat(requests("ok")).isEqualTo(2);
        assertThat(requests("refused")).isEqualTo(1);
        assertThat(requests("unknown")).isEqualTo(1);
        assertThat(requests("rate-limited")).isEqualTo(1);
        assertThat(requests("unreachable")).isEqualTo(1);
        assertThat(requests("needs-authorization")).isEqualTo(2);
        assertThat(requests("off")).isZero();
    }

    @Test
    void cycles_add_up() {
        counters.over(new Cycle(new UUID(0, 1), "full", AT, AT.plusSeconds(7), true, 3, 4, 1, 20, null));
        counters.over(new Cycle(new UUID(0, 2), "full", AT, AT.plusSeconds(2), true, 1, 0, 0, 5, null));
        counters.over(new Cycle(new UUID(0, 3), "narrow", AT, AT.plusMillis(500), false, 0, 2, 0, 3, "away"));

        assertThat(count("pulled")).isEqualTo(4);
        assertThat(count("pushed")).isEqualTo(6);
        assertThat(count("conflicts")).isEqualTo(1);
        assertThat(cycles("full", "true").count()).isEqualTo(2);
        assertThat(cycles("full", "true").totalTime(TimeUnit.SECONDS)).isEqualTo(9.0);
        assertThat(cycles("narrow", "false").totalTime(TimeUnit.SECONDS)).isEqualTo(0.5);
        assertThat(cycles("narrow", "true").count()).isZero();
    }

    private double count(String name) {
        return registry.get("devledger.sync." + name)
                .tag("connector", "ticktick")
                .counter()
                .count();
    }

    private double requests(String outcome) {
        return registry.get("devledger.sync.requests")
                .tag("connector", "ticktick")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private Timer cycles(String kind, String complete) {
        return registry.get("devledger.sync.cycle")
                .tag("connector", "ticktick")
                .tag("kind", kind)
                .tag("complete", complete)
                .timer();
    }
}
