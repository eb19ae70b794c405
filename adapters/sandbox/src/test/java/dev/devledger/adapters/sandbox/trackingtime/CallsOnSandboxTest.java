package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the client makes of TrackingTime's ways: statuses within answers, pages, zones, lists in texts, lost answers. */
class CallsOnSandboxTest extends ClientOnTrackingTime {

    private static List<String> texts(JsonNode all, String field) {
        return texts(all.valueStream().toList(), field);
    }

    private static List<String> texts(List<JsonNode> all, String field) {
        return all.stream().map(each -> each.path(field).asString("")).toList();
    }

    @Test
    void a_wrong_password_and_a_foreign_account_are_told_apart() {
        try (TrackingTimeClient wrong = client("wrong", String.valueOf(People.SANDBOX));
                TrackingTimeClient foreign = client(TrackingTimeServer.OWNER, "438200")) {
            assertThat(of(wrong).send(DirectRequest.of("tt_list_projects")))
                    .isInstanceOfSatisfying(DirectReply.NotAuthorized.class, no -> assertThat(no.detail())
                            .contains("does not accept the app password", "app-password"));
            assertThat(of(foreign).send(DirectRequest.of("tt_list_projects")))
                    .isInstanceOfSatisfying(DirectReply.Forbidden.class, no -> assertThat(no.code())
                            .isEqualTo("403"));
        }
    }

    @Test
    void without_an_account_nothing_is_asked_of_the_one_that_happens_to_be_chosen() {
        try (TrackingTimeClient unchosen = client(TrackingTimeServer.OWNER, "")) {
            assertThat(of(unchosen).send(DirectRequest.of("tt_create_project").saying("{\"name\":\"Lost\"}")))
                    .isInstanceOfSatisfying(DirectReply.NotAuthorized.class, no -> assertThat(no.detail())
                            .contains("devledger.trackingtime.account-id", "438100 (Sandbox)"));
            assertThat(of(unchosen).send(DirectRequest.of("tt_connection")).toString())
                    .contains("needs-account", "438100");
        }
        assertThat(journal()).contains("GET /teams", "GET /me").noneMatch(call -> call.contains("projects"));
    }

    @ParameterizedTest
    @CsvSource({
        "not-granted, Forbidden",
        "err-under-200, WrongValue",
        "unauthorized, NotAuthorized",
        "limit, RateLimited",
        "error-500, Unreachable",
        "gateway, Unreachable",
        "nonsense, Unreachable",
        "empty-answer, Unreachable",
        "truncate, Unreachable",
        "done-504, Unreachable",
        "done-html, Unreachable"
    })
    void a_write_that_comes_to_nothing_is_never_a_yes_and_is_sent_once(String fault, String reply) {
        fault(fault, "POST /438100/projects/add");
        assertThat(send("tt_create_project", "{'name': 'Once'}").getClass().getSimpleName())
                .isEqualTo(reply);
        assertThat(journal().stream().filter("POST /438100/projects/add"::equals))
                .hasSize(1);
    }

    @Test
    void a_read_is_sent_again() {
        fault("gateway", "GET /438100/projects");
        assertThat(yes("tt_list_projects", "{}").path("projects")).isNotEmpty();
    }

    @Test
    void a_read_of_what_is_not_there_is_not_found_and_an_empty_object_is_no_empty_list() {
        assertThat(no("tt_get_task", "{'id': 1}", DirectReply.NotFound.class).code())
                .isEqualTo("500");
        no("tt_get_project", "{'id': 1}", DirectReply.NotFound.class);
        no("tt_update_project", "{'id': 1, 'name': 'X'}", DirectReply.WrongValue.class);
    }

    @ParameterizedTest
    @CsvSource({"object", "list"})
    void who_was_added_is_told_however_it_is_answered(String form) {
        habit("addedUser", form);
        JsonNode user =
                yes("tt_create_user", "{'name': 'Eve', 'role': 'REGULAR'}").path("user");
        assertThat(user.path("name").asString()).isEqualTo("Eve");
        assertThat(user.path("id").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"task", "list"})
    void what_a_timer_runs_on_is_told_and_that_none_runs_is_no_empty_task(String form) {
        habit("tracking", form);
        String asked = "{'user_id': " + People.ANA + "}";
        assertThat(yes("tt_get_user_tracking", asked).path("task").isNull()).isTrue();
        long task = task("Ticking", project("Clock"));
        yes("tt_start_timer", "{'id': " + task + ", 'date': '2026-03-10 12:00:00', 'timezone': 'GMT+1'}");
        assertThat(yes("tt_get_user_tracking", asked).path("task").path("name").asString())
                .isEqualTo("Ticking");
    }

    @Test
    void tasks_are_read_over_their_pages_and_a_full_page_of_entries_says_so() {
        long project = project("Large");
        for (int i = 0; i < 101; i++) task("Task " + i, project);
        assertThat(yes("tt_list_tasks", "{'project_id': " + project + "}").path("tasks"))
                .hasSize(101);
        for (int hour = 6; hour < 9; hour++) entry("2026-03-02", "0" + hour + ":00", "0" + (hour + 1) + ":00", "");
        JsonNode page = yes(
                "tt_list_time_entries",
                "{'filter': 'COMPANY', 'from': '2026-03-02', 'to': '2026-03-02', 'page_size': 2}");
        assertThat(page.path("entries")).hasSize(2);
        assertThat(page.path("truncated").asBoolean()).isTrue();
        assertThat(page.path("hint").asString()).contains("page 1");
    }

    /** Nobody has written down whether the first page of tasks is 0 or 1. */
    @Test
    void all_tasks_are_read_from_whichever_page_they_begin() {
        habit("taskPage", "from-1");
        long project = project("Large");
        for (int i = 0; i < 201; i++) task("Task " + i, project);
        JsonNode all = yes("tt_list_tasks", "{'project_id': " + project + "}");
        assertThat(texts(all.path("tasks"), "name")).hasSize(201).doesNotHaveDuplicates();
        assertThat(all.has("truncated")).isFalse();
    }

    @Test
    void the_timer_is_started_and_stopped_on_the_clocks_of_its_start() {
        long task = task("Timed", project("Timers"));
        JsonNode started = yes(
                        "tt_start_timer",
                        "{'id': " + task + ", 'date': '2026-03-10 06:00:00', 'timezone': 'America/New_York'}")
                .path("entry");
        // New York has had summer time since the 8th.
        assertThat(started.path("timezone").asString()).isEqualTo("GMT-04:00");
        long other = task("Other", project("Timers too"));
        DirectReply.AgainstRule rule = no(
                "tt_start_timer",
                "{'id': " + other + ", 'date': '2026-03-10 11:30:00'}",
                DirectReply.AgainstRule.class);
        assertThat(rule.code()).isEqualTo("502");
        assertThat(running()).hasSize(1);
        JsonNode stopped = yes("tt_stop_timer", "{'id': " + task + ", 'date': '2026-03-10T12:00:00+01:00'}")
                .path("entry");
        assertThat(stopped.path("end").asString()).isEqualTo("2026-03-10 07:00:00");
        assertThat(stopped.path("duration").asInt()).isEqualTo(3_600);
        no("tt_stop_timer", "{'id': " + task + ", 'date': '2026-03-10 13:00:00'}", DirectReply.WrongValue.class);
    }

    /** Where the clocks are set back, they show the same time twice: an hour apart, or half an hour on Lord Howe Island. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid, 2026-10-25T02:30:00+02:00, 2026-10-25T02:30:00+01:00",
        "America/Los_Angeles, 2026-11-01T01:30:00-07:00, 2026-11-01T01:30:00-08:00",
        "Australia/Lord_Howe, 2026-04-05T01:45:00+11:00, 2026-04-05T01:45:00+10:30"
    })
    void two_entries_at_the_same_time_of_the_clock_stay_two(String zone, String summer, String winter) {
        JsonNode first = tenMinutes(zone, summer);
        JsonNode second = tenMinutes(zone, winter);
        assertThat(texts(List.of(first, second), "start"))
                .containsOnly(summer.substring(0, 19).replace('T', ' '));
        assertThat(texts(List.of(first, second), "timezone"))
                .containsExactly("GMT" + summer.substring(19), "GMT" + winter.substring(19));
        assertThat(first.path("id").asLong()).isNotEqualTo(second.path("id").asLong());
    }

    /** As a server in that zone adds it, at a moment that says how far it is from Greenwich. */
    private JsonNode tenMinutes(String zone, String start) {
        String body = "{'start': '" + start + "', 'end': '"
                + OffsetDateTime.parse(start).plusMinutes(10) + "', 'duration': 600, 'user_id': " + People.ANA + "}";
        return json(in(ZoneId.of(zone))
                        .send(DirectRequest.of("tt_add_time_entry").saying(body.replace('\'', '"'))))
                .path("entry");
    }

    @Test
    void an_entry_that_spans_the_change_of_clocks_is_as_long_as_it_was() {
        // In Madrid there are no clock times between 02:00 and 03:00 on the 29th of March.
        JsonNode entry = yes(
                        "tt_add_time_entry",
                        "{'start': '2026-03-29 01:30:00', 'end': '2026-03-29 03:30:00', 'duration': 3600, 'user_id': "
                                + People.ANA + "}")
                .path("entry");
        assertThat(entry.path("timezone").asString()).isEqualTo("GMT+01:00");
        assertThat(entry.path("end").asString()).isEqualTo("2026-03-29 02:30:00");
        String id = entry.path("id").asString();
        JsonNode longer = yes("tt_update_time_entry", "{'id': " + id + ", 'end': '2026-03-29T04:30:00+02:00'}")
                .path("entry");
        assertThat(longer.path("duration").asInt()).isEqualTo(7_200);
        assertThat(no(
                                "tt_add_time_entry",
                                "{'start': '2026-03-29 01:30:00', 'end': '2026-03-29 03:30:00', 'duration': 7200,"
                                        + " 'user_id': " + People.ANA + "}",
                                DirectReply.Invalid.class)
                        .detail())
                .contains("3600 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "done-504", "done-html"})
    void an_add_whose_answer_was_lost_is_found_again(String fault) {
        fault(fault, "POST /438100/events/add");
        String body = "{'start': '2026-03-09 09:00:00', 'end': '2026-03-09 10:00:00', 'duration': 3600, 'user_id': "
                + People.ANA + ", 'notes': 'lost'}";
        JsonNode entry = yes("tt_add_time_entry", body).path("entry");
        assertThat(entry.path("notes").asString()).isEqualTo("lost");
        assertThat(march("/events").stream()
                        .filter(row -> row.path("n").asString("").equals("lost")))
                .hasSize(1);
        habit("addReply", "id");
        assertThat(yes("tt_add_time_entry", body).at("/entry/start").asString()).isEqualTo("2026-03-09 09:00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PT0S | 'notes': 'another note' | 'notes': 'lost'",
                "PT0S | 'notes': 'lost' | 'task_id': TASK, 'notes': 'lost'",
                "PT0S | 'notes': 'lost' | 'project_id': PROJECT, 'notes': 'lost'",
                "PT-48H | 'notes': 'lost' | 'notes': 'lost'"
            })
    void another_entry_of_that_time_is_not_taken_for_the_one_that_was_lost(String made, String there, String sent) {
        long project = project("Twins");
        String task = String.valueOf(task("Twin", project));
        pass(made);
        entry("2026-03-09", "09:00", "10:00", there);
        control.post("/clock", "{'stopAt': '" + NOON + "'}");
        fault("gateway", "POST /438100/events/add");
        no(
                "tt_add_time_entry",
                "{'start': '2026-03-09 09:00:00', 'end': '2026-03-09 10:00:00', 'duration': 3600, 'user_id': "
                        + People.ANA + ", "
                        + sent.replace("PROJECT", String.valueOf(project)).replace("TASK", task) + "}",
                DirectReply.Unreachable.class);
    }

    /** Whoever hears that nothing was done adds it again. */
    @ParameterizedTest
    @CsvSource({"limit", "err-under-200", "not-granted", "gateway"})
    void what_was_added_is_told_as_added_although_it_cannot_be_read(String fault) {
        habit("addReply", "id");
        control.post("", "{'fault': '" + fault + "', 'times': 9, 'path': 'GET /438100/events/[0-9]+'}");
        JsonNode added = yes(
                "tt_add_time_entry",
                "{'start': '2026-03-09 09:00:00', 'end': '2026-03-09 10:00:00', 'duration': 3600, 'user_id': "
                        + People.ANA + "}");
        assertThat(added.at("/entry/id").asLong()).isPositive();
        assertThat(added.path("note").asString()).contains("It was added");
    }

    @Test
    void a_moved_entry_is_on_the_clocks_of_its_new_day() {
        long id = entry("2026-03-03", "09:00", "10:00", "").id();
        JsonNode moved = yes(
                        "tt_update_time_entry",
                        "{'id': " + id + ", 'start': '2026-04-10 09:00:00', 'end': '2026-04-10 10:00:00'}")
                .path("entry");
        assertThat(moved.path("start").asString()).isEqualTo("2026-04-10 09:00:00");
        assertThat(moved.path("timezone").asString()).isEqualTo("GMT+02:00");
    }

    @Test
    void lists_in_texts_are_sent_as_texts_and_a_deleted_task_leaves_its_entries() {
        long task = task("Kept", project("Kept entries"));
        long entry = entry("2026-03-03", "09:00", "10:00", "'task_id': " + task).id();
        assertThat(yes("tt_mark_billed", "{'entry_ids': [" + entry + "]}")
                        .path("done")
                        .asBoolean())
                .isTrue();
        assertThat(trackingtime.get("/events/" + entry).at("/is_billed").asBoolean())
                .isTrue();
        yes("tt_delete_task", "{'id': " + task + "}");
        assertThat(trackingtime.get("/events/" + entry).status()).isEqualTo(200);
        long second = task("Gone", project("Gone entries"));
        long lost =
                entry("2026-03-03", "11:00", "12:00", "'task_id': " + second).id();
        yes("tt_delete_task", "{'id': " + second + ", 'delete_all': true}");
        no("tt_get_time_entry", "{'id': " + lost + "}", DirectReply.NotFound.class);
    }

    @Test
    void a_locked_entry_is_refused_once_and_a_table_has_to_be_one() {
        long entry = entry("2026-03-04", "09:00", "10:00", "").id();
        control.post("/events/" + entry, "{'locked': true}");
        assertThat(no("tt_delete_time_entry", "{'id': " + entry + "}", DirectReply.WrongValue.class)
                        .detail())
                .contains("timecard");
        for (String separator : new String[] {",", ";", "\\\\t"})
            assertThat(yes(
                                    "tt_export_time_entries",
                                    "{'separator': '" + separator
                                            + "', 'filter': 'COMPANY', 'from': '2026-03-01', 'to': '2026-03-31'}")
                            .at("/export/csv")
                            .asString())
                    .contains(separator.startsWith("\\") ? "Date\tStart" : "Date" + separator + "Start");
        JsonNode told = yes("tt_export_time_entries", "{'separator': ',', 'filter': 'COMPANY'}");
        assertThat(told.path("hint").asString()).contains("Hourly Rate, Icalendar Token");
        assertThat(told.at("/export/csv").asString()).doesNotContain("73017", "canary-", "Rate");
        fault("err-under-200", "GET /438100/events/export");
        no("tt_export_time_entries", "{'separator': ',', 'filter': 'COMPANY'}", DirectReply.WrongValue.class);
    }

    @Test
    void what_is_wrong_with_arguments_is_told_before_anything_is_sent() {
        Stream.of(
                        "tt_search_projects {'keyword': 'ab'}",
                        "tt_list_projects {'filter': 'SOME'}",
                        "tt_list_projects {'page': 1}",
                        "tt_create_task {'name': 'A', 'users': [{'name': 'Ana'}]}",
                        "tt_update_customer {'id': 1, 'notes': 'x'}",
                        "tt_add_time_entry {'start': 'soon', 'end': 'later', 'duration': 1, 'user_id': 1}",
                        "tt_add_time_entry {'start': '2026-02-30 09:00:00', 'end': '2026-02-30 10:00:00', 'duration':"
                                + " 3600, 'user_id': 1}",
                        "tt_mark_billed {'entry_ids': ['x']}")
                .forEach(call -> no(
                        call.substring(0, call.indexOf(' ')),
                        call.substring(call.indexOf(' ') + 1),
                        DirectReply.Invalid.class));
        assertThat(journal()).isEmpty();
    }

    @Test
    void the_list_of_webhooks_is_found_in_either_place() {
        trackingtime.post("/webhooks/add", "{'url': 'https://hooks.example/a'}");
        assertThat(texts(yes("tt_list_webhooks", "{}").path("webhooks"), "status"))
                .containsExactly("ENABLED");
        habit("webhookList", "wrapped");
        assertThat(texts(yes("tt_list_webhooks", "{}").path("webhooks"), "status"))
                .containsExactly("ENABLED");
    }
}
