package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.app.Card;
import dev.devledger.adapters.sandbox.ticktick.app.CardForm;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page as a browser without scripts uses it; what comes of it is looked at through the API. */
class SandboxPageTest {
    private static final OkHttpClient BROWSER = new OkHttpClient();
    private static SandboxServer server;
    private static TickTickCalls ticktick;

    @BeforeAll
    static void start() {
        server = SandboxServer.start(
                new SteppingClock("2026-10-26T06:13:20Z"), Map.of("sandbox-test.rate-limit", "false"));
        ticktick = new TickTickCalls(server.url() + Call.PATH, SandboxServer.TOKEN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("b44")
    void b44_an_edit_on_the_page_changes_all_three_marks_and_only_what_was_edited() throws IOException {
        String list = ticktick.project("edited");
        String id = ticktick.create(
                        "'title':'old','content':'note','priority':3,'tags':['a'],'projectId':'" + list + "'")
                .text("id");
        JsonNode before = ticktick.read(list, id).json();
        // Meanwhile somebody else changes what this person does not touch.
        ticktick.update(list, id, "'priority':5");
        Map<String, String> form = form(new Card((ObjectNode) before));
        form.put("title", "new");
        form.put("note", "two\r\nlines");
        form.put("day", "2026-11-03");
        form.put("tags", "b, A");
        post("/cards/" + id, form);

        JsonNode after = ticktick.read(list, id).json();
        for (String mark : new String[] {"etag", "etimestamp", "modifiedTime"})
            assertThat(after.path(mark)).as(mark).isNotEqualTo(before.path(mark));
        assertThat(after.path("title").asString()).isEqualTo("new");
        assertThat(after.path("content").asString()).isEqualTo("two\nlines");
        assertThat(after.path("dueDate").asString()).isEqualTo("2026-11-02T23:00:00.000+0000");
        assertThat(after.path("isAllDay").booleanValue()).isTrue();
        assertThat(after.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(after.path("priority").intValue()).isEqualTo(5);
    }

    /** As a browser sends it when nothing was touched. */
    private static Map<String, String> form(Card card) {
        Map<String, String> form = new LinkedHashMap<>(CardForm.of(card).fields());
        CardForm.of(card).fields().forEach((field, value) -> form.put("was-" + field, value));
        return form;
    }

    @Test
    void lists_and_cards_are_added_renamed_ticked_and_deleted() throws IOException {
        String page = post("/lists", Map.of("name", "Errands"));
        String list = ticktick.get("/project").json().path(0).path("id").asString();
        assertThat(page).contains("<h2>Errands</h2>");
        assertThat(post("/lists/" + list, Map.of("name", "Chores"))).contains("<h2>Chores</h2>");
        assertThat(post("/lists/" + list + "/cards", Map.of("title", "Sweep"))).contains(">Sweep</bdi></a>");
        String id = ticktick.open(list).getFirst();

        post("/cards/" + id + "/cards", Map.of("title", "Buy a broom"));
        assertThat(ticktick.read(list, id).json().path("childIds")).hasSize(1);
        post("/cards/" + id + "/items", Map.of("title", "kitchen"));
        JsonNode item = ticktick.read(list, id).json().path("items").path(0);
        post("/cards/" + id + "/items/" + item.path("id").asString(), Map.of());
        assertThat(ticktick.read(list, id)
                        .json()
                        .path("items")
                        .path(0)
                        .path("status")
                        .intValue())
                .isEqualTo(1);

        post("/cards/" + id + "/complete", Map.of());
        assertThat(status(list, id)).isEqualTo(2);
        post("/cards/" + id + "/reopen", Map.of());
        assertThat(status(list, id)).isZero();
        post("/cards/" + id + "/abandon", Map.of());
        assertThat(status(list, id)).isEqualTo(-1);
        assertThat(post("/cards/" + id + "/delete", Map.of())).doesNotContain(">Sweep</bdi></a>");
        assertThat(post("/lists/" + list + "/delete", Map.of())).doesNotContain("Chores");
    }

    @Test
    void a_title_that_turns_the_direction_of_text_does_not_turn_what_is_beside_it() throws IOException {
        String list = ticktick.project("turned");
        ticktick.create("'title':'\u202eturned','projectId':'" + list + "'");
        String id = ticktick.open(list).getFirst();
        assertThat(get("").body()).contains("<bdi>\u202eturned</bdi></a>");
        post("/cards/" + id + "/items", Map.of("title", "item"));
        assertThat(get("").body()).contains("<bdi>item</bdi></span>");
        assertThat(post("/cards/" + id + "/delete", Map.of())).contains("<bdi>\u202eturned</bdi></span>");
    }

    @Test
    void every_date_a_zone_and_a_rule_are_edited_on_the_page() throws IOException {
        String list = ticktick.project("dated");
        String id = ticktick.create("'title':'t','projectId':'" + list + "','dueDate':'2026-11-03T09:00:00+0100'")
                .text("id");
        edit(list, id, Map.of("startDay", "2026-11-02", "startTime", "08:00"));
        JsonNode span = ticktick.read(list, id).json();
        assertThat(span.path("startDate").asString()).isEqualTo("2026-11-02T07:00:00.000+0000");
        assertThat(span.path("dueDate").asString()).isEqualTo("2026-11-03T08:00:00.000+0000");

        // In the app a later due day leaves the start where it is, unless that would then come after it.
        edit(list, id, Map.of("day", "2026-11-04"));
        assertThat(ticktick.read(list, id).text("startDate")).isEqualTo("2026-11-02T07:00:00.000+0000");
        edit(list, id, Map.of("day", "2026-11-01"));
        assertThat(ticktick.read(list, id).text("startDate")).isEqualTo("2026-11-01T08:00:00.000+0000");
        edit(list, id, Map.of("day", "2026-11-03", "startDay", "2026-11-02", "startTime", "08:00"));

        // In another zone the clock shows the same: 8:00 and 9:00 in New York.
        edit(list, id, Map.of("zone", "America/New_York", "repeat", "RRULE:FREQ=WEEKLY;INTERVAL=1"));
        JsonNode rezoned = ticktick.read(list, id).json();
        assertThat(rezoned.path("timeZone").asString()).isEqualTo("America/New_York");
        assertThat(rezoned.path("startDate").asString()).isEqualTo("2026-11-02T13:00:00.000+0000");
        assertThat(rezoned.path("dueDate").asString()).isEqualTo("2026-11-03T14:00:00.000+0000");
        assertThat(rezoned.path("repeatFlag").asString()).isEqualTo("RRULE:FREQ=WEEKLY;INTERVAL=1");

        edit(list, id, Map.of("time", "", "startTime", "", "startDay", ""));
        JsonNode allDay = ticktick.read(list, id).json();
        assertThat(allDay.path("isAllDay").booleanValue()).isTrue();
        assertThat(allDay.path("dueDate").asString()).isEqualTo("2026-11-03T05:00:00.000+0000");
        assertThat(allDay.path("startDate")).isEqualTo(allDay.path("dueDate"));

        assertRefused("/cards/" + id, edited(list, id, Map.of("zone", "Nowhere/Land")), "zone");
        assertRefused("/cards/" + id, edited(list, id, Map.of("day", "someday")), "day");
        assertThat(ticktick.read(list, id).json()).isEqualTo(allDay);
        edit(list, id, Map.of("day", ""));
        assertThat(ticktick.read(list, id).json().has("dueDate")).isFalse();
    }

    private static void edit(String list, String id, Map<String, String> changed) throws IOException {
        post("/cards/" + id, edited(list, id, changed));
    }

    private static Map<String, String> edited(String list, String id, Map<String, String> changed) throws IOException {
        Map<String, String> form =
                form(new Card((ObjectNode) ticktick.read(list, id).json()));
        form.putAll(changed);
        return form;
    }

    /** The page says so at that input, which keeps what was typed. */
    private static String assertRefused(String path, Map<String, String> fields, String input) throws IOException {
        String page = text(server.url() + PagePaths.BOARD + path, body(fields), 422);
        assertThat(page).contains("<p class=\"wrong\" id=\"wrong\" role=\"alert\">");
        assertThat(page)
                .containsPattern("<input id=\"" + input + "\"[^>]* aria-invalid=\"true\" aria-describedby=\"wrong\"");
        return page;
    }

    @Test
    void a_card_is_moved_put_below_another_and_restored_on_the_page() throws IOException {
        String list = ticktick.project("from");
        String other = ticktick.project("to");
        String parent = ticktick.task(list, "Parent");
        String id = ticktick.task(list, "Wanderer");
        assertThat(get("/cards/" + id).body()).contains(">Parent</option>", ">to</option>", ">Inbox</option>");
        post("/cards/" + id + "/parent", Map.of("parent", parent));
        assertThat(ticktick.read(list, id).text("parentId")).isEqualTo(parent);
        post("/cards/" + id + "/move", Map.of("list", other));
        assertThat(ticktick.open(other)).containsExactly(id);
        assertThat(text(
                        server.url() + PagePaths.BOARD + "/cards/" + id + "/move",
                        body(Map.of("list", "70aa00000000000000000001", "back", "card", "from", "move")),
                        422))
                .contains("<select id=\"move\" name=\"list\" aria-invalid=\"true\"", "Unknown list.");
        assertThat(ticktick.open(other)).containsExactly(id);
        assertThat(post("/cards/" + id + "/delete", Map.of())).contains("/cards/" + id + "/restore");
        assertThat(post("/cards/" + id + "/restore", Map.of())).contains(">Wanderer</bdi></a>");
        assertThat(ticktick.open(other)).containsExactly(id);
    }

    @Test
    void checklist_items_are_renamed_and_removed_on_the_page() throws IOException {
        String list = ticktick.project("checked");
        String id = ticktick.create("'title':'t','content':'words','projectId':'" + list + "'")
                .text("id");
        post("/cards/" + id + "/items", Map.of("title", "one"));
        JsonNode task = ticktick.read(list, id).json();
        assertThat(task.path("desc").asString()).isEqualTo("words");
        String item = task.path("items").path(0).path("id").asString();
        post("/cards/" + id + "/items/" + item + "/title", Map.of("title", "two"));
        JsonNode renamed = ticktick.read(list, id).json().path("items").path(0);
        assertThat(renamed.path("title").asString()).isEqualTo("two");
        assertThat(renamed.path("id").asString()).isEqualTo(item);
        post("/cards/" + id + "/items/" + item + "/delete", Map.of());
        JsonNode text = ticktick.read(list, id).json();
        assertThat(text.has("items")).isFalse();
        assertThat(text.path("kind").asString()).isEqualTo("TEXT");
        assertThat(text.path("content").asString()).isEqualTo("words");
    }

    private static int status(String list, String id) throws IOException {
        return ticktick.read(list, id).json().path("status").intValue();
    }

    @Test
    void what_people_write_is_shown_and_never_becomes_markup() throws IOException {
        String list = ticktick.project("a <b>list</b> & more");
        String id = ticktick.create(
                        "'projectId':'" + list + "','title':'<script>100% x</script>','content':'<i>','tags':['<u>'],"
                                + "'items':[{'title':'</ul>'}]")
                .text("id");
        for (String page : new String[] {get("").body(), get("/cards/" + id).body()}) {
            assertThat(page).contains("&lt;script&gt;100% x&lt;/script&gt;");
            assertThat(page).doesNotContain("<script>", "<i>", "<u>", "<b>");
        }
    }

    @Test
    void a_blank_name_makes_nothing_and_is_told_at_its_input() throws IOException {
        String list = ticktick.project("kept");
        int before = ticktick.get("/project").ids().size();
        assertThat(assertRefused("/lists", Map.of("name", "  ", "from", "new-list"), "new-list"))
                .contains("A name is required.");
        assertRefused("/lists/" + list, Map.of("name", " ", "from", "name-" + list), "name-" + list);
        assertRefused("/lists/" + list + "/cards", Map.of("title", " ", "from", "add-" + list), "add-" + list);
        assertThat(ticktick.get("/project").ids()).hasSize(before);
        String id = ticktick.task(list, "Kept");
        assertThat(assertRefused("/cards/" + id, edited(list, id, Map.of("title", " ", "note", "<typed>")), "title"))
                .contains("Enter a title.", "&lt;typed&gt;");
        assertThat(assertRefused("/cards/" + id, edited(list, id, Map.of("startDay", "2026-11-02")), "day"))
                .contains("Enter a due day too.", "value=\"2026-11-02\"");
        assertRefused(
                "/cards/" + id + "/items", Map.of("title", " ", "back", "card", "from", "add-items"), "add-items");
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("Kept");
        assertThat(ticktick.read(list, id).json().has("items")).isFalse();
    }

    @Test
    void a_card_that_is_gone_is_told() throws IOException {
        assertThat(text(server.url() + PagePaths.BOARD + "/cards/70aa00000000000000000001", null, 404))
                .contains("<main class=\"board\"", "role=\"alert\">This card is not there any more.");
    }

    @Test
    void cards_show_the_key_that_they_have_elsewhere() throws IOException {
        String list = ticktick.project("keyed");
        String id = ticktick.task(list, "Keyed");
        ticktick.task(list, "Other");
        assertThat(get("").body().split("<span class=\"key\">P-7</span>", -1)).hasSize(2);
        assertThat(get("/cards/" + id).body()).contains("<h1>Edit the card <span>P-7 in Devledger</span></h1>");
    }

    @Test
    void the_page_allows_no_inline_script_or_style() throws IOException {
        assertThat(get("").header()).contains("default-src 'none'", "script-src 'self'");
        assertThat(get("").body()).doesNotContain("style=", "onclick");
        assertThat(get("").body()).contains("href=\"/theme.css?v=");
        assertThat(get("/sandbox.css").body()).contains("var(--raised)").doesNotContain("light-dark(");
        assertThat(get("/sandbox.js").body()).contains("fetch(");
    }

    @Test
    void a_board_that_was_seen_is_not_sent_again() throws IOException {
        String list = ticktick.project("seen");
        String version = get("").body().replaceAll("(?s).*data-version=\"(-?\\d+)\".*", "$1");
        assertThat(status("?seen=" + version)).isEqualTo(204);
        ticktick.task(list, "something new");
        assertThat(status("?seen=" + version)).isEqualTo(200);
    }

    private static int status(String query) throws IOException {
        Request request = new Request.Builder()
                .url(server.url() + PagePaths.BOARD + query)
                .build();
        try (Response response = BROWSER.newCall(request).execute()) {
            return response.code();
        }
    }

    @Test
    void forms_carry_the_csrf_token() throws IOException {
        try (SandboxServer guarded =
                SandboxServer.start(new SteppingClock("2026-10-26T06:13:20Z"), Map.of("sandbox-test.csrf", "true"))) {
            String page = text(guarded.url() + PagePaths.BOARD, null, 200);
            assertThat(page).contains("<input type=\"hidden\" name=\"_csrf\" value=\"t0ken\">");
            assertThat(page.split("<form", -1)).hasSameSizeAs(page.split("t0ken", -1));
        }
    }

    static CsrfToken csrf() {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "t0ken");
    }

    private record Shown(String header, String body) {}

    private static Shown get(String path) throws IOException {
        Request request =
                new Request.Builder().url(server.url() + PagePaths.BOARD + path).build();
        try (Response response = BROWSER.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
            return new Shown(
                    String.valueOf(response.header("Content-Security-Policy")),
                    response.body().string());
        }
    }

    /** The page that the browser is sent on to. */
    private static String post(String path, Map<String, String> fields) throws IOException {
        return text(server.url() + PagePaths.BOARD + path, body(fields), 200);
    }

    private static RequestBody body(Map<String, String> fields) {
        FormBody.Builder form = new FormBody.Builder();
        fields.forEach(form::add);
        return form.build();
    }

    private static String text(String url, RequestBody body, int status) throws IOException {
        Request.Builder request = new Request.Builder().url(url);
        if (body != null) request.post(body);
        try (Response response = BROWSER.newCall(request.build()).execute()) {
            assertThat(response.code()).isEqualTo(status);
            return response.body().string();
        }
    }
}
