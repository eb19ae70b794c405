package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved views through the whole application. */
class SavedViewsIT {
    private static final String VIEWS = "/api/views";
    private static final Api API = SharedDevledger.get().api();

    private static String fresh() {
        return "Rust " + UUID.randomUUID();
    }

    private static Answer saved(String name, String query) {
        return API.post(201, VIEWS, body(name, query));
    }

    private static String body(String name, String query) {
        return "{\"name\": \"" + name + "\", \"query\": \"" + query + "\"}";
    }

    private static Answer undo(Answer write) {
        return API.post("/api/change-sets/" + write.header("X-Change-Set") + "/undo", null);
    }

    private static List<String> names() {
        return Samples.texts(API.read(VIEWS), "name");
    }

    @Test
    void a_view_is_saved_changed_and_deleted_and_the_history_tells() {
        String name = fresh();
        String repeat = UUID.randomUUID().toString();
        String body = body("  " + name + " ", "view=today&tag=b%20c&tag=a&group=&priority=high,low");
        Answer made = API.post(201, VIEWS, body, "Idempotency-Key", repeat);
        Answer again = API.post(201, VIEWS, body, "Idempotency-Key", repeat);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        String path = made.header("Location");
        assertThat(path).isEqualTo(VIEWS + "/" + id(made.json()));
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.json().propertyNames())
                .containsExactly(
                        "id", "key", "name", "query", "favourite", "createdAt", "updatedAt", "deletedAt", "version");
        assertThat(key(made.json())).startsWith("V-");
        assertThat(made.json().path("name").asString()).isEqualTo(name);
        assertThat(made.json().path("query").asString()).isEqualTo("priority=high%2Clow&tag=b+c%2Ca&view=today");
        assertThat(API.read(VIEWS + "/" + key(made.json()).toLowerCase(Locale.ROOT)))
                .isEqualTo(made.json());

        API.patch(200, path, "{\"favourite\": true}", "If-Match", "\"1\"");
        API.patch(412, path, "{\"name\": \"Else\"}", "If-Match", "\"1\"");
        API.patch(200, path, "{\"name\": \"Also " + name + "\"}");
        API.patch(200, path, "{\"query\": null}");
        API.delete(200, path);
        API.patch(409, path, "{\"name\": \"Else\"}");

        assertThat(Samples.texts(API.read("/api/history?entity=" + key(made.json())), "summary"))
                .containsExactly(
                        "Deleted the view.",
                        "Changed the filters from \"priority=high%2Clow&tag=b+c%2Ca&view=today\" to nothing.",
                        "Renamed the view \"" + name + "\" to \"Also " + name + "\".",
                        "Made the view a favourite.",
                        "Saved the view \"" + name + "\".");
        assertThat(names()).doesNotContain(name, "Also " + name);
    }

    @Test
    void each_change_is_taken_back_and_a_replay_makes_the_same_views() {
        String name = fresh();
        Answer made = saved(name, "view=ready");
        String path = made.header("Location");
        Answer renamed = API.patch(200, path, "{\"name\": \"Else " + name + "\"}");
        undo(renamed).expect(200);
        assertThat(names()).contains(name).doesNotContain("Else " + name);

        Answer gone = API.delete(200, path);
        Answer other = saved(name.toUpperCase(Locale.ROOT), "");
        assertThat(undo(gone).expect(409).body()).contains(key(other.json()), "Choose another name");
        undo(other).expect(200);
        undo(gone).expect(200);
        assertThat(names()).contains(name).doesNotContain(name.toUpperCase(Locale.ROOT));

        var before = API.read(VIEWS);
        SharedDevledger.builtAnew();
        assertThat(API.read(VIEWS)).isEqualTo(before);
        undo(made).expect(200);
        assertThat(names()).doesNotContain(name);
    }

    @ParameterizedTest
    @CsvSource({
        "due=today, has the parameter due; allowed are assignee",
        "asOf=1, has the parameter asOf; allowed are assignee",
        "tag=%zz, is not the encoded text of an address"
    })
    void a_query_has_filters_of_the_page_alone(String query, String why) {
        Answer refused = API.post(422, VIEWS, body(fresh(), query));
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("query");
        assertThat(refused.json().at("/errors/0/message").asString().replace("\"", ""))
                .contains(why);
        String path = saved(fresh(), "").header("Location");
        API.patch(422, path, "{\"query\": \"" + query + "\"}");
        API.delete(200, path);
    }

    @Test
    void names_are_of_one_view_and_views_are_few() {
        String name = fresh();
        String path = saved(name, "").header("Location");
        assertThat(API.post(409, VIEWS, body(name.toUpperCase(Locale.ROOT), "")).body())
                .contains("Choose another name");
        API.patch(200, path, "{\"name\": \"" + name.toLowerCase(Locale.ROOT) + "\"}");
        API.post(422, VIEWS, body("", ""));
        API.post(422, VIEWS, body("x".repeat(101), ""));
        API.post(422, VIEWS, body(name, "q=" + "x".repeat(1_999)));
        List<String> more = new ArrayList<>();
        while (names().size() < 50) {
            more.add(saved(fresh(), "").header("Location"));
        }
        assertThat(API.post(409, VIEWS, body(fresh(), "")).body()).contains("There are 50 views", "Delete one");
        more.forEach(each -> API.delete(200, each));
        API.delete(200, path);
    }

    @Test
    void a_token_of_one_project_has_no_views() {
        String project = key(API.post(201, "/api/projects", "{\"name\": \"" + fresh() + "\"}")
                .json());
        String made = API.post(
                        201,
                        "/api/access-tokens",
                        "{\"name\": \"" + "v-" + UUID.randomUUID() + "\", \"scopes\": [\"write\"], \"project\": \""
                                + project + "\"}")
                .json()
                .path("token")
                .asString();
        Api held = API.as(made);
        held.get(403, VIEWS);
        held.post(403, VIEWS, body(fresh(), ""));
    }
}
