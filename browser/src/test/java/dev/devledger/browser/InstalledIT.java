package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages as an app of their own, which says so while the server does not answer, and never shows what was before. */
class InstalledIT {
    private static final Devledger DEVLEDGER = Devledger.shared();

    /** Of all that the worker keeps. */
    private static final String KEPT = """
            async () => {
              const paths = [];
              for (const name of await caches.keys())
                for (const each of await (await caches.open(name)).keys()) paths.push(new URL(each.url).pathname);
              return paths.sort().join(" ");
            }""";

    /** From here on the worker has a say in what the window opens. */
    private static Window opened(Network network, String path) {
        Window window = Window.installed(network, DEVLEDGER, Look.PHONE).expecting("net::ERR_");
        window.open(path);
        window.page().waitForFunction("() => navigator.serviceWorker.controller?.state === 'activated'");
        return window;
    }

    @Test
    void a_browser_has_all_that_it_needs_to_install_them() {
        try (Network network = Network.to(DEVLEDGER);
                Window window = opened(network, "/")) {
            JsonObject manifest = window.session().send("Page.getAppManifest");
            assertThat(manifest.get("url").getAsString()).endsWith("/app.webmanifest");
            assertThat(manifest.getAsJsonArray("errors")).isEmpty();
            assertThat(manifest.get("data").getAsString()).contains("\"display\": \"standalone\"");
            assertThat(window.page().evaluate("""
                    async () => {
                      const { scope, active } = await navigator.serviceWorker.ready;
                      return [new URL(scope).pathname, new URL(active.scriptURL).pathname].join(" ");
                    }""")).isEqualTo("/ /worker.js");
            assertThat(window.page().evaluate("""
                    async () => {
                      const { icons } = await (await fetch("/app.webmanifest")).json();
                      const sizes = icons.map(async ({ src, purpose }) => {
                        const image = Object.assign(new Image(), { src });
                        await image.decode();
                        return `${image.naturalWidth}×${image.naturalHeight} ${purpose ?? "any"}`;
                      });
                      return (await Promise.all(sizes)).join(", ");
                    }""")).isEqualTo("192×192 any, 512×512 any, 512×512 maskable");
        }
    }

    @Test
    void while_the_server_does_not_answer_a_page_says_when_one_was_seen_and_goes_on_by_itself() {
        try (Network network = Network.to(DEVLEDGER);
                Window window = opened(network, "/history?status=true")) {
            Page page = window.page();
            network.cut();
            page.reload();
            assertThat(page.locator("h1")).hasText("Devledger is not responding");
            assertThat(page.locator("[data-seen] time"))
                    .hasText(Pattern.compile("^\\d{1,2} [A-Z][a-z]{2} 20\\d\\d, \\d\\d:\\d\\d$"));
            assertThat(page).hasURL(Pattern.compile("/history\\?status=true$"));
            assertThat(page.locator("main")).hasCSS("max-width", "576px");
            assertThat(window.width()).isEqualTo(Look.PHONE.width());
            AccessibilityIT.assertNothingFound(window);
            window.open("/tasks");
            assertThat(page.locator("h1")).hasText("Devledger is not responding");
            network.mend();
            assertThat(page.locator("h1")).hasText("Tasks");
            assertThat(window.find("#live")).hasText("live");
        }
    }

    @Test
    void what_a_page_says_is_never_kept() {
        Samples samples = new Samples(DEVLEDGER.api());
        String word = Samples.word();
        String project = samples.project(word);
        try (Network network = Network.to(DEVLEDGER);
                Window window = opened(network, "/?q=" + word)) {
            for (String path : List.of("/projects/" + project, "/tasks", "/time", "/sync", "/?q=" + word)) {
                window.open(path);
            }
            assertThat(window.page().evaluate(KEPT))
                    .isEqualTo("/dashboard/offline.js /devledger.css /devledger.js /offline /theme.css");
            assertThat(window.card(project, "planned")).isVisible();
            window.hide(true);
            DEVLEDGER.api().patch("/api/projects/" + project, Map.of("name", word + " renamed"));
            window.page().reload();
            assertThat(window.card(project)).containsText(word + " renamed");
        }
    }

    @Test
    void somebody_logs_out_and_in_as_before() {
        try (Network network = Network.to(DEVLEDGER);
                Window window = Window.installedOfAStranger(network, Look.PHONE).expecting("status of 401")) {
            window.open("/login").logIn(DEVLEDGER.token());
            assertThat(window.find("#live")).hasText("live");
            window.page().waitForFunction("() => navigator.serviceWorker.controller?.state === 'activated'");
            window.find(".you > summary").tap();
            window.page().getByText("Log out").tap();
            assertThat(window.find("h1")).hasText("Log in to Devledger");
            window.logIn(DEVLEDGER.token());
            assertThat(window.find("h1")).hasText("Board");
            assertThat(window.find("#live")).hasText("live");
        }
    }
}
