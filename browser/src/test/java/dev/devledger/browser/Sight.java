package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What is to be seen besides the pages: the door, what is wrong, and dialogs.
 *
 * @param word as a part of the name of a file
 * @param deed what is done on the page to see it
 */
record Sight(String word, String path, BiConsumer<Window, Scene> deed) {
    private static final String DOOR = "/login";

    /** It has never opened anything: pictures are kept. */
    private static final String INVENTED = "dla_invented-for-this-picture-and-opens-nothing";

    /** A new one is a line here: its pictures are taken then. */
    static List<Sight> all() {
        return List.of(
                new Sight("login", DOOR, (window, scene) -> {}),
                new Sight("login-refused", DOOR, (window, scene) -> refuse(window)),
                new Sight("no-such-page", "/nothing", (window, scene) -> {}),
                new Sight("no-such-project", "/projects/P-999999", (window, scene) -> {}),
                new Sight("no-such-moment", "/?asOf=never", (window, scene) -> {}),
                new Sight("sandbox", "/sandbox/ticktick", (window, scene) -> {}),
                new Sight("not-connected", "/oauth/ticktick/authorize", (window, scene) -> {}),
                new Sight("move", "/", Sight::move),
                new Sight("undo", "/change-sets/{changeSet}", (window, scene) -> undo(window)),
                new Sight(
                        "keys", "/", (window, scene) -> window.page().keyboard().press("?")),
                new Sight("palette", "/", (window, scene) -> palette(window)),
                new Sight("new-token", "/tokens", (window, scene) -> newToken(window)),
                new Sight("made-token", "/tokens", (window, scene) -> madeToken(window)));
    }

    private static void refuse(Window window) {
        window.logIn("dlo_wrong");
        assertThat(window.find("#wrong")).not().isEmpty();
    }

    private static void move(Window window, Scene scene) {
        window.openMove(scene.project());
        window.find("#move").getByLabel("blocked").check();
        window.find("#move").getByLabel("Reason").fill("the vendor's answer");
    }

    private static void undo(Window window) {
        window.find("[data-undo]").first().click();
        assertThat(window.find("#undo [data-preview]")).containsText("The undo would make these changes:");
    }

    private static void palette(Window window) {
        window.page().keyboard().press("Control+k");
        window.page().keyboard().type("plan");
        assertThat(window.find("#palette [data-many]")).containsText("found");
    }

    private static Locator newToken(Window window) {
        window.find("[data-open=new-token]").click();
        Locator name = window.find("#new-token").getByLabel("Name");
        name.fill("laptop");
        return name;
    }

    private static void madeToken(Window window) {
        window.page()
                .route(
                        "**/api/access-tokens",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(201)
                                .setContentType("application/json")
                                .setBody(Api.json(Map.of("token", INVENTED)))));
        newToken(window).press("Enter");
        assertThat(window.find("#made-secret")).hasValue(INVENTED);
    }

    /** Nobody is logged in at the door. What is refused is what some are about. */
    Window window(Devledger devledger, Look look) {
        Window window = path.equals(DOOR) ? Window.ofAStranger(devledger, look) : Window.of(devledger, look);
        return window.expecting("status of 4");
    }

    void show(Window window, Scene scene) {
        window.open(path.replace("{changeSet}", scene.changeSet()));
        assertThat(window.find("h1").first()).isVisible();
        deed.accept(window, scene);
    }

    @Override
    public String toString() {
        return word;
    }
}
