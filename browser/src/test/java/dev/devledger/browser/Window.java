package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A window of a browser of its own. On its end it fails if anything went wrong in it that nobody looked for: a
 * violation of the content security policy, an error of a script or in the console, a dialog of the browser, a request
 * that failed or was refused.
 */
final class Window implements AutoCloseable {
    private static final String WATCH = "document.addEventListener('securitypolicyviolation',"
            + " each => console.error('CSP: ' + each.violatedDirective + ' ' + each.blockedURI));";

    /** The session of each run of an application: one log in for all windows. */
    private static final Map<String, String> SESSIONS = new HashMap<>();

    private final URI base;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Response> answers = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Window(URI base, BrowserContext context) {
        this.base = base;
        this.context = context;
        context.setDefaultTimeout(Chromium.PATIENCE);
        context.addInitScript(WATCH);
        context.onConsoleMessage(said -> {
            if (said.type().equals("error")) {
                complaints.add("console: " + said.text());
            }
        });
        context.onWebError(error -> complaints.add("script: " + error.error()));
        context.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.onRequest(requests::add);
        context.onRequestFailed(request -> {
            // What the page itself gives up: when it is left, and when something newer is asked for.
            if (!request.failure().equals("net::ERR_ABORTED")) {
                complaints.add("failed: " + request.url() + " " + request.failure());
            }
        });
        context.onResponse(answer -> {
            answers.add(answer);
            if (answer.status() >= 400) {
                complaints.add(
                        "status of " + answer.status() + ": " + answer.request().method() + " " + answer.url());
            }
        });
        this.page = context.newPage();
    }

    /** Nobody has logged in there. */
    static Window ofAStranger(Devledger devledger, Look look) {
        return new Window(devledger.base(), Chromium.get().newContext(look.options()));
    }

    /** Of another server than the application. What keeps workers away is an error in the sandboxed frames of a host. */
    static Window of(URI base, Look look) {
        return new Window(base, Chromium.get().newContext(look.options().setServiceWorkers(ServiceWorkerPolicy.ALLOW)));
    }

    /** Logged in, in a browser that runs no script. */
    static Window withoutScript(Devledger devledger) {
        String session = SESSIONS.computeIfAbsent(devledger.run(), any -> session(devledger));
        return new Window(
                devledger.base(),
                Chromium.get()
                        .newContext(Look.DESK.options().setStorageState(session).setJavaScriptEnabled(false)));
    }

    static Window of(Devledger devledger, Look look) {
        URI base = devledger.base();
        String session = SESSIONS.computeIfAbsent(devledger.run(), any -> session(devledger));
        return new Window(base, Chromium.get().newContext(look.options().setStorageState(session)));
    }

    /** As {@link #of(Devledger, Look)}, over a network that breaks. */
    static Window over(Network network, Devledger devledger, Look look) {
        String session = SESSIONS.computeIfAbsent(devledger.run(), any -> session(devledger));
        return new Window(
                network.base(), Chromium.get().newContext(look.options().setStorageState(session)));
    }

    /** Logged in as {@link #over}, where a page may have a worker. */
    static Window installed(Network network, Devledger devledger, Look look) {
        String session = SESSIONS.computeIfAbsent(devledger.run(), any -> session(devledger));
        return new Window(
                network.base(),
                Chromium.get()
                        .newContext(
                                look.options().setStorageState(session).setServiceWorkers(ServiceWorkerPolicy.ALLOW)));
    }

    /** The same, where nobody has logged in. */
    static Window installedOfAStranger(Network network, Look look) {
        return new Window(
                network.base(), Chromium.get().newContext(look.options().setServiceWorkers(ServiceWorkerPolicy.ALLOW)));
    }

    private static String session(Devledger devledger) {
        try (Window window = ofAStranger(devledger, Look.DESK)) {
            window.open("/login");
            window.logIn(devledger.token());
            assertThat(window.page.locator("h1")).hasText("Board");
            return window.context.storageState();
        }
    }

    void logIn(String token) {
        page.getByLabel("Owner token").fill(token);
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).click();
    }

    /** One more tab of the same browser. */
    Page anotherTab(String path) {
        Page tab = context.newPage();
        tab.navigate(base + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        return tab;
    }

    Page page() {
        return page;
    }

    Window open(String path) {
        page.navigate(base + path);
        return this;
    }

    /** A page of somebody else. */
    Page at(String address) {
        page.navigate(address);
        return page;
    }

    /** The names of those that would be sent there. */
    List<String> cookies(String address) {
        return context.cookies(address).stream().map(each -> each.name).toList();
    }

    /** And waits until the page hears of changes. */
    Window openLive(String path) {
        open(path);
        assertThat(page.locator("#live")).hasText("live");
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Where it is. A page that is drawn anew takes it away for a moment, in which it is nowhere. */
    static BoundingBox box(Locator of) {
        for (int i = 0; i < 100; i++) {
            BoundingBox box = of.boundingBox();
            if (box != null) {
                return box;
            }
        }
        throw new AssertionError(of + " is not to be seen");
    }

    /** As far as it takes to see it. Where the page is drawn anew at that moment, it is what stands there then. */
    static void scrollTo(Locator to) {
        for (int i = 0; i < 100; i++) {
            if (Boolean.TRUE.equals(
                    to.evaluate("each => { each.scrollIntoView({ block: 'nearest' }); return each.isConnected; }"))) {
                return;
            }
        }
        throw new AssertionError(to + " does not stay");
    }

    Locator card(String key) {
        return page.locator(".card[data-key='" + key + "']");
    }

    /** In the column of that status. */
    Locator card(String key, String status) {
        return page.locator(".column[data-status='" + status + "'] .card[data-key='" + key + "']");
    }

    /** As a person does who needs no reason, until the card is there. */
    void moveInDialog(String key, String status) {
        sendInDialog(key, status);
        assertThat(card(key, status)).isVisible();
    }

    /** The same, whatever is answered. */
    void sendInDialog(String key, String status) {
        openMove(key);
        find("#move").getByLabel(status).check();
        page.keyboard().press("Enter");
    }

    /**
     * Holds back the answers to requests.
     *
     * @param path the path and query of these requests, where {@code *} is anything
     */
    Held hold(String path) {
        Held held = new Held();
        page.route("**" + path, held);
        return held;
    }

    /** Requests without an answer until it is run. */
    static final class Held implements Consumer<Route>, Runnable {
        private final List<Route> routes = new ArrayList<>();
        private boolean over;

        /** The browser may not report the answer to a request that was sent while routes were set; a held one it does. */
        boolean isRequested() {
            return !routes.isEmpty();
        }

        @Override
        public void accept(Route route) {
            if (over) {
                route.resume();
            } else {
                routes.add(route);
            }
        }

        @Override
        public void run() {
            over = true;
            routes.forEach(Route::resume);
        }
    }

    /** The dialog for the status, by the menu of a card. */
    void openMove(String key) {
        pressInMenu(card(key), "[data-move]");
    }

    /** Presses something in the menu of a line, of a card or of a page. */
    static void pressInMenu(Locator of, String item) {
        of.locator("[data-menu]").click();
        of.locator("[role=menu] " + item).click();
    }

    Locator message() {
        return page.locator("#message");
    }

    /** Such a complaint is what the test is about. */
    Window expecting(String complaint) {
        expected.add(complaint);
        return this;
    }

    /** What has been sent that is no read: its path, with what only tries it out as it was asked for. */
    List<String> writes() {
        settle();
        return requests.stream()
                .filter(each -> !each.method().equals("GET"))
                .map(each -> each.method() + " " + written(URI.create(each.url())))
                .toList();
    }

    private static String written(URI address) {
        String asked = address.getRawQuery();
        return address.getPath() + (asked != null && asked.contains("dryRun=true") ? "?" + asked : "");
    }

    /** How often that was asked for, up to now. */
    long reads(String path) {
        settle();
        return requests.stream()
                .filter(each -> each.method().equals("GET")
                        && URI.create(each.url()).getPath().equals(path))
                .count();
    }

    /** When each of those was asked for that have been answered, in milliseconds. */
    List<Double> asked(String path) {
        return answers(path).stream()
                .filter(each -> each.request().timing() != null)
                .map(each -> each.request().timing().startTime)
                .toList();
    }

    /** How many streams of events it has open. */
    long streams() {
        settle();
        return List.copyOf(requests).stream()
                .filter(each -> each.resourceType().equals("eventsource") && each.failure() == null)
                .count();
    }

    /** As when another tab is in front of it, or no longer is. A browser without a screen shows all of them. */
    void hide(boolean hidden) {
        page.evaluate(
                "hidden => {"
                        + "Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});"
                        + "document.dispatchEvent(new Event('visibilitychange')); }",
                hidden);
    }

    /** As when it has lasted too long. */
    void loseSession() {
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("devledger-session"));
    }

    /** How many bytes the bodies of the answers were, as sent; of all of them where no path is given. */
    long sent(String path) {
        settle();
        return List.copyOf(requests).stream() // more may come meanwhile
                .filter(each ->
                        path.isEmpty() || URI.create(each.url()).getPath().equals(path))
                .filter(each -> !each.resourceType().equals("eventsource"))
                .mapToLong(each -> each.sizes().responseBodySize)
                .sum();
    }

    /** Does something, and waits until the page has heard of that. */
    void hearing(Runnable write) {
        CDPSession session = session();
        AtomicInteger heard = new AtomicInteger();
        session.on("Network.eventSourceMessageReceived", any -> heard.incrementAndGet());
        session.send("Network.enable");
        write.run();
        until(() -> heard.get() > 0);
        session.detach();
    }

    /** How often the page has heard of that from now on. */
    AtomicInteger heardOf(String event) {
        AtomicInteger heard = new AtomicInteger();
        CDPSession session = session();
        session.on("Network.eventSourceMessageReceived", message -> {
            if (message.get("eventName").getAsString().equals(event)) {
                heard.incrementAndGet();
            }
        });
        session.send("Network.enable");
        return heard;
    }

    /** Of those that were asked for by now, the ones that have come. */
    List<Response> answers(String path) {
        settle();
        return List.copyOf(answers).stream()
                .filter(each -> URI.create(each.url()).getPath().equals(path))
                .toList();
    }

    /** On the thread of the test, which the browser wants. */
    void until(BooleanSupplier condition) {
        await().pollInSameThread().until(() -> {
            settle();
            return condition.getAsBoolean();
        });
    }

    /** Of the page, in pixels: more than that of the window where one has to scroll sideways. */
    int width() {
        return (Integer) page.evaluate("() => document.documentElement.scrollWidth");
    }

    /** To send what no method of a page sends. */
    CDPSession session() {
        return context.newCDPSession(page);
    }

    /** What happened in the browser is heard of before this answers. */
    private void settle() {
        page.evaluate("() => 0");
    }

    /** Fails on what went wrong up to now. */
    void clean() {
        settle();
        org.assertj.core.api.Assertions.assertThat(complaints)
                .filteredOn(each -> expected.stream().noneMatch(each::contains))
                .isEmpty();
        complaints.clear();
    }

    @Override
    public void close() {
        try (context) {
            clean();
            // What a page asks for while it closes is answered by no test: an answer on its way then fails on the
            // closed page.
            page.unrouteAll();
        }
    }
}
