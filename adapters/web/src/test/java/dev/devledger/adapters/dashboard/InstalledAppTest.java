package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a browser is given to install the pages as an app. */
class InstalledAppTest extends RestTest {
    private static final Pattern FILE = Pattern.compile("\"(/[^\"]+)\"");

    private Http.Got open(String path) {
        Http.Got got = new Browser(port).get(path);
        assertThat(got.status()).as("%s, without a token", path).isEqualTo(200);
        return got;
    }

    @Test
    void the_manifest_names_icons_of_the_sizes_that_they_have() throws IOException {
        assertThat(open("/app.webmanifest").header("Content-Type")).startsWith("application/manifest+json");
        JsonNode manifest = open("/app.webmanifest").json();
        assertThat(manifest.path("start_url").asString()).isEqualTo("/");
        assertThat(manifest.path("scope").asString()).isEqualTo("/");
        List<String> kinds = new ArrayList<>();
        for (JsonNode icon : manifest.path("icons")) {
            String path = icon.path("src").asString();
            assertThat(open(path).header("Content-Type")).isEqualTo("image/png");
            try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/static" + path))) {
                byte[] bytes = file.readAllBytes();
                assertThat(bytes.length).as(path).isLessThanOrEqualTo(10_000);
                int width = ImageIO.read(new ByteArrayInputStream(bytes)).getWidth();
                assertThat(icon.path("sizes").asString()).isEqualTo(width + "x" + width);
                kinds.add(width + " " + icon.path("purpose").asString("any"));
            }
        }
        assertThat(kinds).containsExactly("192 any", "512 any", "512 maskable");
        for (JsonNode shortcut : manifest.path("shortcuts")) {
            assertThat(Browser.loggedIn(port, owner.secret())
                            .get(shortcut.path("url").asString())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_worker_is_for_all_pages_and_keeps_the_page_without_an_answer_with_its_files_and_no_more() {
        Http.Got worker = open("/worker.js");
        assertThat(worker.header("Content-Type")).startsWith("text/javascript");
        assertThat(worker.header("Cache-Control")).contains("no-store");
        String kept = worker.text()
                .lines()
                .filter(line -> line.startsWith("const FILES"))
                .findFirst()
                .orElseThrow();
        List<String> files = FILE.matcher(kept)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        String page = open("/offline").text();
        assertThat(files)
                .extracting(each -> each.replaceFirst("[?]v=[0-9a-f]{16}$", ""))
                .containsExactly("/theme.css", "/devledger.css", "/devledger.js", "/dashboard/offline.js");
        assertThat(files).allSatisfy(file -> {
            assertThat(page).contains("\"" + file + "\"");
            assertThat(open(file).header("Cache-Control")).contains("immutable");
        });
        assertThat(worker.text()).doesNotContain("{version}", "{files}");
    }

    /** Else a browser would go on with the page that it has. */
    @Test
    void the_worker_is_another_one_where_its_page_is() {
        String light = http.get("/worker.js", "Cookie", "devledger-theme=light").text();
        String dark = http.get("/worker.js", "Cookie", "devledger-theme=dark").text();
        assertThat(light)
                .isNotEqualTo(dark)
                .isEqualTo(http.get("/worker.js", "Cookie", "devledger-theme=light")
                        .text());
    }

    @Test
    void each_page_names_the_manifest_and_may_load_it() {
        Http.Got board = Browser.loggedIn(port, owner.secret()).get("/");
        assertThat(board.text()).contains("<link rel=\"manifest\" href=\"/app.webmanifest\">");
        assertThat(board.header("Content-Security-Policy")).contains("; manifest-src 'self'");
    }
}
