package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How soon the pages of 200 projects and 20,000 tasks are answered, and how large they are. {@code trials/board} runs it. */
class BoardTrial {
    private static final int PROJECTS = 200;
    private static final int TASKS = 100;
    private static final int READS = 200;
    private static final int FEWEST = 40;
    private static final String CARD = "data-key=\"P-";
    private static final int CHANGES = 500;
    private static final int OTHERS = 8;
    private static final List<String> WORDS = List.of(
            "lag", "parser", "plugin", "store", "vendor", "release", "index", "cache", "broker", "schema", "queue");
    private static final List<String> STATUSES =
            List.of("planned", "active", "active", "paused", "blocked", "completed");
    private static final List<String> PRIORITIES = List.of("none", "none", "low", "medium", "high");
    private static final TrialTable TABLE = new TrialTable("board-trial.md");

    private static RunningDevledger devledger;
    private static Api api;

    /** @param median in milliseconds, as {@code p95} */
    private record Measured(double median, double p95, int bytes) {
        String told() {
            return "%.0f / %.0f ms, %.1f kB".formatted(median, p95, bytes / 1000.0);
        }
    }

    private static String of(List<String> all, int number) {
        return all.get(number % all.size());
    }

    private static Stream<String> project(int number) {
        String project = """
                {"project": {"ref": "p%d", "name": "The %s of the %s %d", "status": "%s", "placement": "none"}}""".formatted(number, of(WORDS, number), of(WORDS, number / 7), number, of(STATUSES, number));
        return Stream.concat(Stream.of(project), IntStream.range(0, TASKS).mapToObj(task -> """
                {"task": {"project": "p%d", "title": "Step %d of the %s", "tags": ["%s"], "priority": "%s"%s}}""".formatted(
                        number, task, of(WORDS, task), of(WORDS, task + number), of(PRIORITIES, task), due(task))));
    }

    /** Every third one has a due date, of a time long ago to a year ahead. */
    private static String due(int task) {
        return task % 3 == 0 ? ", \"dueDate\": \"%s\"".formatted(LocalDate.now().plusDays(task * 7L - 365)) : "";
    }

    /** Each project has been moved and edited since it came, so that a moment is one of many. */
    @BeforeAll
    static void start() {
        devledger = SharedDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.mode=off");
        api = devledger.api();
        api.post(
                200,
                "/api/import",
                IntStream.range(0, PROJECTS)
                        .boxed()
                        .flatMap(BoardTrial::project)
                        .collect(Collectors.joining("\n")),
                "Content-Type",
                "application/x-ndjson");
        JsonNode projects = api.read("/api/projects?limit=" + PROJECTS).path("items");
        assertThat(projects).hasSize(PROJECTS);
        for (int i = 0; i < CHANGES; i++) {
            api.put(
                    200,
                    "/api/projects/" + Samples.key(projects.path(i % PROJECTS)) + "/status",
                    "{\"status\": \"%s\", \"reason\": \"for the %s\"}".formatted(of(STATUSES, i / 7), of(WORDS, i)));
        }
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    @Test
    void the_board_now_and_as_of_moments() throws IOException, InterruptedException {
        long head = api.read("/api/history?limit=1").at("/items/0/position").asLong();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Measured now = measure(http, CARD, each -> "/");
            Measured past = measure(http, CARD, each -> "/?asOf=" + (head - CHANGES / 2 + each % (CHANGES / 2)));
            TABLE.row(
                    "the board now, p50 / p95, as sent",
                    now.told(),
                    "100 ms, 60 kB",
                    now.p95 < 100 && now.bytes < 60_000);
            TABLE.row(
                    "as of a moment, each time another",
                    past.told(),
                    "150 ms, 60 kB",
                    past.p95 < 150 && past.bytes < 60_000);
            Measured beside = besideOthers(http);
            TABLE.row("now, while 8 others ask for it without a pause", beside.told(), "200 ms", beside.p95 < 200);
        }
    }

    private static Measured besideOthers(HttpClient http) throws IOException, InterruptedException {
        AtomicBoolean measured = new AtomicBoolean();
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asking = IntStream.range(0, OTHERS)
                    .<Future<?>>mapToObj(other -> others.submit(() -> {
                        while (!measured.get()) {
                            ask(http, "/");
                        }
                        return other;
                    }))
                    .toList();
            try {
                return measure(http, CARD, each -> "/");
            } finally {
                measured.set(true);
                assertThat(asking).allSatisfy(other -> assertThat(other).succeedsWithin(Duration.ofSeconds(10)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tasks",
                "/tasks?view=overdue",
                "/tasks?view=ready&group=project",
                "/tasks?q=tag:parser%20step",
                "/search?q=parser",
                "/search?q=brokre"
            })
    void the_tasks(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Measured taken = measure(http, "/tasks/T-", each -> path);
            TABLE.row(path, taken.told(), "100 ms, 60 kB", taken.p95 < 100 && taken.bytes < 60_000);
        }
    }

    /** @param shown what the page has more than forty of */
    private static Measured measure(HttpClient http, String shown, IntFunction<String> path)
            throws IOException, InterruptedException {
        double[] taken = new double[READS];
        int bytes = 0;
        for (int i = -READS; i < READS; i++) {
            long begun = System.nanoTime();
            byte[] page = ask(http, path.apply(i + READS));
            double milliseconds = (System.nanoTime() - begun) / 1e6;
            if (i >= 0) {
                taken[i] = milliseconds;
                bytes = Math.max(bytes, page.length);
                assertThat(count(page, shown)).isGreaterThan(FEWEST);
            }
        }
        Arrays.sort(taken);
        return new Measured(taken[READS / 2], taken[READS * 95 / 100], bytes);
    }

    private static byte[] ask(HttpClient http, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.base().resolve(path))
                .setHeader("Authorization", "Bearer " + api.token())
                .setHeader("Accept", "text/html")
                .setHeader("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        return answer.body();
    }

    private static int count(byte[] page, String shown) throws IOException {
        try (GZIPInputStream html = new GZIPInputStream(new ByteArrayInputStream(page))) {
            return new String(html.readAllBytes(), StandardCharsets.UTF_8).split(shown, -1).length - 1;
        }
    }
}
