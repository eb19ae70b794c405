package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who a task is assigned to, in the words of who asks for it. */
class AssigneesCallTest extends RestTest {
    private static int made;

    private String person(String name, String email) {
        return http.post("/api/people", "{\"name\": \"" + name + "\", \"email\": \"" + email + "\"}")
                .field("/key");
    }

    private static String unused(String name) {
        return name + " " + ++made;
    }

    private Http.Got assigned(String task, String... names) {
        return http.patch("/api/tasks/" + task, "{\"assignees\": [\"" + String.join("\", \"", names) + "\"]}");
    }

    private static List<String> keys(Http.Got task) {
        return task.json()
                .path("assignees")
                .valueStream()
                .map(each -> each.path("key").asString())
                .toList();
    }

    @Test
    void a_person_is_meant_by_key_id_address_or_name() {
        String name = unused("Ada");
        String email = unused("ada").replace(' ', '-') + "@example.org";
        String ada = person(name, email);
        String id = http.get("/api/people/" + ada).field("/id");
        String task = task(project());

        for (String each : List.of(ada, ada.toLowerCase(java.util.Locale.ROOT), id, name, email, " " + name + " ")) {
            assertThat(keys(assigned(task, each))).as(each).containsExactly(ada);
            assertThat(http.patch("/api/tasks/" + task, "{\"assignees\": null}")
                            .json()
                            .path("assignees"))
                    .isEmpty();
        }
        assertThat(keys(assigned(task, ada, name, email))).containsExactly(ada);
        Http.Got mine = assigned(task, "me");
        assertThat(mine.field("/assignees/0/name")).isEqualTo("Owner");
        assertThat(mine.json().path("assignees").path(0).propertyNames()).containsExactly("key", "name");
    }

    @Test
    void who_is_nobody_or_more_than_one_is_told_with_what_is_allowed() {
        String twin = unused("Twin");
        String one = person(twin, unused("one").replace(' ', '-') + "@example.org");
        String two = person(twin, unused("two").replace(' ', '-') + "@example.org");
        String task = task(project());

        Http.Got several = assigned(task, one, twin);
        several.isProblem(422, "invalid").names("assignees[1]");
        assertThat(several.text()).contains(one + " and " + two);
        Http.Got nobody = assigned(task, "nobody at all");
        nobody.isProblem(422, "invalid").names("assignees[0]");
        assertThat(nobody.text()).contains("Owner");
        assigned(task, "U-9999").isProblem(422, "invalid").names("assignees[0]");
        http.patch("/api/tasks/" + task, "{\"assignees\": \"me\"}")
                .isProblem(422, "invalid")
                .names("assignees");
        http.patch("/api/tasks/" + task, "{\"assignees\": [1]}")
                .isProblem(422, "invalid")
                .names("assignees");
        assigned(task, java.util.Collections.nCopies(21, "me").toArray(String[]::new))
                .isProblem(422, "invalid")
                .names("assignees");
        http.post("/api/projects/" + project() + "/tasks", "{\"assignees\": [\"nobody at all\"]}")
                .isProblem(422, "invalid")
                .names("assignees[0]")
                .names("title");
    }

    @Test
    void who_is_archived_or_deleted_stays_and_is_not_newly_assigned() {
        String ada = person(unused("Ada"), unused("ada").replace(' ', '-') + "@example.org");
        String task = task(project());
        String other = task(project());
        assigned(task, ada);

        http.patch("/api/people/" + ada, "{\"archived\": true}");
        assertThat(keys(assigned(task, ada, "me"))).hasSize(2).contains(ada);
        assigned(other, ada).isProblem(422, "invalid").names("assignees");
        http.send("DELETE", "/api/people/" + ada, null);
        assertThat(keys(assigned(task, ada))).containsExactly(ada);
        assigned(other, ada).isProblem(422, "invalid").names("assignees");
    }

    @Test
    void a_list_asks_for_those_of_a_person() {
        http.get("/api/tasks?assignee=me");
        assertThat(ledger.lastTasks.assignee()).isEqualTo("me");
    }
}
