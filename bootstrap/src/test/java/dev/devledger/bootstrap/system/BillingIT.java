package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Customers and services, and the projects that have them, through the whole application. */
class BillingIT {
    private static final Api API = SharedDevledger.get().api();

    private static String fresh() {
        return "Acme " + UUID.randomUUID();
    }

    private static Answer made(String all, String name) {
        return API.post(201, all, "{\"name\": \"" + name + "\"}");
    }

    private static Answer undo(Answer write) {
        return API.post("/api/change-sets/" + write.header("X-Change-Set") + "/undo", null);
    }

    private static List<String> texts(JsonNode page, String field) {
        return Samples.texts(page, field);
    }

    private static JsonNode newest(String path) {
        return API.read(path + "/history").at("/items/0");
    }

    @ParameterizedTest
    @CsvSource({"/api/customers, customer", "/api/services, service"})
    void what_happens_to_it_is_in_the_history_and_is_taken_back(String all, String kind) {
        String name = fresh();
        Answer made = made(all, name);
        String path = all + "/" + key(made.json());
        String then = newest(path).path("position").asString();
        Answer edit = API.patch(200, path, "{\"notes\": \"Late.\", \"archived\": true}");
        Answer gone = API.delete(200, path);
        API.post(200, path + "/restore", null);

        JsonNode entries = API.read("/api/history?entity=" + key(made.json()));
        assertThat(texts(entries, "event"))
                .containsExactly(kind + ".restored", kind + ".deleted", kind + ".edited", kind + ".created");
        JsonNode entity = entries.at("/items/0/entity");
        assertThat(key(entity)).isEqualTo(key(made.json()));
        assertThat(entity.path("type").asString()).isEqualTo(kind);
        assertThat(texts(entries, "summary"))
                .containsExactly(
                        "Restored the " + kind + ".",
                        "Deleted the " + kind + ".",
                        "Changed the notes and archived state.",
                        "Added the " + kind + " \"" + name + "\".");
        assertThat(texts(API.get("/api/history?q=" + name.substring(5)).json(), "event"))
                .hasSize(4);
        assertThat(API.read(path + "?asOf=" + then).path("archived").asBoolean())
                .isFalse();
        assertThat(API.read(path).path("version").asInt()).isEqualTo(4);

        undo(edit).expect(200);
        assertThat(API.get(path).json().path("notes").isNull()).isTrue();
        API.delete(200, path);
        made(all, name.toUpperCase(Locale.ROOT));
        assertThat(undo(gone).expect(409).body())
                .contains("name", key(made.json()).substring(0, 2));
        Answer other = made(all, fresh());
        undo(other).expect(200);
        assertThat(API.get(all + "/" + key(other.json()))
                        .json()
                        .path("deletedAt")
                        .isNull())
                .isFalse();
    }

    @Test
    void whom_a_project_is_for_is_known_for_every_moment_and_taken_back() {
        String name = fresh();
        String acme = key(made("/api/customers", name).json());
        String other = key(made("/api/customers", fresh()).json());
        String design = key(made("/api/services", name).json());
        JsonNode project = API.made(
                "/api/projects",
                "{\"name\": \"Shop\", \"customer\": \"" + name.toUpperCase(Locale.ROOT) + "\", \"billable\": true}");
        String path = "/api/projects/" + key(project);
        assertThat(project.path("customer").toString())
                .isEqualTo("{\"key\":\"" + acme + "\",\"name\":\"" + name + "\"}");
        assertThat(project.path("service").isNull()).isTrue();
        assertThat(newest(path).path("changes").toString())
                .contains(
                        "{\"field\":\"customer\",\"from\":null,\"to\":\"" + acme + "\"}",
                        "{\"field\":\"billable\",\"from\":null,\"to\":true}");
        String then = newest(path).path("position").asString();

        Answer moved = API.patch(200, path, "{\"customer\": \"" + other + "\"}");
        API.patch(200, "/api/customers/" + other, "{\"archived\": true}");
        API.patch(200, path, "{\"customer\": \"" + other + "\"}");
        API.patch(200, "/api/customers/" + other, "{\"archived\": false}");
        assertThat(newest(path).path("summary").asString())
                .startsWith("Changed the customer from " + name + " (" + acme + ") to Acme ")
                .endsWith("(" + other + ").");
        API.patch(200, path, "{\"service\": \"" + design + "\", \"billable\": false}");
        assertThat(key(API.get(path + "?asOf=" + then).json().path("customer"))).isEqualTo(acme);
        assertThat(API.get(path + "?asOf=" + then).json().path("billable").asBoolean())
                .isTrue();
        assertThat(key(API.get(path + "?asOf=" + then).json().path("service"))).isEmpty();
        JsonNode difference = Samples.all(API, "/api/diff?project=" + key(project) + "&from=" + then)
                .getFirst() // behind pages in which only others have changed something
                .path("changes");
        assertThat(difference.toString())
                .isEqualTo("[{\"field\":\"customer\",\"from\":\"" + acme + "\",\"to\":\"" + other
                        + "\"},{\"field\":\"service\",\"from\":null,\"to\":\"" + design
                        + "\"},{\"field\":\"billable\",\"from\":true,\"to\":false}]");

        API.delete(200, "/api/customers/" + acme);
        assertThat(API.patch(422, path, "{\"customer\": \"" + acme + "\"}").body())
                .contains("customer", acme, "deleted");
        undo(moved).expect(200);
        assertThat(key(API.get(path).json().path("customer"))).isEqualTo(acme);
        assertThat(key(API.get(path).json().path("service"))).isEqualTo(design);
        String third = key(made("/api/customers", fresh()).json());
        Answer again = API.patch(200, path, "{\"customer\": \"" + other + "\"}");
        API.patch(200, path, "{\"customer\": \"" + third + "\"}");
        JsonNode conflict = undo(again).expect(409).json().at("/conflicts/0");
        assertThat(conflict.path("was").asString()).isEqualTo(other);
        assertThat(conflict.path("now").asString()).isEqualTo(third);

        JsonNode cleared = API.patch(200, path, "{\"customer\": null, \"service\": null, \"billable\": null}")
                .json();
        assertThat(cleared.path("customer").isNull()).isTrue();
        assertThat(cleared.path("service").isNull()).isTrue();
        assertThat(cleared.path("billable").asBoolean()).isFalse();
    }

    @Test
    void a_file_names_them_and_an_export_does() {
        String name = fresh();
        made("/api/customers", name);
        made("/api/services", name);
        String shop = "Shop of " + name;
        String csv =
                "project,title,customer,service,billable\n%1$s,,%2$s,%2$s,true\n%1$s,Paint,,,\n".formatted(shop, name);
        Answer imported = API.send("POST", "/api/import", csv, "Content-Type", "text/csv");
        assertThat(imported.expect(200).json().path("projects").asInt()).isOne();
        JsonNode project = API.read("/api/projects?q=%22" + shop.replace(" ", "%20") + "%22")
                .at("/items/0");
        assertThat(project.at("/customer/name").asString()).isEqualTo(name);
        assertThat(project.at("/service/name").asString()).isEqualTo(name);
        assertThat(project.path("billable").asBoolean()).isTrue();

        assertThat(API.get(200, "/api/tasks/export?project=" + key(project)).body())
                .contains("\"customer\":\"" + name + "\",\"service\":\"" + name + "\",\"billable\":true");
        Answer unknown = API.send(
                "POST", "/api/import", csv.replace(name + ",true", "nothing,maybe"), "Content-Type", "text/csv");
        assertThat(unknown.expect(422).body()).contains("service", "is no service", "billable");
    }

    @Test
    void of_many_who_want_one_name_at_once_one_gets_it() throws Exception {
        String body = "{\"name\": \"" + fresh() + "\"}";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, 8)
                    .mapToObj(each -> threads.submit(
                            () -> API.post("/api/customers", body).status()))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).contains(409).containsOnly(201, 409);
        }
    }
}
