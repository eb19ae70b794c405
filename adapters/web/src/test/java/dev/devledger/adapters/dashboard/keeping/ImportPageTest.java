package dev.devledger.adapters.dashboard.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.keeping.MaintenancePages.ImportPage;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.imports.ImportProgress.ImportRuns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page on which a file is checked and stored. What it asks of the API is tested there. */
class ImportPageTest extends RestTest {
    @Autowired
    private ImportRuns runs;

    @Test
    void the_page_is_never_drawn_anew_and_says_how_to_do_without_it() {
        Http.Got got = Browser.loggedIn(port, owner.secret()).get("/import");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text())
                .contains("<main id=\"main\" class=\"page\" tabindex=\"-1\" data-live=\"false\"")
                .contains("type=\"file\"", "<script src=\"/dashboard/import.js?v=")
                .contains("<noscript><p>Without JavaScript, send the file with curl: <code>curl \"http://localhost:"
                        + port)
                .contains("<li><a href=\"/import\" aria-current=\"page\">Import</a></li>")
                .doesNotContain("style=", "onclick=");
    }

    @Test
    void the_page_is_the_owners_alone() {
        assertThat(new Browser(port).get("/import").header("Location")).startsWith("/login?to=");
        String reader = http.post(
                        "/api/access-tokens",
                        "{\"name\": \"writer " + UUID.randomUUID() + "\", \"scopes\": [\"read\", \"write\"]}")
                .field("/token");
        Http other = new Http(port, Map.of("Authorization", "Bearer " + reader, "Accept", "text/html"));
        assertThat(other.get("/import").status()).isEqualTo(403);
        assertThat(new Browser(port).get("/dashboard/import.js").status()).isEqualTo(200);
    }

    private String page() {
        return Browser.loggedIn(port, owner.secret()).get("/import").text();
    }

    private static String running(ImportProgress.Phase phase) {
        Instant now = Instant.parse("2026-11-22T17:00:00Z");
        ImportProgress.Snapshot run = new ImportProgress.Snapshot(
                "r", "ada", ImportProgress.State.RUNNING, phase, 1, 2_000, 1, 1, now, null, null, null, List.of());
        return new ImportPage.Running(run, new ShownInstant(now, now)).words();
    }

    @Test
    void one_line_and_one_event_are_told_as_one() {
        assertThat(running(ImportProgress.Phase.CHECKING)).isEqualTo("1 line checked.");
        assertThat(running(ImportProgress.Phase.STORING)).startsWith("1 event stored, 1 per second.");
    }

    @Test
    void an_import_of_somebody_else_is_told_with_how_far_it_is_until_it_is_over() {
        assertThat(page()).doesNotContain("An import is running");
        assertThat(http.get("/api/import").text()).isEqualTo("{\"items\":[],\"nextCursor\":null}");

        ImportProgress progress = runs.begin("import-1", "some<body");
        progress.received(1_234_567);
        assertThat(page())
                .contains(
                        "An import is running</strong>, started by <bdi>some&lt;body</bdi>",
                        "data-request=\"import-1\"")
                .contains("1,234 kB received.");
        assertThat(http.get("/api/import").field("/items/0/actor")).isEqualTo("some<body");
        assertThat(http.get("/api/import").field("/items/0/bytes")).isEqualTo("1234567");
        assertThat(http.get("/api/import/import-1").field("/phase")).isEqualTo("receiving");
        progress.enter(ImportProgress.Phase.STORING);
        assertThat(page()).contains("0 events stored");

        progress.failed("It failed.", List.of());
        assertThat(page()).doesNotContain("An import is running");
        assertThat(http.get("/api/import").json().path("items")).isEmpty();
        assertThat(http.get("/api/import/import-1").field("/state")).isEqualTo("failed");
    }
}
