package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history by change set, over REST and on the page. */
class ChangeSetListIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private String project;
    private String made;
    private String deleted;

    /** Two change sets: what an import made, and one that deleted all of it. */
    @BeforeEach
    void an_import_and_its_end() {
        String name = "Sets " + UUID.randomUUID();
        String lines = "{\"project\": {\"ref\": \"p\", \"name\": \"" + name + "\", \"placement\": \"none\"}}\n"
                + IntStream.range(0, 7)
                        .mapToObj(each -> "{\"task\": {\"project\": \"p\", \"title\": \"Step " + each + "\"}}")
                        .collect(Collectors.joining("\n"));
        made = API.send("POST", "/api/import", lines, "Content-Type", "application/x-ndjson")
                .expect(200)
                .json()
                .path("changeSet")
                .asString();
        project = API.get("/api/history?changeSet=" + made + "&event=project")
                .json()
                .at("/items/0/entity/key")
                .asString();
        deleted =
                API.send("DELETE", "/api/projects/" + project, null).expect(200).header("X-Change-Set");
    }

    private static JsonNode list(String query) {
        return API.read("/api/change-sets?" + query);
    }

    @Test
    void each_is_listed_once_with_its_first_entries_and_their_number() {
        JsonNode sets = list("tasks=true&entity=" + project);
        assertThat(Samples.texts(sets, "changeSet")).containsExactly(deleted, made);
        JsonNode first = sets.at("/items/1");
        assertThat(first.path("count").asLong()).isEqualTo(8);
        assertThat(first.path("entries")).hasSize(5);
        assertThat(first.path("type").isNull()).isTrue();
        JsonNode history = API.get("/api/history?changeSet=" + made).json().path("items");
        assertThat(first.path("entries")).isEqualTo(firstFive(history));
        assertThat(first.path("lastPosition")).isEqualTo(history.at("/0/position"));
        assertThat(first.path("firstPosition")).isEqualTo(history.at("/7/position"));
        assertThat(first.path("actor").asString()).isEqualTo("owner");
        assertThat(first.path("at")).isEqualTo(history.at("/0/at"));
        assertThat(sets.path("nextCursor").isNull()).isTrue();
    }

    private static JsonNode firstFive(JsonNode all) {
        var five = JsonMapper.shared().createArrayNode();
        IntStream.range(0, 5).forEach(each -> five.add(all.get(each)));
        return five;
    }

    @Test
    void the_filters_are_those_of_the_history_and_count_what_fits() {
        JsonNode tasks = list("event=task&tasks=true&entity=" + project);
        assertThat(tasks.at("/items/1/count").asLong()).isEqualTo(7);
        assertThat(tasks.at("/items/1/type").asString()).isEqualTo("task");
        assertThat(Samples.texts(list("event=task.created&tasks=true&entity=" + project), "changeSet"))
                .containsExactly(made);
        assertThat(list("actor=nobody&entity=" + project).path("items")).isEmpty();
        assertThat(list("entity=P-999999").path("items")).isEmpty();
        API.get(422, "/api/change-sets?kind=mood");
    }

    @Test
    void page_by_page_it_is_the_same_as_the_history_grouped() {
        String other = key(SAMPLES.project("Between " + UUID.randomUUID()));
        for (int i = 0; i < 11; i++) {
            API.send("PATCH", "/api/projects/" + other, "{\"name\": \"Renamed " + i + "\"}")
                    .expect(200);
        }
        List<String> paged = new ArrayList<>();
        String cursor = "";
        String further = "";
        for (int page = 0; page < 6; page++) {
            JsonNode sets = list("limit=2&entity=" + other + cursor);
            paged.addAll(Samples.texts(sets, "changeSet"));
            cursor = "&cursor=" + sets.path("nextCursor").asString();
            further = page == 0 ? cursor : further;
        }
        List<String> grouped =
                Samples.texts(API.get("/api/history?limit=200&entity=" + other).json(), "changeSet").stream()
                        .distinct()
                        .toList();
        assertThat(paged).hasSize(12).isEqualTo(grouped);
        API.get(422, "/api/change-sets?actor=owner" + further);
    }

    @Test
    void one_has_all_of_its_entries_in_pages() {
        JsonNode set = API.read("/api/change-sets/" + made + "?limit=6");
        assertThat(set.path("count").asLong()).isEqualTo(8);
        assertThat(set.path("entries")).hasSize(6);
        JsonNode rest = API.read("/api/change-sets/" + made + "?limit=6&cursor="
                + set.path("nextCursor").asString());
        assertThat(rest.path("entries")).hasSize(2);
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        API.get(404, "/api/change-sets/" + UUID.randomUUID());
        API.get(404, "/api/change-sets/nothing");
    }

    @Test
    void the_page_has_the_same_number_and_leads_to_the_rest() {
        String page = html("/history?entity=" + project);
        assertThat(page).contains("<a href=\"/change-sets/" + made + "\">8 changes</a>", ">and 3 more</a>");
        assertThat(html("/change-sets/" + made)).contains(">8 changes · ", "Change set <code>" + made + "</code>");
    }

    private static String html(String path) {
        return API.send("GET", path, null, "Accept", "text/html").expect(200).body();
    }
}
