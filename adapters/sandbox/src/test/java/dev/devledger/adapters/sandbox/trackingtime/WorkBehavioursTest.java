package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeCalls.Reply;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.SecretsInAnswers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Customers, services, projects, tasks and people. */
class WorkBehavioursTest extends OnTrackingTime {

    @Test
    @Tag("b06")
    void b06_three_lists_have_three_ways_with_pages_and_none_has_a_total() {
        List<Long> projects = trackingtime.get("/projects").ids("id");
        assertThat(projects).hasSize(2);
        assertThat(trackingtime.get("/projects?page=0").ids("id")).isEqualTo(projects);
        assertThat(trackingtime.get("/projects?page=1").ids("id")).isEmpty();
        List<Long> customers = trackingtime.get("/customers").ids("id");
        assertThat(customers).hasSize(2);
        assertThat(trackingtime.get("/customers?page=7").ids("id")).isEqualTo(customers);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 202; i++)
            rows.append(i == 0 ? "" : ",")
                    .append("{'task_name': 'Many ")
                    .append(i)
                    .append("'}");
        trackingtime.post("/account/import/tasks", "{'data': [" + rows + "]}");
        assertThat(trackingtime.get("/tasks").ids("id")).hasSize(100);
        assertThat(trackingtime.get("/tasks?page=2").ids("id")).hasSize(5);
        assertThat(trackingtime.get("/tasks?page=3").ids("id")).isEmpty();
        assertThat(trackingtime.get("/tasks/paginated").ids("id")).hasSize(205);
        assertThat(trackingtime.get("/tasks/paginated?page=1&page_size=200").ids("id"))
                .hasSize(5);
        assertThat(trackingtime
                        .get("/users/" + People.ANA + "/assigned_tasks?page=2")
                        .ids("id"))
                .hasSize(5);
        assertThat(trackingtime.get("/tasks").json().propertyNames()).containsExactly("response", "data");
    }

    @Test
    @Tag("b11")
    void b11_seconds_and_hours() {
        long project = trackingtime
                .post("/projects/add", "{'name': 'Boat', 'estimated_time': 12.5}")
                .id();
        long task = trackingtime
                .post("/tasks/share", "{'name': 'Hull', 'project_id': " + project + ", 'estimated_time': 1.5}")
                .id();
        entry("2026-03-09", "09:00", "09:55", "'task_id': " + task);
        JsonNode shown = trackingtime.get("/tasks/" + task).data();
        assertThat(shown.path("accumulated_time").asLong()).isEqualTo(3_300);
        assertThat(shown.path("accumulated_time_display").asString()).isEqualTo("00:55:00");
        assertThat(shown.path("worked_hours").asDouble()).isEqualTo(0.916667);
        assertThat(shown.path("estimated_time").asDouble()).isEqualTo(1.5);
        assertThat(shown.path("loc_estimated_time").asString()).isEqualTo("01:30");
        assertThat(shown.path("project_accumulated_time").asLong()).isEqualTo(3_300);
        JsonNode of = trackingtime.get("/projects/" + project).data();
        assertThat(of.path("estimated_time").asDouble()).isEqualTo(12.5);
        assertThat(of.path("accumulated_time").asLong()).isEqualTo(3_300);
        assertThat(trackingtime
                        .post("/projects/times", "{'data': [{'id': " + project + "}]}")
                        .at("/0/accumulated_time")
                        .asLong())
                .isEqualTo(3_300);
        assertThat(trackingtime
                        .post("/tasks/times", "[{'id': " + task + "}]")
                        .at("/0/loc_worked_hours")
                        .asString())
                .isEqualTo("00:55");
    }

    @Test
    @Tag("b12")
    void b12_archived_people_are_hidden_unless_all_are_asked_for() {
        assertThat(trackingtime.get("/users").texts("name")).containsExactly("Ana", "Ben");
        for (String looksRight : List.of("include_archived=true", "status=ALL"))
            assertThat(trackingtime.get("/users?" + looksRight).texts("name")).containsExactly("Ana", "Ben");
        assertThat(trackingtime.get("/users?filter=ALL").texts("name")).containsExactly("Ana", "Ben", "Cleo");
        assertThat(trackingtime.get("/users?filter=ARCHIVED").texts("name")).containsExactly("Cleo");
        Reply made =
                trackingtime.post("/users/add", "{'name': 'Dora', 'role': 'REGULAR', 'email': 'dora@example.com'}");
        assertThat(made.text("role")).isEqualTo("CO_WORKER");
        assertThat(trackingtime.get("/users?filter=INVITED").texts("name")).containsExactly("Dora");
        trackingtime.put("/users/close/" + made.id(), "");
        assertThat(trackingtime.get("/users").texts("name")).containsExactly("Ana", "Ben");
    }

    @Test
    @Tag("b15")
    void b15_people_of_a_task_are_a_list_and_not_a_text_with_a_list() {
        String people = "[{'id': " + People.ANA + "}, {'id': " + People.BEN + "}]";
        Reply made = trackingtime.post("/tasks/share", "{'name': 'Paint', 'users': " + people + "}");
        assertThat(made.at("/users").valueStream().map(user -> user.path("id").asLong()))
                .containsExactly(People.ANA, People.BEN);
        Reply refused = trackingtime.send(
                "POST", "/tasks/share", "{'name': 'Text', 'users': '" + people.replace("'", "\\u0022") + "'}");
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.message()).contains("cannot be cast");
        assertThat(trackingtime.get("/tasks").texts("name")).doesNotContain("Text");
        Reply byForm = trackingtime.form(
                "POST", "/tasks/share", Map.of("name", "Form", "users", "[{\"id\":" + People.BEN + "}]"));
        assertThat(byForm.at("/user/name").asString()).isEqualTo("Ben");
    }

    @Test
    @Tag("b16")
    void b16_a_customer_needs_its_name_at_every_change_and_one_of_its_own() {
        long customer = trackingtime
                .post("/customers/add", "{'name': 'Corner Shop', 'contact_name': 'Eve'}")
                .id();
        Reply nameless = trackingtime.put("/customers/update/" + customer, "{'notes': 'Old town'}");
        assertThat(nameless.status()).isEqualTo(500);
        assertThat(trackingtime
                        .put("/customers/update/" + customer, "{'name': 'Corner Shop', 'notes': 'Old town'}")
                        .text("notes"))
                .isEqualTo("Old town");
        Reply twice = trackingtime.post("/customers/add", "{'name': 'Corner Shop'}");
        assertThat(twice.status()).isEqualTo(500);
        assertThat(twice.message())
                .isEqualTo("There is already another customer with that name. Please choose a different one.");
        long service = trackingtime.post("/services/add", "{'name': 'Repairs'}").id();
        trackingtime.put("/services/update/" + service, "{'is_archived': true}");
        assertThat(trackingtime.get("/services").texts("name")).containsExactly("Development", "Design");
        trackingtime.put("/services/open/" + service, "");
        trackingtime.delete("/services/delete/" + service);
        assertThat(trackingtime.get("/services?filter=ALL").texts("name")).containsExactly("Development", "Design");
    }

    @Test
    @Tag("b18")
    void b18_what_is_named_and_unknown_is_made_and_counted() {
        Reply made = trackingtime.post(
                "/projects/add", "{'name': 'Fair', 'customer_name': 'Town Hall', 'service_name': 'Stands'}");
        assertThat(made.at("/customer/name").asString()).isEqualTo("Town Hall");
        trackingtime.post("/projects/update/" + made.id(), "{'customer_name': 'Harbour Museum'}");
        assertThat(trackingtime.get("/customers").texts("name"))
                .containsExactly("Harbour Museum", "Northwind Bakery", "Town Hall");
        assertThat(control.get("").json().path("made").toString()).isEqualTo("{\"customer\":1,\"service\":1}");
    }

    @Test
    @Tag("b20")
    void b20_a_task_goes_with_its_time_unless_that_is_to_stay() {
        long project = project("Boat");
        long gone = task("Gone", project);
        long kept = task("Kept", project);
        long first = entry("2026-03-09", "09:00", "10:00", "'task_id': " + gone).id();
        long second =
                entry("2026-03-09", "10:00", "11:00", "'task_id': " + kept).id();
        trackingtime.delete("/tasks/delete/" + gone);
        trackingtime.delete("/tasks/delete/" + kept + "?delete_all=false");
        assertThat(trackingtime.get("/events/" + first).status()).isEqualTo(500);
        JsonNode left = trackingtime.get("/events/" + second).data();
        assertThat(left.path("task").isNull()).isTrue();
        assertThat(left.at("/project/id").asLong()).isEqualTo(project);
        long customer = trackingtime.get("/customers").at("/0/id").asLong();
        trackingtime.delete("/customers/delete/" + customer);
        assertThat(trackingtime.get("/projects").all())
                .filteredOn(each -> each.path("name").asString().equals("Museum website"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("customer").isNull()).isTrue());
        trackingtime.delete("/projects/delete/" + project);
        assertThat(trackingtime.get("/events/" + second).status()).isEqualTo(500);
    }

    @Test
    void projects_are_found_merged_closed_and_given_to_people() {
        long boat = project("Boat");
        long yard = project("Boatyard");
        long task = task("Sand the boat", boat);
        assertThat(trackingtime
                        .get("/projects/search?keyword=boat&type=PROJECT")
                        .ids("id"))
                .containsExactly(boat, yard);
        assertThat(trackingtime.get("/projects/search?keyword=bo").status()).isEqualTo(500);
        assertThat(trackingtime
                        .post("/tasks/search", "{'data': [{'project_name': 'Boat', 'task_name': 'Sand the boat'}]}")
                        .ids("id"))
                .containsExactly(task);
        trackingtime.post("/projects/merge/" + boat, "{'into': " + yard + "}");
        assertThat(trackingtime.get("/tasks?project_id=" + yard).ids("id")).containsExactly(task);
        assertThat(trackingtime.get("/projects/ids").ids("id")).contains(yard).doesNotContain(boat);
        assertThat(trackingtime.get("/projects/" + yard + "/users").texts("name"))
                .containsExactly("Ana");
        trackingtime.post("/users/" + People.BEN + "/assign_projects", "{'data': [{'id': " + yard + "}]}");
        assertThat(trackingtime
                        .get("/users/" + People.BEN + "/projects")
                        .at("/projects")
                        .valueStream()
                        .map(each -> each.path("id").asLong()))
                .containsExactly(yard);
        assertThat(trackingtime
                        .get("/users/" + People.ANA + "/trackables?project_id=" + yard)
                        .at("/projects/0/tasks/0/id")
                        .asLong())
                .isEqualTo(task);
        trackingtime.put("/projects/close/" + yard, "");
        assertThat(trackingtime.get("/projects").ids("id")).doesNotContain(yard);
        assertThat(trackingtime.get("/projects?filter=ARCHIVED").ids("id")).containsExactly(yard);
        trackingtime.put("/tasks/close/" + task, "");
        assertThat(trackingtime.get("/tasks?filter=ARCHIVED").ids("id")).containsExactly(task);
        trackingtime.put("/tasks/update/" + task, "{'name': 'Sanded', 'due_date': '2026-04-01'}");
        assertThat(trackingtime.get("/tasks/" + task).text("due_date")).isEqualTo("2026-04-01");
    }

    @Test
    @Tag("b22")
    void b22_answers_hold_secrets_in_all_the_fields_that_are_known_to() {
        Reply me = trackingtime.get("/me");
        for (String field : List.of("/token", "/tmp_token", "/icalendar_feed", "/avatar_url", "/invite_link"))
            assertThat(me.at(field).asString()).as(field).contains(SecretsInAnswers.MARK);
        assertThat(me.at("/teams/0/account_token").asString()).startsWith(SecretsInAnswers.MARK);
        assertThat(me.at("/schedule/notes").asString()).startsWith(SecretsInAnswers.MARK);
        Reply task = trackingtime.get("/tasks");
        assertThat(task.at("/0/user/token").asString()).startsWith(SecretsInAnswers.MARK);
        assertThat(task.at("/0/created_by/token").asString()).startsWith(SecretsInAnswers.MARK);
        JsonNode event = march("/events").isEmpty()
                ? entry("2026-03-09", "09:00", "10:00", "").data()
                : march("/events").getFirst();
        assertThat(event.toString()).contains(SecretsInAnswers.MARK);
        JsonNode brief = march("/events").getFirst();
        assertThat(brief.path("to").asString()).startsWith(SecretsInAnswers.MARK);
        assertThat(brief.path("uau").asString()).contains(SecretsInAnswers.MARK);
        assertThat(brief.path("uhr").asDouble()).isEqualTo(SecretsInAnswers.HOURLY_RATE);
        assertThat(brief.path("uhc").asDouble()).isEqualTo(SecretsInAnswers.HOURLY_COST);
        assertThat(march("/events/flat").getFirst().path("Icalendar Token").asString())
                .startsWith(SecretsInAnswers.MARK);
        assertThat(trackingtime.get("/webhooks/add?url=http://localhost:1/hook").text("secret"))
                .startsWith(SecretsInAnswers.MARK);
        assertThat(trackingtime.get("/users").at("/0/billing/hourly_rate").asDouble())
                .isZero();
        assertThat(trackingtime
                        .get("/users?include_billing=true")
                        .at("/0/billing/hourly_rate")
                        .asDouble())
                .isEqualTo(SecretsInAnswers.HOURLY_RATE);
    }
}
