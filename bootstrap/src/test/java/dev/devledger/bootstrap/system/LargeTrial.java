package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Very many tasks that come, go, come back and are taken back together, in the packaged jar: {@code trials/large}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeTrial {
    private static final int IMPORTED = Integer.getInteger("devledger.test.tasks", 200_000);
    private static final List<Integer> SIZES = List.of(500, 5_000, 50_000);
    private static final int LONG = IMPORTED / 10;
    private static final int LETTERS = 100_000;

    /** Of what is paid for each task; a JVM that has not warmed up and a busy machine are in it. */
    private static final double NO_MORE_THAN = 1.5;

    private static final TrialTable TABLE = new TrialTable("large-trial.md");
    private static final LargeProcess SERVER = LargeProcess.server(
            "-Xmx512m",
            SharedDevledger.newFolder(),
            "--devledger.ticktick.poll-interval=0s",
            "--devledger.import.max-size=10GB");
    private static final Api API = SERVER.api();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void end() {
        SERVER.close();
    }

    private record Done(JsonNode answer, Duration took) {
        double seconds() {
            return took.toNanos() / 1e9;
        }

        String told(int tasks) {
            return "%.2f s, %.3f ms a task".formatted(seconds(), seconds() * 1000 / tasks);
        }
    }

    @Test
    @Order(1)
    void a_first_one_warms_it_up() {
        imported(20_000, 0);
        goesAndComes(20_000);
    }

    @Test
    @Order(2)
    void a_project_goes_and_comes_back_at_the_same_price_for_each_task() {
        double small = Double.MAX_VALUE;
        for (int tasks : SIZES) {
            imported(tasks, 0);
            double each = goesAndComes(tasks);
            if (tasks == SIZES.getLast()) {
                TABLE.row(
                        "A task of %,d against one of %,d".formatted(tasks, SIZES.getFirst()),
                        "%.2f".formatted(each / small),
                        NO_MORE_THAN + " at most",
                        each / small <= NO_MORE_THAN);
            }
            small = Math.min(small, each);
        }
    }

    private static double goesAndComes(int tasks) {
        String path = "/api/projects/" + newest();
        Done gone = send("DELETE", path);
        Done back = send("POST", path + "/restore");
        TABLE.row("Delete a project of %,d tasks".formatted(tasks), gone.told(tasks), "");
        TABLE.row("Restore it", back.told(tasks), "");
        return (gone.seconds() + back.seconds()) / tasks;
    }

    private static String newest() {
        return API.get("/api/projects?sort=-updated&limit=1")
                .json()
                .at("/items/0/id")
                .asString();
    }

    @Test
    @Order(3)
    void one_undo_takes_an_import_back_in_at_most_twice_its_time() {
        Done made = imported(IMPORTED, 0);
        TABLE.row("Import %,d tasks".formatted(IMPORTED), made.told(IMPORTED) + ", " + SERVER.memory(), "");
        Done undone = send("POST", "/api/change-sets/" + changeSet(made) + "/undo");
        TABLE.row(
                "Its undo",
                undone.told(IMPORTED) + ", " + SERVER.memory(),
                "2 times the import at most",
                undone.seconds() <= 2 * made.seconds());
        Done again = send("POST", "/api/change-sets/" + changeSet(undone) + "/undo");
        TABLE.row("The undo of that", again.told(IMPORTED) + ", " + SERVER.memory(), "");
    }

    @Test
    @Order(4)
    void long_texts_do_not_fill_the_memory() {
        Done made = imported(LONG, LETTERS);
        TABLE.row("Import %,d tasks of %,d letters".formatted(LONG, LETTERS), made.told(LONG), "");
        Done undone = send("POST", "/api/change-sets/" + changeSet(made) + "/undo");
        TABLE.row("Its undo", undone.told(LONG) + ", " + SERVER.memory(), "-Xmx512m is enough", true);
        send("POST", "/api/change-sets/" + changeSet(undone) + "/undo");
    }

    private static String changeSet(Done done) {
        return done.answer().path("changeSet").asString();
    }

    private static Done imported(int tasks, int letters) {
        try {
            Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "large-", ".ndjson");
            write(file, tasks, "x".repeat(letters));
            Done done = send(request("/api/import")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofFile(file)));
            Files.delete(file);
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each tenth task has those behind it below it. */
    private static void write(Path file, int tasks, String description) throws IOException {
        try (Writer rows = Files.newBufferedWriter(file)) {
            rows.write("{\"project\": {\"ref\": \"p\", \"name\": \"Large\", \"placement\": \"none\"}}\n");
            for (int i = 0; i < tasks; i++) {
                rows.write(
                        "{\"task\": {\"project\": \"p\", \"ref\": \"%d\", \"title\": \"task %d\", \"description\": \"%s\"%s}}\n"
                                .formatted(
                                        i,
                                        i,
                                        description,
                                        i % 10 == 0 ? "" : ", \"parent\": \"" + (i - i % 10) + "\""));
            }
        }
    }

    private static Done send(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(API.base() + path)).header("Authorization", "Bearer " + API.token());
    }

    private static Done send(HttpRequest.Builder request) {
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + ": " + answer.body());
            }
            return new Done(new JsonMapper().readTree(answer.body()), Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
