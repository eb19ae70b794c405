package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a monitoring system and a waiting person see of the sync. */
@Tag("long")
class WatchingIT {
    private static final String CONNECTOR = "{connector=\"ticktick\"}";
    private static final int FOR_EVER = 1_000_000;
    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;
    private static Sandbox ticktick;

    @BeforeAll
    static void start() {
        devledger = RunningDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.budget=950/60s,2850/300s");
        api = devledger.api();
        ledger = new Ledger(api);
        ticktick = new Sandbox(api);
        ledger.card(ledger.project("The first card, which makes the list", ""));
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    @BeforeEach
    @AfterEach
    void nothing_is_wrong_and_nothing_waits() {
        ticktick.calm();
        ledger.sync();
        ledger.idle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not-the-token"})
    void the_metrics_are_closed_without_the_owner_token(String token) {
        Api.Answer answer = api.as(token).get(401, "/actuator/prometheus");
        assertThat(answer.body()).doesNotContain("devledger_sync");
    }

    /** It took a twentieth of what the server did for a request. */
    @Test
    void requests_are_counted_and_the_filters_that_they_pass_are_not() {
        api.get(200, "/api/projects?limit=1");
        assertThat(api.get(200, "/actuator/prometheus").body())
                .contains("http_server_requests_seconds_count")
                .doesNotContain("spring_security");
    }

    @Test
    void a_push_is_counted_and_leaves_nothing_waiting() {
        Map<String, Double> before = scrape();
        ledger.card(ledger.project("Counted", ""));
        ledger.sync();
        ledger.idle();
        Map<String, Double> after = scrape();

        assertThat(grown("devledger_sync_pushed_total" + CONNECTOR, before, after))
                .isEqualTo(1);
        assertThat(grown("devledger_sync_pulled_total" + CONNECTOR, before, after))
                .isZero();
        assertThat(grown("devledger_sync_conflicts_total" + CONNECTOR, before, after))
                .isZero();
        assertThat(grown(requests("ok"), before, after)).isPositive();
        assertThat(grown(requests("unknown"), before, after)).isZero();
        assertThat(grown(cycles("true", "narrow"), before, after)).isPositive();
        assertThat(grown(cycles("true", "full"), before, after)).isPositive();
        // A gauge may be as it was a second ago.
        Ledger.eventually(() -> assertThat(scrape())
                .containsEntry("devledger_sync_pending" + CONNECTOR, 0.0)
                .containsEntry("devledger_sync_lag_seconds" + CONNECTOR, 0.0)
                .containsEntry("devledger_sync_conflicts_open" + CONNECTOR, 0.0));
        assertThat(after.get("devledger_sync_last_complete_read_age_seconds" + CONNECTOR))
                .isBetween(0.0, 60.0);
        String list = ticktick.list("Dev Projects");
        assertThat(after.get("devledger_sync_list_read_age_seconds{connector=\"ticktick\",list=\"" + list + "\"}"))
                .isBetween(0.0, 60.0);
        assertThat(after).containsKeys(cycles("_sum", "true", "full"), cycles("_max", "true", "full"));
        assertThat(after.get("devledger_sync_budget_left{connector=\"ticktick\",window=\"60s\"}"))
                .isBetween(0.0, 949.0);
        assertThat(after.get("devledger_sync_budget_left{connector=\"ticktick\",window=\"300s\"}"))
                .isBetween(0.0, 2849.0);
    }

    @Test
    void health_tells_its_owner_how_long_ago_each_list_was_read() {
        String list = ticktick.list("Dev Projects");
        ledger.sync();
        JsonNode health = api.read("/actuator/health");
        JsonNode told = health.at("/components/ticktick/details");
        assertThat(text(told.path("lists"), list)).matches("read \\d+ s ago");
        assertThat(api.as("").get(200, "/actuator/health").body()).doesNotContain(list);
    }

    @Test
    void what_cannot_be_pushed_waits_and_is_seen_to_wait() {
        Map<String, Double> before = scrape();
        ticktick.fault("unauthorized", FOR_EVER, "");
        ledger.project("Waits", "");
        eventually(() -> {
            Map<String, Double> now = scrape();
            assertThat(grown(requests("needs-authorization"), before, now)).isPositive();
            assertThat(now).containsEntry("devledger_sync_pending" + CONNECTOR, 1.0);
            assertThat(now.get("devledger_sync_lag_seconds" + CONNECTOR)).isGreaterThanOrEqualTo(1.0);
        });
    }

    @Test
    void a_long_sync_says_how_far_it_has_come() {
        devledger.leaveAlone(Duration.ofMinutes(5));
        IntStream.range(0, 60).forEach(i -> ledger.project("One of sixty, " + i, ""));
        ticktick.fault("delay", FOR_EVER, "POST /task/batch", 4000);
        CompletableFuture<JsonNode> cycle = CompletableFuture.supplyAsync(ledger::sync);
        // Fifty go with the first call, which takes four seconds as every one does; ten with the second.
        ledger.eventuallyStatus(status -> {
            assertThat(text(status, "state")).isEqualTo("running");
            assertThat(text(status, "message")).isEqualTo("50 of 60 done, less than a minute left");
        });
        assertThat(ticktick.requests("POST /task/batch"))
                .as("calls that were slow")
                .isPositive();
        ticktick.calm();

        assertThat(cycle.join().path("pushed").asInt()).isEqualTo(60);
        ledger.eventuallyStatus(status -> {
            assertThat(text(status, "state")).isEqualTo("idle");
            assertThat(status.path("message").isNull()).isTrue();
        });
    }

    private static Map<String, Double> scrape() {
        return api.get(200, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("devledger_"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static String requests(String outcome) {
        return "devledger_sync_requests_total{connector=\"ticktick\",outcome=\"" + outcome + "\"}";
    }

    private static String cycles(String complete, String kind) {
        return cycles("_count", complete, kind);
    }

    private static String cycles(String of, String complete, String kind) {
        return "devledger_sync_cycle_seconds" + of + "{complete=\"" + complete + "\",connector=\"ticktick\",kind=\""
                + kind + "\"}";
    }

    /** Fails where the metric is not there. */
    private static double grown(String metric, Map<String, Double> before, Map<String, Double> after) {
        assertThat(before).containsKey(metric);
        assertThat(after).containsKey(metric);
        return after.get(metric) - before.get(metric);
    }
}
