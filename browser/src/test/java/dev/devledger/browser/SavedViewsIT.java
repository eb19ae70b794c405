package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Saved views of the page of tasks: a tab there, and favourites in the navigation and in the palette. */
class SavedViewsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();

    private String word;
    private String name;
    private String address;

    @BeforeEach
    void tasks_with_a_tag() {
        word = Samples.word();
        name = "Rust " + word;
        address = "/tasks?group=status&tag=" + word;
        Samples samples = new Samples(API);
        samples.task(samples.project("Home of " + word), "Parse " + word, Map.of("tags", List.of(word)));
    }

    @AfterEach
    void no_view_stays() {
        API.items("/api/views")
                .forEach(each ->
                        API.send("DELETE", "/api/views/" + each.path("key").asString(), null));
    }

    private static Locator tab(Window window, String name) {
        return window.find(".states a.saved").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator button(Window window, String words) {
        return window.find("main")
                .getByRole(
                        AriaRole.BUTTON, new GetByRoleOptions().setName(words).setExact(true));
    }

    private static void menu(Window window, String item) {
        window.find(".view-bar summary").click();
        window.find(".view-bar [role=menu]").getByText(item).click();
    }

    private void save(Window window) {
        button(window, "Save view…").click();
        window.find("#view[open]").getByLabel("Name").fill(name);
        window.page().keyboard().press("Enter");
        assertThat(window.message()).containsText("View saved.");
    }

    @Test
    void filters_become_a_view_that_is_opened_renamed_changed_deleted_and_brought_back() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks");
            assertThat(button(window, "Save view…")).isHidden();
            window.openLive(address);
            assertThat(window.find(".view-bar")).containsText("A saved view keeps these filters under a name");
            save(window);
            assertThat(tab(window, name)).hasAttribute("aria-current", "page");
            assertThat(window.find(".states [aria-current]")).hasCount(1);

            window.openLive("/tasks");
            tab(window, name).click();
            assertThat(window.page()).hasURL(DEVLEDGER.base() + address);
            assertThat(window.find("[data-line]")).hasCount(1);
            menu(window, "Rename…");
            assertThat(window.find("#view[open]").getByLabel("Name")).hasValue(name);
            window.find("#view[open]").getByLabel("Name").fill("Else " + word);
            window.page().keyboard().press("Enter");
            assertThat(tab(window, "Else " + word)).isVisible();

            window.openLive(address + "&priority=none");
            button(window, "Save view…").click();
            window.find("#view[open]").getByLabel("Save as").selectOption(new SelectOption().setIndex(1));
            assertThat(window.find("#view [name=name]")).isHidden();
            window.find("#view[open] [value=store]").click();
            assertThat(tab(window, "Else " + word)).hasAttribute("aria-current", "page");
            assertThat(tab(window, "Else " + word))
                    .hasAttribute("href", "/tasks?group=status&priority=none&tag=" + word);

            menu(window, "Delete");
            assertThat(window.message()).containsText("View deleted.");
            assertThat(tab(window, word)).hasCount(0);
            window.message().getByText("Undo").click();
            assertThat(tab(window, "Else " + word)).isVisible();
        }
    }

    @Test
    void a_favourite_is_in_the_navigation_and_in_the_palette() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(address);
            save(window);
            button(window, "Add to favourites").click();
            assertThat(button(window, "Remove from favourites")).isVisible();
            Locator more = window.find("header.frame nav .more");
            more.locator("summary").click();
            assertThat(more.locator("a").first()).hasText("★ " + name);
            assertThat(window.find("header.frame")).hasCSS("height", "48px");
            AccessibilityIT.assertNothingFound(window);
            more.locator("a").first().click();
            assertThat(window.page()).hasURL(DEVLEDGER.base() + address);

            window.openLive("/history");
            assertThat(window.find("main")).containsText("Made the view a favourite");
            window.page().keyboard().press("Control+k");
            window.page().keyboard().type("rust " + word);
            assertThat(window.find("#palette [role=option]").first()).containsText(name);
            window.page().keyboard().press("Enter");
            assertThat(window.page()).hasURL(DEVLEDGER.base() + address);
        }
        try (Window phone = Window.of(DEVLEDGER, Look.PHONE.inTheDark())) {
            phone.openLive(address);
            assertThat(phone.find(".view-bar")).isInViewport();
            assertThat(phone.width()).isLessThanOrEqualTo(390);
            AccessibilityIT.assertNothingFound(phone);
            phone.find(".tabs summary").click();
            assertThat(phone.find(".tabs .more a").first()).hasText("★ " + name);
            assertThat(Window.box(phone.find(".tabs .more a").first()).height).isGreaterThanOrEqualTo(44);
            button(phone, "Remove from favourites").evaluate("each => each.click()");
            assertThat(phone.find(".tabs .more a").first()).hasText("Agents");
        }
    }

    @Test
    void a_name_breaks_no_page() {
        for (String text : Hostile.TEXTS) {
            String cut = text.substring(0, Math.min(text.length(), 100));
            API.post("/api/views", Map.of("name", cut, "query", "tag=" + word, "favourite", true));
        }
        API.post("/api/views", Map.of("name", "W".repeat(100), "query", "tag=" + word + "&view=all"));
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.openLive("/tasks?tag=" + word);
                assertThat(window.width()).isLessThanOrEqualTo(look.width());
                assertThat(window.page().evaluate(HostileNamesIT.LOOSE)).isEqualTo(List.of());
                assertThat(window.find("main img, header img, .tabs img")).hasCount(0);
                window.find(look.touch() ? ".tabs summary" : "header.frame nav .more summary")
                        .click();
                assertThat(window.width()).isLessThanOrEqualTo(look.width());
            }
        }
    }
}
