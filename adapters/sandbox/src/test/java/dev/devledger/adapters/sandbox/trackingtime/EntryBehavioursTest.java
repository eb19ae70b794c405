package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeCalls.Reply;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Time entries. */
class EntryBehavioursTest extends OnTrackingTime {
    private static final String ALL = "/events?filter=COMPANY&from=2000-01-01&to=2100-01-01";

    private List<Long> found(String path, String query) {
        return trackingtime.get(path + "?filter=COMPANY&" + query).ids("id");
    }

    @Test
    @Tag("b07")
    void b07_pages_from_zero_and_at_most_so_many_at_once() {
        control.post("/events", "{'count': 21000, 'users': [600183, 600184], 'from': '2021-01-01 00:00:00'}");
        String year = "&from=2021-01-01&to=2021-12-31";
        assertThat(found("/events", year)).hasSize(1_000);
        assertThat(found("/events", year + "&page_size=30000")).hasSize(20_000);
        assertThat(found("/events", year + "&page_size=20000&page=1")).hasSize(1_000);
        assertThat(found("/events", year + "&page_size=20000&page=2")).isEmpty();
        assertThat(found("/events", year + "&order=desc&page_size=1"))
                .isNotEqualTo(found("/events", year + "&page_size=1"));
        assertThat(trackingtime
                        .get("/events/flat?filter=COMPANY&page_size=20000" + year)
                        .ids("ID"))
                .hasSize(5_000);
        assertThat(trackingtime
                        .get("/events/count?filter=COMPANY" + year)
                        .at("/count")
                        .asLong())
                .isEqualTo(21_000);
        habit("eventPage", "50");
        assertThat(found("/events", year)).hasSize(50);
    }

    @Test
    @Tag("b08")
    void b08_both_days_of_a_window_count_and_the_future_is_there() {
        long first = entry("2026-03-02", "00:00", "01:00", "").id();
        long last = entry("2026-03-03", "23:00", "23:30", "").id();
        long future = entry("2026-05-01", "10:00", "11:00", "").id();
        assertThat(found("/events", "from=2026-03-02&to=2026-03-03")).containsExactly(first, last);
        assertThat(found("/events", "from=2026-03-03&to=2026-03-04")).containsExactly(last);
        assertThat(found("/events", "from=2026-03-01&to=2026-03-02")).containsExactly(first);
        assertThat(found("/events", "from=2026-05-01&to=2026-05-01")).containsExactly(future);
        assertThat(trackingtime.get("/events?filter=COMPANY&from=2026-03-02").status())
                .isEqualTo(500);
        assertThat(trackingtime.get("/events?filter=PROJECT" + WINDOW).status()).isEqualTo(500);
    }

    @Test
    @Tag("b09")
    void b09_sorting_by_a_change_makes_the_days_those_of_changes() {
        long old = entry("2025-01-07", "09:00", "10:00", "").id();
        pass("P3D");
        trackingtime.put("/events/update/" + old, "{'end': '2025-01-07 10:30:00'}");
        String today = "from=2026-03-13&to=2026-03-13&sort_by=";
        assertThat(found("/events", today + "updated_at")).containsExactly(old);
        assertThat(found("/events", today + "created_at")).isEmpty();
        assertThat(found("/events", "from=2026-03-10&to=2026-03-10&sort_by=created_at"))
                .contains(old);
        assertThat(found("/events", "from=2026-03-13&to=2026-03-13")).isEmpty();
        long fresh = entry("2026-03-13", "09:00", "10:00", "").id();
        assertThat(found("/events", today + "updated_at")).containsExactlyInAnyOrder(old, fresh);
        habit("unchanged", "left-out");
        assertThat(found("/events", today + "updated_at")).containsExactly(old);
        habit("surroundings", "leave-updated");
        pass("P1D");
        trackingtime.put("/events/billed", "{'data': '[{\\u0022id\\u0022: " + old + "}]'}");
        assertThat(found("/events", "from=2026-03-14&to=2026-03-14&sort_by=updated_at"))
                .isEmpty();
    }

    @Test
    @Tag("b10")
    void b10_short_keys_english_keys_and_whole_objects() {
        long project = project("Boat");
        long task = task("Hull", project);
        long id = entry("2026-03-09", "09:00", "10:00", "'task_id': " + task + ", 'notes': 'Port side'")
                .id();
        for (String path : List.of("/events", "/events/min")) {
            JsonNode brief = march(path).getFirst();
            assertThat(brief.propertyNames())
                    .contains("id", "s", "e", "d", "p", "pid", "t", "tid", "c", "cid", "se", "seid", "u", "uid", "n")
                    .contains("tz", "b", "bd", "r", "a", "et", "dd", "ts", "ety", "er", "rf", "re", "rgi", "to")
                    .contains("uau", "uhr", "uhc", "has_files", "toi");
            assertThat(brief.path("s").asString()).isEqualTo("2026-03-09 09:00:00");
            assertThat(brief.path("e").asString()).isEqualTo("2026-03-09 10:00:00");
            assertThat(brief.path("d").asLong()).isEqualTo(3_600);
            assertThat(brief.path("tz").asString()).isEqualTo("GMT+01:00");
            assertThat(brief.path("t").asString()).isEqualTo("Hull");
            assertThat(brief.path("pid").asLong()).isEqualTo(project);
            assertThat(brief.path("u").asString()).isEqualTo("Ana Ruiz");
        }
        JsonNode flat = march("/events/flat").getFirst();
        assertThat(flat.path("ID").asLong()).isEqualTo(id);
        assertThat(flat.path("Duration").asLong()).isEqualTo(3_600);
        assertThat(flat.propertyNames())
                .contains("Is Billed", "Repeat Rrequency")
                .doesNotContain("Repeat Frequency");
        JsonNode whole = trackingtime.get("/events/" + id).data();
        assertThat(whole.path("start").asString()).isEqualTo("2026-03-09 09:00:00");
        assertThat(whole.at("/task/name").asString()).isEqualTo("Hull");
        assertThat(whole.path("notes").asString()).isEqualTo("Port side");
        assertThat(id).isGreaterThan(Integer.MAX_VALUE);
    }

    @Test
    @Tag("b11")
    void b11_what_is_stated_need_not_be_what_lies_between() {
        assertThat(trackingtime.get(ALL).all())
                .filteredOn(event -> event.path("d").asLong() == 7_200
                        && event.path("u").asString().startsWith("Ana"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("s").asString()).endsWith("14:00:00");
                    assertThat(event.path("e").asString()).endsWith("15:00:00");
                });
    }

    @Test
    @Tag("b12")
    void b12_entries_of_nothing_and_of_people_who_left() {
        List<JsonNode> all = trackingtime.get(ALL).all().toList();
        assertThat(all).anySatisfy(event -> assertThat(
                        Stream.of("t", "tid", "p", "pid", "c", "cid").map(event::path))
                .allMatch(JsonNode::isNull));
        assertThat(all).anySatisfy(event -> {
            assertThat(event.path("t").isNull()).isTrue();
            assertThat(event.path("p").asString()).isEqualTo("Museum website");
            assertThat(event.path("c").asString()).isEqualTo("Harbour Museum");
            assertThat(event.path("se").asString()).isEqualTo("Development");
        });
        assertThat(all).extracting(event -> event.path("u").asString()).contains("Cleo Lindqvist");
    }

    @Test
    @Tag("b13")
    void b13_a_new_entry_needs_four_things_and_the_error_names_none() {
        String whole = body("2026-03-09", "09:00", "10:00", "");
        for (String missing : List.of("end", "start", "user_id", "duration")) {
            Reply refused = trackingtime.post("/events/add", whole.replace("'" + missing + "'", "'other'"));
            assertThat(refused.status()).as(missing).isEqualTo(500);
            assertThat(refused.message()).doesNotContain(missing);
        }
        assertThat(march("/events")).isEmpty();
        assertThat(trackingtime.post("/events/add", whole).status()).isEqualTo(200);
        habit("addReply", "id");
        assertThat(trackingtime.post("/events/add", whole).data().propertyNames())
                .containsExactly("id");
    }

    @Test
    @Tag("b14")
    void b14_a_change_needs_the_end() {
        long id = entry("2026-03-09", "09:00", "10:00", "'notes': 'First'").id();
        assertThat(trackingtime
                        .put("/events/update/" + id, "{'notes': 'Second'}")
                        .status())
                .isEqualTo(500);
        assertThat(trackingtime.get("/events/" + id).text("notes")).isEqualTo("First");
        Reply changed = trackingtime.put(
                "/events/update/" + id, "{'end': '2026-03-09 10:30:00', 'notes': 'Second', 'is_billed': true}");
        assertThat(changed.text("notes")).isEqualTo("Second");
        assertThat(changed.at("/duration").asLong()).isEqualTo(5_400);
        assertThat(changed.at("/is_billed").asBoolean()).isTrue();
        long project = project("Boat");
        long task = task("Hull", project);
        Reply moved =
                trackingtime.put("/events/update/" + id, "{'end': '2026-03-09 10:30:00', 'task_id': " + task + "}");
        assertThat(moved.at("/project/id").asLong()).isEqualTo(project);
        assertThat(trackingtime
                        .put(
                                "/events/update/" + id,
                                "{'end': '2026-03-09 10:30:00', 'task_id': null, 'project_id': null}")
                        .at("/project")
                        .isNull())
                .isTrue();
    }

    @Test
    @Tag("b15")
    void b15_billing_wants_a_text_with_a_list() {
        long id = entry("2026-03-09", "09:00", "10:00", "").id();
        Reply refused = trackingtime.put("/events/billed", "{'data': [{'id': " + id + "}]}");
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.message()).contains("cannot be cast");
        assertThat(trackingtime.put("/events/billed", "[{'id': " + id + "}]").status())
                .isEqualTo(500);
        assertThat(march("/events").getFirst().path("bd").asBoolean()).isFalse();
        trackingtime.put("/events/billed", "{'data': '[{\\u0022id\\u0022: " + id + "}]'}");
        assertThat(march("/events").getFirst().path("bd").asBoolean()).isTrue();
        assertThat(march("/events?filter=COMPANY&billed=UNBILLED")).isEmpty();
        trackingtime.form("PUT", "/events/not_billed", Map.of("data", "[{\"id\":" + id + "}]"));
        assertThat(march("/events").getFirst().path("bd").asBoolean()).isFalse();
    }

    @Test
    @Tag("b21")
    void b21_an_export_is_csv_and_its_error_is_not() {
        entry("2026-03-09", "09:00", "10:00", "'notes': '=cmd, \\u0022and\\u0022; more\\nbelow\\t.'");
        String march = "&filter=COMPANY" + WINDOW;
        Reply comma = trackingtime.get("/events/export?separator=," + march);
        assertThat(comma.header("Content-Type")).startsWith("text/csv");
        assertThat(comma.body())
                .startsWith("Date,Start,End,Duration,Hours,User")
                .contains("09.03.2026,09:00:00,10:00:00,01:00:00,\"1,0\",Ana Ruiz")
                .contains("\"=cmd, \"\"and\"\"; more\nbelow\t.\"");
        assertThat(trackingtime.get("/events/export?separator=;" + march).body())
                .contains("09.03.2026;09:00:00")
                .contains(";1,0;");
        assertThat(trackingtime.get("/events/export?separator=%09" + march).body())
                .contains("09.03.2026\t09:00:00");
        assertThat(trackingtime.get("/events/export?separator=%5Ct" + march).body())
                .startsWith("Date\tStart");
        Reply wrong = trackingtime.get("/events/export?separator=x" + march);
        assertThat(wrong.header("Content-Type")).startsWith("text/csv");
        assertThat(wrong.status()).isEqualTo(500);
    }

    @Test
    @Tag("b24")
    void b24_zones_are_offsets_and_an_hour_that_comes_twice_is_two() {
        // Planted entries never lie that far back, whenever the test runs.
        String night =
                "'user_id': 600183, 'duration': 600, 'start': '2025-10-26 02:30:00', 'end': '2025-10-26 02:40:00'";
        long summer = trackingtime
                .post("/events/add", "{" + night + ", 'timezone': 'GMT+2'}")
                .id();
        long winter = trackingtime
                .post("/events/add", "{" + night + ", 'timezone': 'GMT+01:00'}")
                .id();
        assertThat(trackingtime.get("/events/" + summer).text("timezone")).isEqualTo("GMT+02:00");
        assertThat(trackingtime.get("/events/" + winter).text("timezone")).isEqualTo("GMT+01:00");
        String named = "{" + night + ", 'timezone': 'Europe/Berlin'}";
        assertThat(trackingtime.post("/events/add", named).status()).isEqualTo(500);
        assertThat(found("/events", "from=2025-10-26&to=2025-10-26")).containsExactly(summer, winter);
        habit("zoneNames", "taken");
        assertThat(trackingtime.post("/events/add", named).status()).isEqualTo(200);
        String june =
                "{'user_id': 600183, 'duration': 60, 'start': '2026-06-01 09:00:00', 'end': '2026-06-01 09:01:00'}";
        assertThat(trackingtime.post("/events/add", june).text("timezone")).isEqualTo("GMT+02:00");
        habit("noZone", "utc");
        assertThat(trackingtime.post("/events/add", june).text("timezone")).isEqualTo("GMT+00:00");
    }

    @Test
    @Tag("b26")
    void b26_the_count_agrees_or_a_test_says_otherwise() {
        for (String hour : List.of("09", "10", "11")) entry("2026-03-09", hour + ":00", hour + ":30", "");
        String count = "/events/count?filter=COMPANY" + WINDOW;
        assertThat(trackingtime.get(count).at("/count").asLong()).isEqualTo(3);
        habit("count", "one-less");
        assertThat(trackingtime.get(count).at("/count").asLong()).isEqualTo(2);
        assertThat(march("/events")).hasSize(3);
        assertThat(trackingtime
                        .get("/events/summary?from=2026-03-01&to=2026-03-31&users=%5B%7B%22id%22:600183%7D%5D")
                        .at("/0/days/0/worked_hours")
                        .asDouble())
                .isEqualTo(1.5);
    }

    @Test
    @Tag("b27")
    void b27_what_is_approved_can_be_neither_changed_nor_deleted() {
        long id = entry("2026-03-09", "09:00", "10:00", "").id();
        control.post("/events/" + id, "{'locked': true}");
        String change = "{'end': '2026-03-09 10:30:00'}";
        assertThat(trackingtime.put("/events/update/" + id, change).status()).isEqualTo(500);
        assertThat(trackingtime.delete("/events/delete/" + id).status()).isEqualTo(500);
        assertThat(trackingtime.get("/events/" + id).text("end")).isEqualTo("2026-03-09 10:00:00");
        control.post("/events/" + id, "{'locked': false}");
        assertThat(trackingtime.put("/events/update/" + id, change).status()).isEqualTo(200);
    }

    @Test
    @Tag("b28")
    void b28_an_entry_whose_answer_was_lost_is_found_by_its_field() {
        long field = trackingtime
                .post(
                        "/custom_fields/add",
                        "{'name': 'DEVLEDGER_ID', 'value_type': 'text', 'filter_object_class': 'event'}")
                .id();
        control.post("", "{'fault': 'drop-answer', 'path': 'POST /438100/events/add'}");
        Reply lost = entry("2026-03-09", "09:00", "10:00", "'custom_fields': [{'id': " + field + ", 'value': 'E-12'}]");
        assertThat(lost.http()).isZero();
        JsonNode flat =
                march("/events/flat?filter=COMPANY&include_custom_fields=true").getFirst();
        assertThat(flat.path("DEVLEDGER_ID (Event CF)").asString()).isEqualTo("E-12");
        JsonNode brief =
                march("/events?filter=COMPANY&include_custom_fields=true").getFirst();
        assertThat(brief.at("/custom_fields/0/value").asString()).isEqualTo("E-12");
        assertThat(trackingtime
                        .get("/events/" + brief.path("id").asLong())
                        .at("/custom_fields/0/name")
                        .asString())
                .isEqualTo("DEVLEDGER_ID");
        assertThat(trackingtime
                        .get("/events?filter=COMPANY&include_custom_fields=true" + WINDOW)
                        .json()
                        .at("/available_custom_fields/0/id")
                        .asLong())
                .isEqualTo(field);
        assertThat(trackingtime
                        .post(
                                "/custom_fields/add",
                                "{'name': 'DEVLEDGER_ID', 'value_type': 'text', 'filter_object_class': 'event'}")
                        .status())
                .isEqualTo(500);
    }

    @Test
    void entries_repeat_and_are_deleted_alone_or_as_a_group() {
        String daily = "'repeat': 'EVERY_DAY', 'end_repeat': '2026-03-11'";
        long first = entry("2026-03-09", "09:00", "10:00", daily).id();
        assertThat(march("/events"))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.path("rgi").asLong()).isEqualTo(first));
        trackingtime.delete("/events/delete/" + first);
        assertThat(march("/events")).hasSize(2);
        habit("repeats", "group");
        trackingtime.delete(
                "/events/delete/" + march("/events").getFirst().path("id").asLong());
        assertThat(march("/events")).isEmpty();
    }

    @Test
    void entries_have_tags_and_a_plain_member_only_their_own() {
        long id = entry("2026-03-09", "09:00", "10:00", "").id();
        trackingtime.post("/events/" + id + "/tags/save", "{'name': 'weather', 'value': 'rain'}");
        assertThat(march("/events").getFirst().at("/ts/0/v").asString()).isEqualTo("rain");
        TrackingTimeCalls ben = asUser(People.BEN);
        assertThat(ben.put("/events/update/" + id, "{'end': '2026-03-09 10:30:00'}")
                        .status())
                .isEqualTo(403);
        trackingtime.post("/users/update_permissions/600184", "{'can_view_time_entries_from_others': false}");
        assertThat(ben.get("/events?filter=COMPANY" + WINDOW).status()).isEqualTo(403);
        assertThat(ben.get("/events?filter=USER&id=600184" + WINDOW).status()).isEqualTo(200);
        trackingtime.delete("/events/" + id + "/tags/delete?name=weather");
        assertThat(march("/events").getFirst().path("ts").isEmpty()).isTrue();
        assertThat(trackingtime
                        .get("/events/filtered?query_data="
                                + "%7B%22date_range%22:%7B%22period%22:%22yesterday%22%7D,%22filters%22:%5B%5D%7D")
                        .ids("id"))
                .containsExactly(id);
    }
}
