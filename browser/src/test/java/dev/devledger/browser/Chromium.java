package dev.devledger.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The installed browser, started once. It ends with the JVM. */
final class Chromium {
    /** In milliseconds, of what is waited for: several times what is needed on a busy machine. */
    static final int PATIENCE = 20_000;

    /** The first is the same without a window of its own: the tests take half the time. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private static Browser browser;

    private Chromium() {}

    static synchronized Browser get() {
        if (browser == null) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            browser = Playwright.create(new Playwright.CreateOptions().setEnv(environment))
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(installed())
                            .setChromiumSandbox(!System.getProperty("user.name").equals("root"))
                            .setArgs(List.of(
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }
        return browser;
    }

    private static Path installed() {
        String named = System.getProperty("devledger.test.chromium", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        List<String> folders = List.of(System.getenv("PATH").split(System.getProperty("path.separator"), -1));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no Chromium on the PATH. Install it (Debian:"
                        + " chromium-headless-shell or chromium), or say where it is:"
                        + " -Ddevledger.test.chromium=/path/to/chromium"));
    }
}
