package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An import and its undo, in processes that are killed in the middle of them, and one that is too large. */
@Tag("long")
class ImportKillIT {
    private static final int TASKS = 25_000;

    @Test
    void nothing_is_left_of_an_import_that_is_killed_and_a_repeat_stores_it_once() throws Exception {
        Path dataDir = SharedDevledger.newFolder();
        JarProcess devledger =
                JarProcess.start(dataDir, "--devledger.import.max-size=20MB").awaitUp();
        try {
            Api api = devledger.api();
            tooLarge(api);
            CompletableFuture<HttpResponse<String>> cutOff = send(api, "first", ImportKillIT::file);
            Ledger.eventually(() -> {
                JsonNode told = api.read("/api/import/first");
                assertThat(told.path("state").asString()).isEqualTo("running");
                assertThat(told.path("phase").asString()).isEqualTo("storing");
                assertThat(told.path("events").asLong()).isPositive();
            });
            assertThat(api.read("/api/projects").path("items")).isEmpty();
            devledger.kill();
            assertThat(cutOff).failsWithin(Duration.ofSeconds(90));

            devledger = JarProcess.start(dataDir).awaitUp();
            Api again = devledger.api();
            assertThat(again.read("/api/history").path("items")).isEmpty();
            try (Stream<Path> left = Files.list(dataDir.resolve("imports"))) {
                assertThat(left).isEmpty();
            }
            assertThat(send(again, "second", ImportKillIT::file).get().statusCode())
                    .isEqualTo(200);
            assertThat(send(again, "third", ImportKillIT::file).get().headers().firstValue("Idempotency-Replayed"))
                    .contains("true");
            assertThat(open(again)).isEqualTo(TASKS);
            devledger = killedInItsUndo(devledger, dataDir);
        } finally {
            devledger.close();
            JarProcess.postgres(dataDir).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static int open(Api api) {
        return api.read("/api/projects").at("/items/0/taskCounts/open").asInt();
    }

    private static JarProcess killedInItsUndo(JarProcess devledger, Path dataDir) {
        Api api = devledger.api();
        String changeSet =
                api.read("/api/history?limit=1").at("/items/0/changeSet").asString();
        String undo = "/api/change-sets/" + changeSet + "/undo";
        CompletableFuture<Api.Answer> cutOff = CompletableFuture.supplyAsync(() -> api.post(undo, null));
        Ledger.eventually(() -> {
            JsonNode told = api.read(undo);
            assertThat(told.path("state").asString()).isEqualTo("running");
            assertThat(told.path("done").asLong()).isPositive();
            assertThat(told.path("total").asLong()).isEqualTo(TASKS + 1);
        });
        assertThat(open(api)).isEqualTo(TASKS);
        devledger.kill();
        assertThat(cutOff).failsWithin(Duration.ofSeconds(90));

        JarProcess next = JarProcess.start(dataDir).awaitUp();
        assertThat(open(next.api())).isEqualTo(TASKS);
        next.api().get(404, undo);
        assertThat(next.api()
                        .get("/api/history?limit=1")
                        .json()
                        .at("/items/0/changeSet")
                        .asString())
                .isEqualTo(changeSet);
        return next;
    }

    /** Without a length, so that only reading tells. */
    private static void tooLarge(Api api) throws Exception {
        byte[] body = "{\"project\": {\"name\": \"x\"}}\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(send(api, "large", () -> new ByteArrayInputStream(body))
                            .get()
                            .statusCode())
                    .isEqualTo(413);
        } catch (ExecutionException closedWhileSending) {
            assertThat(closedWhileSending).hasCauseInstanceOf(IOException.class);
        }
        JsonNode told = api.read("/api/import/large");
        assertThat(told.path("state").asString()).isEqualTo("failed");
        assertThat(told.path("detail").asString()).contains("20971520 bytes", "devledger.import.max-size");
    }

    private static CompletableFuture<HttpResponse<String>> send(Api api, String request, Supplier<InputStream> body) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(api.base() + "/api/import"))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "application/x-ndjson")
                .header("X-Request-Id", request)
                .header("Idempotency-Key", "the-same")
                .POST(HttpRequest.BodyPublishers.ofInputStream(body));
        return http.sendAsync(post.build(), HttpResponse.BodyHandlers.ofString())
                .whenComplete((answer, failure) -> http.shutdown());
    }

    private static InputStream file() {
        StringBuilder body =
                new StringBuilder("{\"project\": {\"ref\": \"p\", \"name\": \"Large\", \"placement\": \"none\"}}\n");
        for (int i = 0; i < TASKS; i++) {
            body.append("{\"task\": {\"project\": \"p\", \"ref\": \"")
                    .append(i)
                    .append("\", \"title\": \"task ")
                    .append(i)
                    .append("\"}}\n");
        }
        return new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
