package dev.devledger.adapters.rest.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the fields of files are called, as reviewed: sheets and scripts go by these names for ever. */
class FileFieldsTest extends RestTest {
    private static final Path REVIEWED = Path.of("src/test/resources/reviewed");
    private static final UUID ID = new UUID(1, 1);
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");

    @AfterEach
    void nothing() {
        ledger.exported = each -> {};
        ledger.timed = List.of();
    }

    @Test
    void columns_of_csv_are_called_as_reviewed() throws IOException {
        String project = project();
        List<String> heads = new ArrayList<>();
        for (String path : downloads("text/csv")) {
            List<String> queries = path.endsWith("/summary")
                    ? Stream.of(TimeGrouping.By.values())
                            .map(each -> "?format=csv&by=" + Json.word(each))
                            .toList()
                    : List.of("?format=csv");
            for (String query : queries) {
                String head = http.get(path.replace("{id}", project) + query).text();
                heads.add(path + query + "\n" + head.lines().findFirst().orElseThrow() + "\n");
            }
        }
        assertThat(String.join("\n", heads)).isEqualTo(Files.readString(REVIEWED.resolve("columns.txt")));
    }

    @Test
    void fields_of_json_lines_are_called_as_reviewed() throws IOException {
        ledger.exported = each -> each.accept(HistoryExportTest.entry(1, "Changed it.", "why", "ada"));
        ledger.timed = List.of(new TimeEntryQueries.Named(time(), "Shop", "Sell", ID, "ada@example.org"));
        String project = tasks();
        List<String> all = new ArrayList<>();
        for (String form : List.of("ndjson", "beads")) {
            for (String path : downloads(form.equals("beads") ? "application/x-beads+jsonl" : "application/x-ndjson")) {
                String query = path + "?format=" + form;
                Set<String> fields = new TreeSet<>();
                http.get(query + (path.contains("task") ? "&project=" + project : ""))
                        .text()
                        .lines()
                        .forEach(line -> fields("", Json.read(line, JsonNode.class), fields));
                all.add(query + "\n" + String.join("\n", fields) + "\n");
            }
        }
        assertThat(String.join("\n", all)).isEqualTo(Files.readString(REVIEWED.resolve("lines.txt")));
    }

    /** The paths that have this content, by the API's own description. */
    private Set<String> downloads(String type) {
        Set<String> found = new TreeSet<>();
        http.get("/v3/api-docs").json().path("paths").properties().forEach(path -> {
            if (path.getValue().at("/get/responses/200/content").has(type)) {
                found.add(path.getKey());
            }
        });
        return found;
    }

    private static void fields(String within, JsonNode value, Set<String> found) {
        if (value.isObject()) {
            value.properties()
                    .forEach(each ->
                            fields((within.isEmpty() ? "" : within + ".") + each.getKey(), each.getValue(), found));
        } else if (value.isArray() && value.path(0).isObject()) {
            value.forEach(each -> fields(within + "[]", each, found));
        } else {
            found.add(within);
        }
    }

    private static TimeEntryView time() {
        LinkView link = new LinkView(
                "ticktick", "1", "https://example.org", "synced", "x", AT, List.of(new LinkView.Warning("a", "b")));
        return new TimeEntryView(
                ID,
                "E-1",
                ID,
                "T-1",
                ID,
                "P-1",
                new TimeEntryView.WorkedBy("U-1", "Ada"),
                null,
                AT,
                AT,
                ZoneId.of("Europe/Berlin"),
                60,
                false,
                "Sold",
                new TreeSet<>(Set.of("shop")),
                true,
                true,
                true,
                AT,
                AT,
                AT,
                1,
                List.of(link),
                List.of(new TimeEntryView.Warning("long", List.of())));
    }

    /** One that says all that can be said, and those that it names, in a project that does so too. */
    private String tasks() {
        List<String> made = new ArrayList<>();
        for (Map.Entry<String, String> each : Map.of(
                        "/api/customers", "{'name': 'Files Ltd'}",
                        "/api/services", "{'name': 'Filing'}",
                        "/api/people", "{'name': 'Grace', 'email': 'grace@files.example'}")
                .entrySet()) {
            made.add(post(each.getKey(), each.getValue()).field("/key"));
        }
        made.sort(null); // C-, S-, U-
        String project =
                post("/api/projects", """
                {'name': 'Files', 'description': 'x', 'status': 'active', 'priority': 'high', 'tags': ['a'], 'billable': true,
                 'repositoryUrl': 'https://example.org/x', 'startDate': '2026-03-01', 'dueDate': '2026-03-31', 'placement': 'list',
                 'timeZone': 'Europe/Berlin', 'customer': '%s', 'service': '%s'}
                """.formatted(made.get(0), made.get(1))).field("/key");
        String tasks = "/api/projects/" + project + "/tasks";
        String above =
                post(tasks, "{'title': 'Above', 'stage': 'with the vendor'}").field("/key");
        String first = post(tasks, "{'title': 'First'}").field("/key");
        String second = post(tasks, """
                {'title': 'Second', 'description': 'x\\n\\n## Design\\n\\ny\\n\\n## Acceptance criteria\\n\\nz\\n\\n## Notes\\n\\nn',
                 'priority': 'high', 'tags': ['bug', 'ui'], 'startDate': '2026-03-01', 'dueDate': '2026-03-31',
                 'timeZone': 'Europe/Berlin', 'checklist': [{'title': 'one'}], 'stage': 'next', 'estimateMinutes': 30,
                 'assignees': ['%s'], 'parent': '%2$s', 'blockedBy': ['%3$s'], 'related': ['%3$s'], 'discoveredFrom': '%3$s'}
                """.formatted(made.get(2), above, first)).field("/key");
        post("/api/tasks/" + second + "/notes", "{'text': 'Why'}");
        post("/api/tasks/" + second + "/complete", "{}");
        post("/api/tasks/" + first + "/abandon", "{}");
        return project;
    }

    private Http.Got post(String path, String body) {
        Http.Got got = http.post(path, body.replace('\'', '"'));
        assertThat(got.status()).as(got.text()).isLessThan(300);
        return got;
    }
}
