package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happened, found and compared. */
class HistoryIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String project;
    private String task;

    /** Of the project and its task in turns, so that none of it is rolled up; the newest is the task's. */
    @BeforeEach
    void a_project_and_a_task_that_were_changed() {
        project = SAMPLES.project("Compared");
        task = SAMPLES.task(project, "The old text stays");
        SAMPLES.move(project, "active", "now");
        API.patch("/api/tasks/" + task, Map.of("title", "The new text stays", "dueDate", "2026-12-04"));
        SAMPLES.move(project, "paused", "later");
        API.patch("/api/tasks/" + task, Map.of("tags", List.of("rust")));
    }

    private String page() {
        return "/history?entity=" + project;
    }

    private static Locator row(Window window, String changeSet) {
        return window.find("[data-change-set='" + changeSet + "']");
    }

    /** Before the older one the old text was there, and behind the newer one a label that came in between. */
    @Test
    void two_rows_chosen_by_keys_show_what_differs_around_them() {
        String newer = API.lastChangeSet(task);
        List<JsonNode> entries = API.items("/api/tasks/" + task + "/history");
        String older = entries.get(1).path("changeSet").asString();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            window.page().keyboard().press("j");
            assertThat(row(window, newer)).isFocused();
            window.page().keyboard().press("x");
            assertThat(row(window, newer).getByLabel("select")).isChecked();
            assertThat(window.find("[data-chosen]")).containsText("1 change set is selected");
            window.page().keyboard().press("j");
            window.page().keyboard().press("j");
            window.page().keyboard().press("x");
            assertThat(row(window, older).getByLabel("select")).isChecked();
            window.page().keyboard().press("d");

            String from = String.valueOf(entries.get(1).path("position").asLong() - 1);
            String to = String.valueOf(entries.getFirst().path("position").asLong());
            assertThat(window.page()).hasURL(DEVLEDGER.base() + "/diff?from=" + from + "&to=" + to);
            assertThat(window.find("#main del").getByText("old", exactly())).isVisible();
            assertThat(window.find("#main ins").getByText("new", exactly())).isVisible();
            assertThat(window.find("#main ins").first()).hasCSS("text-decoration-line", "none"); // it is no link
            assertThat(window.find("#main ins").getByText("Fri 4 Dec 2026")).isVisible();
            assertThat(window.find("#main ins").getByText("rust")).isVisible();
            assertThat(window.find("#main ins").getByText("paused")).isVisible();
        }
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void a_third_choice_lets_go_of_the_first_and_boxes_and_a_button_do_it_too() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            Locator boxes = window.find("input[name=set]");
            boxes.nth(0).check();
            boxes.nth(1).check();
            boxes.nth(2).check();
            assertThat(boxes.nth(0)).not().isChecked();
            assertThat(boxes.nth(1)).isChecked();
            window.find("#compare button").click();
            assertThat(window.page()).hasURL(Pattern.compile(".*/diff\\?from=\\d+&to=\\d+$"));
        }
    }

    @Test
    void what_compares_covers_nothing_before_something_is_chosen() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(page());
            Locator compare = window.find("#compare");
            assertThat(compare).not().isInViewport();
            assertThat(compare.locator("button")).isDisabled();
            assertThat(compare.locator("button")).hasCSS("cursor", "default");
            window.find("input[name=set]").first().check();
            assertThat(compare).isInViewport();
            assertThat(compare.locator("button")).hasCSS("cursor", "pointer");
        }
    }

    /** What is chosen and what has the focus outlast what others change meanwhile. */
    @Test
    void a_page_that_is_drawn_anew_keeps_what_is_chosen() {
        String chosen = API.lastChangeSet(task);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            window.page().keyboard().press("j");
            window.page().keyboard().press("x");
            SAMPLES.move(project, "active", "at once");
            assertThat(window.find("q.reason").getByText("at once")).isVisible();
            assertThat(row(window, chosen).getByLabel("select")).isChecked();
            assertThat(row(window, chosen)).isFocused();
        }
    }

    @Test
    void p_looks_at_the_board_as_it_was_before_the_row() {
        long position = API.items("/api/tasks/" + task + "/history")
                .getFirst()
                .path("position")
                .asLong();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            window.page().keyboard().press("j");
            window.page().keyboard().press("p");
            assertThat(window.page()).hasURL(DEVLEDGER.base() + "/?asOf=" + (position - 1));
            assertThat(window.find("#past")).containsText("Past");
        }
    }

    @Test
    void a_run_is_one_row_that_opens_and_each_of_it_is_taken_back_by_itself() {
        String busy = SAMPLES.task(project, "Busy");
        for (String title : List.of("One", "Two", "Three", "Four")) {
            API.patch("/api/tasks/" + busy, Map.of("title", title));
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page() + "&event=task.edited");
            Locator run = window.find("[data-run] > summary").first();
            assertThat(run).containsText(Pattern.compile("[5-9] changes of tasks by owner"));
            window.page().keyboard().press("j");
            assertThat(run).isFocused();
            window.page().keyboard().press("Enter");
            window.page().keyboard().press("j");
            assertThat(row(window, API.lastChangeSet(busy))).isFocused();
            window.page().keyboard().press("u");
            assertThat(window.find("#undo [data-preview] li")).containsText(busy);
            window.page().keyboard().press("Escape");
            assertThat(row(window, API.lastChangeSet(busy))).isVisible();
            row(window, API.lastChangeSet(busy)).locator("[data-undo]").click();
            assertThat(window.find("#undo [data-preview] li")).hasCount(1);
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
        }
        assertThat(API.get("/api/tasks/" + busy).path("title").asString()).isEqualTo("Three");
    }

    /** Each filter alone and three together, on the page and of the API, which calls two of them otherwise. */
    @Test
    void each_filter_shows_what_the_api_gives_and_the_file_has_the_same_entries() {
        Agent.connect(API, "Filtered")
                .call("update_tasks", Map.of("tasks", List.of(Map.of("key", task, "title", "By a client"))));
        JsonNode byClient = API.items("/api/tasks/" + task + "/history").getFirst();
        String client = "client=" + URLEncoder.encode(byClient.path("client").asString(), StandardCharsets.UTF_8);
        LocalDate today = LocalDate.now(
                ZoneId.of(API.get("/api/history/by?group=day").path("timeZone").asString()));
        List<String> filters = List.of(
                "actor=owner",
                "channel=mcp",
                client,
                "tool=update_tasks",
                "event=task.edited",
                "q=later",
                "status=true",
                "since=" + today,
                "until=" + today,
                "agent=" + URLEncoder.encode(byClient.path("agent").asString(), StandardCharsets.UTF_8),
                "channel=rest&event=project&q=now");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            for (String filter : filters) {
                window.open(page() + "&" + filter);
                String api = filter.replace("status=true", "kind=status")
                        .replace("until=" + today, "until=" + today.plusDays(1)); // a day is its beginning there
                List<JsonNode> entries = API.items("/api/history?limit=100&tasks=true&entity=" + project + "&" + api);
                assertThat(entries).as(filter).isNotEmpty();
                assertThat(shown(window)).as(filter).isEqualTo(changeSets(entries));
                String file =
                        window.find("a[href*='format=csv'][href*='entity=']").getAttribute("href");
                assertThat(API.send("GET", file, null).body().lines().skip(1).map(HistoryIT::ends))
                        .as(filter)
                        .containsExactlyInAnyOrderElementsOf(entries.stream()
                                .map(each -> ends(each.path("position").asString() + ","
                                        + each.path("changeSet").asString() + ","
                                        + each.path("agent").asString("")))
                                .toList());
            }
        }
    }

    @Test
    void what_the_sync_notes_for_itself_is_shown_to_who_asks_for_it() {
        String placed = API.post("/api/projects", Map.of("name", "Placed " + Samples.word()))
                .path("key")
                .asString();
        await().atMost(Duration.ofSeconds(30)).until(() -> API.get("/api/projects/" + placed)
                .at("/links/0/state")
                .asString()
                .equals("synced"));
        String history = "/api/history?limit=100&tasks=true&entity=" + placed;
        List<String> told = changeSets(API.items(history));
        List<String> all = changeSets(API.items(history + "&sync=true"));
        assertThat(all).hasSizeGreaterThan(told.size());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/history?entity=" + placed);
            assertThat(shown(window)).isEqualTo(told);
            window.open("/history?entity=" + placed + "&sync=true");
            assertThat(shown(window)).isEqualTo(all);
        }
    }

    private static List<String> changeSets(List<JsonNode> entries) {
        return entries.stream()
                .map(each -> each.path("changeSet").asString())
                .distinct()
                .toList();
    }

    /** Of a line of the file the position, the change set and the agent: its first cell and its last two. */
    private static String ends(String line) {
        List<String> cells = Arrays.asList(line.split(",", -1));
        return cells.getFirst() + " " + String.join(" ", cells.subList(cells.size() - 2, cells.size()));
    }

    private static List<String> shown(Window window) {
        return window.find("[data-change-set]").all().stream()
                .map(row -> row.getAttribute("data-change-set"))
                .toList();
    }

    @Test
    void all_of_it_is_paged_to_the_end_and_no_page_grows() {
        for (int i = 0; i < 110; i++) {
            API.patch("/api/tasks/" + task, Map.of("title", "Title " + i));
        }
        List<String> all = API.items("/api/tasks/" + task + "/history?limit=200").stream()
                .map(each -> each.path("changeSet").asString())
                .toList();
        Set<String> seen = new LinkedHashSet<>();
        int pages = 1;
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/history?entity=" + task);
            while (true) {
                List<String> rows = shown(window);
                assertThat(rows).hasSizeBetween(1, 100);
                assertThat(Collections.disjoint(rows, seen)).isTrue();
                seen.addAll(rows);
                if (window.find("main a[rel=next]").count() == 0) {
                    break;
                }
                window.find("main a[rel=next]").click();
                pages++;
                assertThat(window.page()).hasURL(Pattern.compile(".*cursor=.*"));
                assertThat(row(window, rows.getLast())).hasCount(0);
            }
        }
        assertThat(pages).isEqualTo(2);
        assertThat(seen).hasSizeGreaterThan(110).containsAll(all);
    }

    /** What came and went between the two moments, and each kind of what can be changed. */
    @Test
    void what_differs_is_what_the_api_says_from_what_to_what() {
        String changed = SAMPLES.task(
                project,
                "Changes",
                Map.of(
                        "description",
                        "One line stays\nand another goes",
                        "tags",
                        List.of("kept", "old"),
                        "dueDate",
                        "2026-12-04",
                        "checklist",
                        List.of(Map.of("title", "First", "done", false))));
        String gone = SAMPLES.task(project, "Goes");
        long from = newest();
        API.patch(
                "/api/tasks/" + changed,
                Map.of(
                        "description",
                        "One line stays\nand something comes",
                        "tags",
                        List.of("kept", "new"),
                        "dueDate",
                        "2026-12-05",
                        "priority",
                        "high",
                        "checklist",
                        List.of(Map.of("title", "First", "done", true)),
                        "blockedBy",
                        List.of(task)));
        API.send("DELETE", "/api/tasks/" + gone, null);
        SAMPLES.task(
                project,
                "Comes",
                Map.of("description", "All of it is new", "startDate", "2026-12-31", "priority", "low"));
        API.patch("/api/projects/" + project, Map.of("name", "Compared again"));
        SAMPLES.move(project, "blocked", "until later");
        String asked = "?from=" + from + "&to=" + newest() + "&project=" + project;

        List<JsonNode> differences = API.items("/api/diff" + asked);
        assertThat(differences.stream().map(each -> each.path("change").asString()))
                .containsExactlyInAnyOrder("changed", "changed", "created", "deleted");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/diff" + asked);
            assertThat(window.page().evaluate(SHOWN))
                    .isEqualTo(differences.stream()
                            .flatMap(HistoryIT::told)
                            .sorted()
                            .toList());
            Locator text = window.find(".different li:has(a[href='/tasks/" + changed + "']) .field")
                    .filter(new Locator.FilterOptions().setHasText("description"));
            assertThat(text.locator("del")).hasText("another goes");
            assertThat(text.locator("ins")).hasText("something comes");
            assertThat((List<?>) window.page().evaluate(UNMARKED)).isEmpty();
        }
    }

    /** What the page says of each that differs, and of each of its fields: its name, what was there and what is there. */
    private static final String SHOWN = """
            () => {
              const words = (nodes) => nodes.map(each => each.textContent).join(' ').replace(/\\s+/g, ' ').trim();
              return [...document.querySelectorAll('.different .change')].flatMap(word => {
                const place = word.closest('li') ?? word.closest('section');
                const key = place.querySelector('.key');
                const fields = [...place.querySelectorAll(':scope > .field')].map(field => {
                  const pieces = [...field.querySelector('.text').children].filter(each => each.matches('del, ins, bdi'));
                  const from = words(pieces.filter(each => !each.matches('ins')));
                  const to = words(pieces.filter(each => !each.matches('del')));
                  return `${key.textContent} ${words([field.querySelector('.hint')])}: ${from} → ${to}`;
                });
                return [`${words([key, key.nextElementSibling])} ${word.textContent}`, ...fields];
              }).sort();
            }""";

    /** Those that came or went and would be told by their colour alone. */
    private static final String UNMARKED = """
            () => [...document.querySelectorAll('.different del, .different ins')].filter(each => {
              const gone = each.matches('del');
              return getComputedStyle(each, '::before').content !== (gone ? '"− "' : '"+ "')
                || getComputedStyle(each).textDecorationLine !== (gone ? 'line-through' : 'none');
            }).map(each => each.outerHTML)""";

    /** What the page calls otherwise. */
    private static final Map<String, String> WORDS = Map.of(
            "blockedBy",
            "waits for",
            "dueDate",
            "due date",
            "startDate",
            "start date",
            "statusReason",
            "status reason");

    /** Of what is new these are in its head or go without saying. */
    private static final Set<String> UNSAID = Set.of("title", "timeZone");

    private static long newest() {
        return API.get("/api/history?limit=1").at("/items/0/position").asLong();
    }

    /** The same as the API has it. */
    private static Stream<String> told(JsonNode difference) {
        String key = difference.at("/entity/key").asString();
        String change = difference.path("change").asString();
        String name = key.startsWith("P-")
                ? API.get("/api/projects/" + key).path("name").asString()
                : API.get("/api/tasks/" + key).path("title").asString();
        return Stream.concat(
                Stream.of(key + " " + name + " " + change),
                difference
                        .path("changes")
                        .valueStream()
                        .filter(field -> !field.path("field").asString().endsWith("Id"))
                        .filter(field -> !change.equals("created")
                                || !UNSAID.contains(field.path("field").asString()))
                        .map(field -> key + " " + told(field.path("field").asString(), field)));
    }

    /** Of a list only what came and what went. */
    private static String told(String name, JsonNode field) {
        List<String> from = values(name, field.path("from"));
        List<String> to = values(name, field.path("to"));
        boolean isList = field.path("from").isArray() || field.path("to").isArray();
        return WORDS.getOrDefault(name, name) + ": " + joined(from, isList ? to : List.of()) + " → "
                + joined(to, isList ? from : List.of());
    }

    private static String joined(List<String> values, List<String> without) {
        return values.stream().filter(each -> !without.contains(each)).collect(Collectors.joining(" "));
    }

    private static List<String> values(String name, JsonNode value) {
        return value.isNull()
                ? List.of()
                : (value.isArray() ? value.valueStream() : Stream.of(value))
                        .map(each -> text(name, each))
                        .toList();
    }

    private static String text(String name, JsonNode value) {
        if (value.isObject()) {
            return (value.path("done").asBoolean() ? "☑ " : "☐ ")
                    + value.path("title").asString();
        }
        return name.endsWith("Date")
                ? LocalDate.parse(value.asString())
                        .format(DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH))
                : value.asString().replaceAll("\\s+", " ");
    }

    private static Locator slider(Window window) {
        return window.find("#past input[type=range]");
    }

    private static void awaitMoment(Window window, JsonNode entry) {
        String position = entry.path("position").asString();
        assertThat(window.page()).hasURL(Pattern.compile("[?&]asOf=" + position + "(&|$)"));
        assertThat(window.find("#past")).containsText("After event " + position + " (");
    }

    /** Newest first: of the task and of the project in turns, as they were made. */
    @Test
    void as_of_a_moment_it_shows_what_had_happened_up_to_then_with_its_filters() {
        List<JsonNode> entries = API.items("/api/history?limit=50&tasks=true&entity=" + project);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            window.page().keyboard().press("t");
            awaitMoment(window, entries.getFirst());
            assertThat(slider(window)).isVisible();
            assertThat(shown(window)).hasSize(entries.size());
            window.page().keyboard().press("t");
            assertThat(slider(window)).isFocused();
            for (int i = 1; i <= 3; i++) {
                window.page().keyboard().press("ArrowLeft");
                awaitMoment(window, entries.get(i));
                assertThat(window.find("[data-change-set]")).hasCount(entries.size() - i);
                assertThat(shown(window))
                        .first()
                        .isEqualTo(entries.get(i).path("changeSet").asString());
                assertThat(slider(window)).isFocused();
            }
            assertThat(window.find(".days title").last()).containsText(": " + (entries.size() - 3) + " changes");
            assertThat(window.find("main [name=entity]")).hasValue(project);
            assertThat(window.find("main a[href*=export]")).hasCount(0);
            window.find("main [name=status]").check();
            window.find("main .filters > button").click();
            awaitMoment(window, entries.get(3));
            assertThat(window.find("q.reason")).hasText(new String[] {"now"});
        }
    }

    @Test
    void what_is_undone_from_the_past_is_what_the_row_says() {
        JsonNode newest = API.items("/api/tasks/" + task + "/history").getFirst();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open(page() + "&asOf=" + newest.path("position").asString());
            row(window, newest.path("changeSet").asString())
                    .locator("[data-undo]")
                    .click();
            assertThat(window.find("#undo [data-preview] li")).containsText(task);
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
            assertThat(shown(window)).first().isEqualTo(newest.path("changeSet").asString());
            window.find("#past").getByText("Back to now").click();
            assertThat(window.find("[data-change-set]").first())
                    .hasAttribute("data-change-set", API.lastChangeSet(task));
        }
        assertThat(API.get("/api/tasks/" + task).path("tags")).isEmpty();
    }

    @Test
    void on_a_phone_the_filters_are_a_sheet_that_gives_the_focus_back() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(page() + "&status=true");
            Locator opener = window.find("[data-filters-open]");
            Locator sheet = window.find("#filters");
            assertThat(opener).hasText(Pattern.compile("Filters\\s+2 active"));
            assertThat(Window.box(opener).height).isGreaterThanOrEqualTo(44);
            assertThat(window.page().getByLabel("Words")).isHidden();
            opener.tap();
            assertThat(sheet).isVisible();
            assertThat(sheet.getByLabel("Project or task")).hasValue(project);
            var box = Window.box(sheet);
            assertThat(box.width).isEqualTo(390);
            assertThat(box.y + box.height).isEqualTo(844);
            AccessibilityIT.assertNothingFound(window);
            window.page().keyboard().press("Escape");
            assertThat(sheet).isHidden();
            assertThat(opener).isFocused();
            assertThat(window.width()).isEqualTo(390);

            opener.tap();
            sheet.getByLabel("Words").fill("later");
            // What comes meanwhile is shown afterwards, and what was typed is kept.
            SAMPLES.move(project, "active", "meanwhile");
            sheet.getByText("Close").tap();
            assertThat(window.find("q.reason").getByText("meanwhile")).hasCount(1);
            assertThat(opener).isFocused();
            opener.tap();
            assertThat(sheet.getByLabel("Words")).hasValue("later");
            sheet.getByText("Show").tap();
            assertThat(window.page()).hasURL(Pattern.compile("q=later"));
            assertThat(opener).hasText(Pattern.compile("Filters\\s+3 active"));
            assertThat(window.find("q.reason")).hasText(new String[] {"later"});
        }
    }

    @Test
    void where_there_is_room_the_filters_stand_there_also_without_script() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK);
                Window plain = Window.withoutScript(DEVLEDGER)) {
            for (Window each : List.of(window, plain)) {
                each.open(page());
                assertThat(each.find("[data-filters-open]")).isHidden();
                each.page().getByLabel("Words").fill("later");
                each.page().keyboard().press("Enter");
                assertThat(each.page()).hasURL(Pattern.compile("q=later"));
                assertThat(each.find("q.reason")).hasText(new String[] {"later"});
            }
            plain.page().setViewportSize(390, 844);
            assertThat(plain.page().getByLabel("Words")).isHidden();
            plain.find("[data-filters-open]").click();
            assertThat(plain.page().getByLabel("Words")).isVisible();
            plain.find(".filters > button").click();
            assertThat(plain.find("q.reason")).hasText(new String[] {"later"});
        }
    }
}
