package dev.devledger.adapters.rest.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class HistoryExportTest extends RestTest {
    private static final UUID ID = new UUID(1, 1);
    private static final String UUIDS = "00000000-0000-0001-0000-000000000001";

    @AfterEach
    void nothing() {
        ledger.exported = each -> {};
        ledger.statuses = List.of();
    }

    @Test
    void a_line_of_json_is_an_entry_of_the_list() {
        ledger.exported = each -> {
            each.accept(entry(1, "Changed it.", null));
            each.accept(entry(2, "\"ä\n🙂\"", "why"));
        };
        Http.Got got = http.get("/api/history/export?format=ndjson&actor=owner&sync=true");

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(got.header("Content-Disposition")).isEqualTo("attachment; filename=\"devledger-history.ndjson\"");
        assertThat(got.header("X-Request-Id")).isNotBlank();
        assertThat(got.text())
                .isEqualTo(Json.text(entry(1, "Changed it.", null)) + "\n" + Json.text(entry(2, "\"ä\n🙂\"", "why"))
                        + "\n");
        assertThat(ledger.lastHistory.find(HistoryFilter.ACTOR)).isEqualTo("owner");
        assertThat(ledger.lastHistory.get(HistoryFilter.SYNC)).isTrue();
    }

    @Test
    void a_line_of_csv_is_quoted_and_runs_no_formula() {
        ledger.exported = each -> {
            each.accept(entry(1, "Said \"yes\", twice\r\nso", "=1+1"));
            each.accept(entry(2, "Changed it.", null, "ada"));
        };
        Http.Got got = http.get("/api/history/export?format=csv");

        assertThat(got.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(got.header("Content-Disposition")).isEqualTo("attachment; filename=\"devledger-history.csv\"");
        String end = ",owner,rest,,,r-1," + UUIDS;
        assertThat(got.text())
                .isEqualTo("position,at,entityType,entityId,entityKey,event,summary,changes,reason,actor,channel,"
                        + "client,tool,requestId,changeSet,agent\r\n"
                        + "1,2026-03-31T09:00:00Z,project," + UUIDS + ",P-1,project.edited,"
                        + "\"Said \"\"yes\"\", twice\r\nso\","
                        + "\"[{\"\"field\"\":\"\"name\"\",\"\"from\"\":\"\"a\"\",\"\"to\"\":null}]\",'=1+1" + end
                        + ",\r\n"
                        + "2,2026-03-31T09:00:00Z,project," + UUIDS + ",P-1,project.edited,Changed it.,"
                        + "\"[{\"\"field\"\":\"\"name\"\",\"\"from\"\":\"\"a\"\",\"\"to\"\":null}]\"," + end
                        + ",ada\r\n");
    }

    @Test
    void json_lines_are_the_default_and_what_does_not_exist_has_none() {
        assertThat(http.get("/api/history/export", "Accept", "application/json").header("Content-Type"))
                .isEqualTo("application/x-ndjson");
        ledger.exported = each -> each.accept(entry(1, "Changed it.", null));
        assertThat(http.get("/api/history/export?entity=P-999999").text()).isEmpty();
        assertThat(http.get("/api/history/export?entity=P-999999&format=csv").text())
                .startsWith("position,")
                .hasLineCount(1);
        assertThat(http.send("HEAD", "/api/history/export", null).text()).isEmpty();
    }

    @Test
    void a_wrong_parameter_is_refused_before_anything_is_written() {
        http.get("/api/history/export?format=xml").isProblem(422, "invalid").names("format");
        http.get("/api/history/export?format=csv&since=soon")
                .isProblem(422, "invalid")
                .names("since");
        http.get("/api/history/export?limit=5").isProblem(422, "invalid").names("limit");
        http.get("/api/history/export?cursor=abc").isProblem(422, "invalid").names("cursor");
    }

    @Test
    void what_fails_before_the_first_byte_is_a_problem() {
        ledger.exported = each -> {
            throw new DataAccessResourceFailureException("gone");
        };
        Http.Got got = http.get("/api/history/export?format=csv").isProblem(503, "unavailable");
        assertThat(got.header("Content-Disposition")).isNull();
    }

    @Test
    void what_fails_in_the_middle_is_not_a_whole_file() {
        ledger.exported = each -> {
            for (int i = 1; i <= 5000; i++) {
                each.accept(entry(i, "Changed it.", null));
            }
            throw new DataAccessResourceFailureException("gone");
        };
        assertThatThrownBy(() -> http.get("/api/history/export")).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void a_caller_who_leaves_ends_the_reading() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        ledger.exported = each -> {
            try {
                for (long i = 1; ; i++) {
                    each.accept(entry(i, "Changed it.", null));
                }
            } catch (RuntimeException gone) {
                ended.complete(gone);
                throw gone;
            }
        };
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET /api/history/export HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + owner.secret() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            String begin = new String(in.readNBytes(2000), StandardCharsets.UTF_8);
            assertThat(begin.toLowerCase(java.util.Locale.ROOT))
                    .startsWith("http/1.1 200")
                    .doesNotContain("content-length");
        }
        assertThat(ended.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void more_than_three_at_a_time_wait_their_turn() throws Exception {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        ledger.exported = waiting(begun, end);
        List<CompletableFuture<Http.Got>> exports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            exports.add(
                    CompletableFuture.supplyAsync(() -> http.get("/api/history/export"), Thread::startVirtualThread));
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        Http.Got refused = http.get("/api/history/export").isProblem(429, "rate_limited");
        assertThat(refused.header("Retry-After")).isEqualTo("10");

        end.countDown();
        for (CompletableFuture<Http.Got> export : exports) {
            assertThat(export.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(http.get("/api/history/export").status()).isEqualTo(200);
    }

    @Test
    void a_timeline_tells_the_time_in_each_status() {
        String project = project();
        ledger.statuses = List.of(began("2026-03-31T09:00:00Z", "paused", "rain", "owner"));
        Http.Got got = http.get("/api/projects/" + project + "/status-timeline");
        assertThat(got.json().isArray()).isTrue();
        assertThat(got.json().get(0).propertyNames())
                .containsExactlyInAnyOrder("status", "from", "to", "seconds", "reason", "actor");
        assertThat(got.field("/0/status")).isEqualTo("paused");
        assertThat(got.field("/0/from")).isEqualTo("2026-03-31T09:00:00Z");
        assertThat(got.field("/0/to")).isNull();
        assertThat(got.field("/0/reason")).isEqualTo("rain");
        assertThat(got.json().at("/0/seconds").isIntegralNumber()).isTrue();
        http.get("/api/projects/P-999999/status-timeline").isProblem(404, "not_found");
        http.get("/api/projects/" + project + "/status-timeline?limit=1").isProblem(422, "invalid");
    }

    @Test
    void a_timeline_as_a_file_runs_no_formula() {
        String project = project();
        ledger.statuses = List.of(
                began("2026-03-31T09:00:00Z", "paused", "=HYPERLINK(\"x\"), so", "owner"),
                began("2026-03-31T10:00:30Z", "active", null, "@laptop"));
        Http.Got got = http.get("/api/projects/" + project + "/status-timeline?format=csv");
        assertThat(got.header("Content-Type")).startsWith("text/csv");
        assertThat(got.header("Content-Disposition"))
                .startsWith("attachment; filename=\"P-")
                .endsWith("-statuses.csv\"");
        List<String> lines = got.text().lines().toList();
        assertThat(lines.subList(0, 2))
                .containsExactly(
                        "from,to,seconds,status,reason,actor",
                        "2026-03-31T09:00:00Z,2026-03-31T10:00:30Z,3630,paused,"
                                + "\"'=HYPERLINK(\"\"x\"\"), so\",owner");
        assertThat(lines.get(2)).matches("2026-03-31T10:00:30Z,,[0-9]+,active,,'@laptop");
        http.get("/api/projects/" + project + "/status-timeline?format=xls").isProblem(422, "invalid");
        http.get("/api/projects/P-999999/status-timeline?format=csv").isProblem(404, "not_found");
    }

    private static HistoryView began(String at, String status, @Nullable String reason, String actor) {
        return new HistoryView(
                1,
                Instant.parse(at),
                new HistoryView.Entity("project", ID, "P-1"),
                "project.status-changed",
                "Changed it.",
                List.of(new ChangedField("status", null, status), new ChangedField("statusReason", null, reason)),
                null,
                actor,
                "rest",
                null,
                null,
                "r-1",
                ID);
    }

    private static Consumer<Consumer<HistoryView>> waiting(CountDownLatch begun, CountDownLatch end) {
        return each -> {
            begun.countDown();
            try {
                end.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static HistoryView entry(long position, String summary, @Nullable String reason) {
        return entry(position, summary, reason, null);
    }

    static HistoryView entry(long position, String summary, @Nullable String reason, @Nullable String agent) {
        return new HistoryView(
                position,
                Instant.parse("2026-03-31T09:00:00Z"),
                new HistoryView.Entity("project", ID, "P-1"),
                "project.edited",
                summary,
                List.of(new ChangedField("name", "a", null)),
                reason,
                "owner",
                "rest",
                null,
                null,
                "r-1",
                ID,
                agent);
    }
}
