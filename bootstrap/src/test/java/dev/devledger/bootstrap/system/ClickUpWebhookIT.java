package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** ClickUp delivers what changes: it is here at once, though it is polled only once an hour. */
@Tag("long")
class ClickUpWebhookIT {
    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;
    private static ClickUpThere clickup;
    private static String secret;
    private static String list;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String endpoint = "http://127.0.0.1:" + port + "/hooks/clickup";
        devledger = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "spring.main.sources=" + LaterOn.class.getName(),
                "server.port=" + port,
                "devledger.ticktick.mode=off",
                "devledger.clickup.mode=sandbox",
                "devledger.clickup.budget=off",
                "devledger.clickup.settle=1s",
                "devledger.clickup.poll-interval=1h",
                "devledger.clickup.webhook-url=" + endpoint);
        api = devledger.api();
        ledger = new Ledger(api);
        clickup = new ClickUpThere(api);
        eventually(() -> {
            List<JsonNode> registered =
                    elements(clickup.get("/team/" + clickup.team() + "/webhook").path("webhooks"));
            assertThat(registered).singleElement().satisfies(each -> {
                assertThat(text(each, "endpoint")).isEqualTo(endpoint);
                secret = text(each, "secret");
            });
        });
        list = ledger.card(ledger.project("Delivered", ""));
    }

    /** A clock that a test can move for its own thread: db-scheduler has another one. */
    @Configuration(proxyBeanMethods = false)
    static class LaterOn {
        private static final ThreadLocal<Duration> AHEAD = ThreadLocal.withInitial(() -> Duration.ZERO);

        @Bean
        @Primary
        Clock clockAhead() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return Clock.offset(Clock.system(zone), AHEAD.get());
                }

                @Override
                public Instant instant() {
                    return Instant.now().plus(AHEAD.get());
                }
            };
        }
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    private static String title(String task) {
        return text(api.read("/api/tasks/" + task), "title");
    }

    @Test
    void what_is_edited_made_and_deleted_there_is_here_soon() {
        String task = ledger.task(ledger.project("Edited by hand", ""), "Typed here", "");
        String id = ledger.subtask(task);
        clickup.edit(id, "{\"name\":\"Typed there\"}");
        eventually(() -> assertThat(title(task)).isEqualTo("Typed there"));

        String made = clickup.add(list, "New there");
        eventually(() ->
                assertThat(Samples.texts(api.read("/api/tasks?q=New"), "title")).contains("New there"));
        clickup.delete("/task/" + made);
        eventually(() -> assertThat(Samples.texts(api.read("/api/sync/conflicts"), "kind"))
                .contains("existence"));
        clickup.addList("A list of theirs");
        eventually(() -> assertThat(Samples.texts(api.read("/api/projects?q=theirs"), "name"))
                .contains("A list of theirs"));
    }

    @Test
    void what_is_not_signed_is_no_reason_to_look_and_many_deliveries_of_one_change_are_one() throws Exception {
        String id = ledger.subtask(ledger.task(ledger.project("Delivered often", ""), "Looked at", ""));
        ledger.idle();
        clickup.calm();
        String body = "{\"event\":\"taskUpdated\",\"task_id\":\"" + id + "\",\"history_items\":[]}";
        Api nobody = api.as("");
        nobody.post(400, "/hooks/clickup", body);
        nobody.post(400, "/hooks/clickup", body, "X-Signature", signed(body + " "));
        api.post(200, "/api/sync/run", null);
        assertThat(clickup.calls()).doesNotContain("GET /task/" + id);

        clickup.calm();
        clickup.fault("delay", 1, "^GET /task/" + id, 1_500);
        for (int i = 0; i < 6; i++) {
            nobody.post(200, "/hooks/clickup", body, "X-Signature", signed(body));
        }
        eventually(() -> assertThat(clickup.calls()).contains("GET /task/" + id));
        ledger.idle();
        api.post(200, "/api/sync/run", null);
        assertThat(clickup.calls())
                .filteredOn(call -> call.equals("GET /task/" + id))
                .as("one that is under way, and one for all that came meanwhile")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void one_that_clickup_has_suspended_is_revived_and_what_it_missed_is_looked_for() {
        String task = ledger.task(ledger.project("Not delivered", ""), "Typed here", "");
        String id = ledger.subtask(task);
        ledger.idle();
        JsonNode ours = webhook();
        String path = ClickUpThere.API + "/webhook/" + text(ours, "id");
        String elsewhere = api.base().resolve("/api/tasks").toString(); // where nobody is let in without a token
        api.put(200, path, "{\"endpoint\":\"" + elsewhere + "\"}");
        clickup.edit(id, "{\"name\":\"Typed there, and not delivered\"}");
        eventually(() -> assertThat(text(webhook().path("health"), "status")).isEqualTo("suspended"));
        api.put(200, path, "{\"endpoint\":\"" + text(ours, "endpoint") + "\"}");
        assertThat(title(task)).isEqualTo("Typed here");

        LaterOn.AHEAD.set(Duration.ofMinutes(11)); // it is asked for how it is every ten minutes
        devledger.inside().upkeep.get("clickup").run();
        LaterOn.AHEAD.remove();
        assertThat(text(webhook().path("health"), "status")).isEqualTo("active");
        eventually(() -> assertThat(title(task)).isEqualTo("Typed there, and not delivered"));
        clickup.edit(id, "{\"name\":\"Typed there, and delivered\"}");
        eventually(() -> assertThat(title(task)).isEqualTo("Typed there, and delivered"));
    }

    private static JsonNode webhook() {
        return clickup.get("/team/" + clickup.team() + "/webhook").at("/webhooks/0");
    }

    private static String signed(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
