package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks. */
class HookBehavioursTest extends OnTrackingTime {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONG = Duration.ofSeconds(20);

    record Delivery(Headers headers, JsonNode body) {}

    @Test
    @Tag("b25")
    void b25_new_and_changed_entries_are_delivered_unsigned_and_deleted_ones_are_not() throws Exception {
        BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();
        HttpServer receiver = receiver(delivered);
        try {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            long hook = trackingtime
                    .get("/webhooks/add?url=" + url + "&events=event.updated,event.created&grouped=false")
                    .id();
            long id = entry("2026-03-09", "09:00", "10:00", "").id();
            Delivery created = next(delivered);
            assertThat(created.body().path("event").asString()).isEqualTo("event.created");
            assertThat(created.body().at("/data/id").asLong()).isEqualTo(id);
            assertThat(created.headers().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("signature"));
            trackingtime.put("/events/update/" + id, "{'end': '2026-03-09 10:30:00'}");
            assertThat(next(delivered).body().path("event").asString()).isEqualTo("event.updated");
            trackingtime.delete("/events/delete/" + id);
            long second = entry("2026-03-09", "11:00", "12:00", "").id();
            assertThat(next(delivered).body().at("/data/id").asLong())
                    .as("nothing was said of the deletion")
                    .isEqualTo(second);
            habit("webhookDeletes", "sent");
            trackingtime.delete("/events/delete/" + second);
            assertThat(next(delivered).body().path("event").asString()).isEqualTo("event.deleted");
            trackingtime.put("/webhooks/disable/" + hook, "");
            entry("2026-03-09", "13:00", "14:00", "");
            assertThat(control.post("/deliveries", "{}").json().path("waiting").asLong())
                    .isZero();
            assertThat(delivered).isEmpty();
        } finally {
            receiver.stop(0);
        }
    }

    private static Delivery next(BlockingQueue<Delivery> delivered) throws InterruptedException {
        Delivery next = delivered.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static HttpServer receiver(BlockingQueue<Delivery> delivered) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            delivered.add(new Delivery(exchange.getRequestHeaders(), JSON.readTree(body)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    @Tag("b25")
    void b25_the_list_comes_in_two_shapes() {
        long hook = trackingtime
                .post("/webhooks/add", "{'url': 'http://localhost:1/x'}")
                .id();
        assertThat(trackingtime.get("/webhooks").ids("id")).containsExactly(hook);
        habit("webhookList", "wrapped");
        assertThat(trackingtime
                        .get("/webhooks")
                        .json()
                        .at("/webhooks/data/0/id")
                        .asLong())
                .isEqualTo(hook);
        String secret = trackingtime.get("/webhooks/" + hook).text("secret");
        assertThat(trackingtime.post("/webhooks/reset_token/" + hook, "{}").text("secret"))
                .isNotEqualTo(secret);
        trackingtime.delete("/webhooks/" + hook);
        assertThat(trackingtime.get("/webhooks/" + hook).status()).isEqualTo(500);
    }
}
