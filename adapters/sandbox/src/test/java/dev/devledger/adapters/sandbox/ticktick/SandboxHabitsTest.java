package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where nobody knows what TickTick does (docs/ticktick.md, habits), the sandbox does either, as it is told. */
class SandboxHabitsTest extends OnSandbox {
    private Reply habit(String field, String word) throws IOException {
        return control.post("/account", "{'habits':{'" + field + "':'" + word + "'}}");
    }

    private void has(String field, String word) throws IOException {
        assertThat(habit(field, word).status()).isEqualTo(200);
    }

    private String below(String parent, String title) throws IOException {
        return ticktick.create("'title':'" + title + "','projectId':'" + list + "','parentId':'" + parent + "'")
                .text("id");
    }

    private Reply app(String path, String body) throws IOException {
        return control.post("/app" + path, body);
    }

    private int status(String id) throws IOException {
        return ticktick.read(list, id).json().path("status").intValue();
    }

    @Test
    void habits_are_shown_chosen_one_by_one_and_forgotten_with_the_faults() throws IOException {
        JsonNode plain = control.get("").json().path("account").path("habits");
        assertThat(plain.path("deletedTaskUpdate").asString()).isEqualTo("as-it-was");
        assertThat(plain.path("childrenOfDeleted").asString()).isEqualTo("stay");
        has("deletedTaskUpdate", "as-asked");
        JsonNode both =
                habit("childrenOfDeleted", "follow").json().path("account").path("habits");
        assertThat(both.path("deletedTaskUpdate").asString()).isEqualTo("as-asked");
        assertThat(both.path("childrenOfDeleted").asString()).isEqualTo("follow");
        has("deletedTaskUpdate", "as-it-was");
        assertThat(control.get("")
                        .json()
                        .path("account")
                        .path("habits")
                        .path("deletedTaskUpdate")
                        .asString())
                .isEqualTo("as-it-was");
        assertThat(control.delete("").json().path("account").path("habits")).isEqualTo(plain);
    }

    @Test
    void a_habit_that_there_is_not_is_refused_and_says_what_there_is() throws IOException {
        assertThat(habit("deletedTaskUpdate", "maybe").status()).isEqualTo(400);
        assertThat(habit("deletedTaskUpdate", "maybe").text()).contains("as-it-was or as-asked");
        assertThat(habit("sleep", "late").status()).isEqualTo(400);
        assertThat(control.post("/account", "{'habits':'all'}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"as-it-was, old", "as-asked, new"})
    void an_update_of_a_deleted_task_answers_one_or_the_other_and_stores_nothing(String word, String title)
            throws IOException {
        String id = ticktick.task(list, "old");
        ticktick.delete("/project/" + list + "/task/" + id);
        has("deletedTaskUpdate", word);
        for (int i = 0; i < 2; i++) {
            Reply updated = ticktick.update(list, id, "'title':'new'");
            assertThat(updated.status()).isEqualTo(200);
            assertThat(updated.text("title")).isEqualTo(title);
            assertThat(updated.text("id")).isEqualTo(id);
        }
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("old");
        assertThat(ticktick.open(list)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"answered, 200", "refused, 500"})
    void an_update_of_a_task_whose_list_was_deleted_is_answered_or_fails(String word, int status) throws IOException {
        String id = ticktick.task(list, "old");
        String kept = ticktick.task("inbox", "deleted alone");
        ticktick.delete("/project/inbox/task/" + kept);
        ticktick.delete("/project/" + list);
        has("deletedListUpdate", word);
        assertThat(ticktick.update(list, id, "'title':'new'").status()).isEqualTo(status);
        assertThat(ticktick.update("inbox", kept, "'title':'new'").status())
                .as("its list is there")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_below_a_deleted_task_stays_or_goes_along(boolean inApp) throws IOException {
        for (String word : List.of("stay", "follow")) {
            has("childrenOfDeleted", word);
            String parent = ticktick.task(list, "parent");
            String child = below(parent, "child");
            String deeper = below(child, "deeper");
            if (inApp) app("/tasks/" + parent + "/delete", "");
            else ticktick.delete("/project/" + list + "/task/" + parent);
            if (word.equals("stay")) assertThat(ticktick.open(list)).containsExactlyInAnyOrder(child, deeper);
            else assertThat(ticktick.open(list)).doesNotContain(parent, child, deeper);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "completeTasks", "batch", "app"})
    void what_is_below_a_completed_task_stays_open_or_ends_with_it(String by) throws IOException {
        for (String word : List.of("stay", "follow")) {
            has("childrenOfCompleted", word);
            String parent = ticktick.task(list, "parent");
            String child = below(parent, "child");
            String deeper = below(child, "deeper");
            String abandoned = below(parent, "abandoned");
            ticktick.update(list, abandoned, "'status':-1");
            switch (by) {
                case "complete" -> ticktick.complete(list, parent);
                case "completeTasks" ->
                    ticktick.post("/task/completeTasks", "{'projectId':'" + list + "','taskIds':['" + parent + "']}");
                case "batch" ->
                    ticktick.post(
                            "/task/batch",
                            "{'update':[{'id':'" + parent + "','projectId':'" + list + "','status':2}]}");
                default -> app("/tasks/" + parent + "/complete", "");
            }
            int expected = word.equals("stay") ? 0 : 2;
            assertThat(status(parent)).isEqualTo(2);
            assertThat(status(child)).as(word).isEqualTo(expected);
            assertThat(status(deeper)).as(word).isEqualTo(expected);
            assertThat(status(abandoned)).isEqualTo(-1);
        }
    }

    @Test
    void an_occurrence_that_is_over_ends_nothing_below_it() throws IOException {
        has("childrenOfCompleted", "follow");
        String parent = ticktick.create("'title':'again','projectId':'" + list
                        + "','dueDate':'2026-10-26T09:00:00+0100','repeatFlag':'RRULE:FREQ=DAILY;COUNT=2'")
                .text("id");
        String child = below(parent, "child");
        ticktick.complete(list, parent);
        assertThat(status(child)).isZero();
        ticktick.complete(list, parent);
        assertThat(status(child)).as("with the last").isEqualTo(2);
    }

    @Test
    void an_all_day_task_keeps_or_loses_days_that_an_update_does_not_name() throws IOException {
        String allDay = "'startDate':'2026-11-02T23:00:00+0000','dueDate':'2026-11-03T23:00:00+0000','isAllDay':true,"
                + "'timeZone':'Europe/Madrid'";
        String id = ticktick.create("'title':'t','projectId':'" + list + "'," + allDay)
                .text("id");
        String timed = ticktick.create("'title':'t','projectId':'" + list + "','dueDate':'2026-11-03T08:30:00+0000'")
                .text("id");
        assertThat(ticktick.update(list, id, "'title':'u'").text("dueDate")).startsWith("2026-11-03T23:00");
        has("allDayUpdate", "loses-days");
        JsonNode lost = ticktick.update(list, id, "'title':'v'").json();
        assertThat(lost.has("dueDate") || lost.has("startDate")).isFalse();
        assertThat(lost.path("isAllDay").booleanValue()).isTrue();
        JsonNode named = ticktick.update(list, id, "'title':'w'," + allDay).json();
        assertThat(named.path("dueDate").asString()).startsWith("2026-11-03T23:00");
        assertThat(named.path("startDate").asString()).startsWith("2026-11-02T23:00");
        assertThat(ticktick.update(list, timed, "'title':'u'").text("dueDate")).startsWith("2026-11-03T08:30");
        assertThat(app("/tasks/" + id, "{'title':'x'}").text("dueDate"))
                .as("in the app")
                .startsWith("2026-11-03T23:00");
    }

    @Test
    void the_first_read_after_a_write_is_new_or_shows_what_was_before_once() throws IOException {
        String id = ticktick.task(list, "old");
        ticktick.update(list, id, "'title':'new'");
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("new");
        has("firstRead", "old");
        assertThat(ticktick.update(list, id, "'title':'newer'").text("title"))
                .as("the answer itself")
                .isEqualTo("newer");
        assertThat(ticktick.get("/project/" + list + "/data").text())
                .as("lists")
                .contains("newer");
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("new");
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("newer");
        ticktick.complete(list, id);
        assertThat(status(id)).isZero();
        assertThat(status(id)).isEqualTo(2);
        ticktick.update(list, id, "'status':0");
        assertThat(status(id)).isEqualTo(2);
        String other = ticktick.project("other");
        ticktick.post(
                "/task/move", "[{'fromProjectId':'" + list + "','toProjectId':'" + other + "','taskId':'" + id + "'}]");
        assertThat(ticktick.read(other, id).status()).as("not there yet").isEqualTo(404);
        assertThat(ticktick.read(other, id).text("title")).isEqualTo("newer");
    }

    @Test
    void tags_are_in_lower_case_or_as_they_were_sent() throws IOException {
        String fields = "'title':'t','projectId':'" + list + "','tags':['b','Deep','deep']";
        assertThat(ticktick.create(fields).json().path("tags").toString()).isEqualTo("[\"b\",\"deep\"]");
        has("tagCase", "as-sent");
        Reply kept = ticktick.create(fields);
        assertThat(kept.json().path("tags").toString()).isEqualTo("[\"b\",\"Deep\"]");
        for (String tag : List.of("deep", "DEEP"))
            assertThat(ticktick.post("/task/filter", "{'tag':['" + tag + "']}").ids())
                    .contains(kept.text("id"));
        assertThat(ticktick.post("/task/search", "{'keywords':'t','tags':['deep']}")
                        .ids())
                .contains(kept.text("id"));
    }

    @Test
    void a_circle_of_parents_is_ignored_or_taken() throws IOException {
        String upper = ticktick.task(list, "upper");
        String lower = below(upper, "lower");
        String foreign = ticktick.task(ticktick.project("other"), "foreign");
        assertThat(ticktick.update(list, upper, "'parentId':'" + lower + "'")
                        .json()
                        .has("parentId"))
                .isFalse();
        has("parentCircle", "taken");
        assertThat(ticktick.update(list, upper, "'parentId':'" + lower + "'").text("parentId"))
                .isEqualTo(lower);
        assertThat(ticktick.update(list, upper, "'parentId':'" + foreign + "'").text("parentId"))
                .as("still in its list only")
                .isEqualTo(lower);
        // What goes through all that is below comes to an end.
        has("childrenOfCompleted", "follow");
        ticktick.complete(list, upper);
        assertThat(status(lower)).isEqualTo(2);
        String other = ticktick.project("another");
        assertThat(app("/tasks/" + upper + "/move", "{'projectId':'" + other + "'}")
                        .status())
                .isEqualTo(200);
        has("childrenOfDeleted", "follow");
        app("/tasks/" + upper + "/delete", "");
        assertThat(app("/tasks/" + lower, "{'title':'x'}").status()).isEqualTo(404);
    }

    @Test
    void an_empty_parent_detaches_or_is_ignored() throws IOException {
        String parent = ticktick.task(list, "parent");
        String child = below(parent, "child");
        has("emptyParent", "ignored");
        assertThat(ticktick.update(list, child, "'parentId':''").text("parentId"))
                .isEqualTo(parent);
        has("emptyParent", "detaches");
        assertThat(ticktick.update(list, child, "'parentId':''").text("parentId"))
                .isEmpty();
    }

    @Test
    void the_tasks_of_a_closed_list_are_shown_or_hidden() throws IOException {
        String id = ticktick.task(list, "t");
        app("/lists/" + list, "{'closed':true}");
        String open = "{'projectIds':['" + list + "'],'status':[0]}";
        assertThat(ticktick.open(list)).containsExactly(id);
        assertThat(ticktick.post("/task/filter", open).ids()).containsExactly(id);
        has("closedLists", "hidden");
        assertThat(ticktick.open(list)).isEmpty();
        assertThat(ticktick.get("/project/" + list + "/data")
                        .json()
                        .path("project")
                        .path("closed")
                        .booleanValue())
                .isTrue();
        assertThat(ticktick.post("/task/filter", open).ids()).isEmpty();
        assertThat(ticktick.get("/project").ids()).contains(list);
        assertThat(ticktick.read(list, id).text("title")).as("by its id").isEqualTo("t");
        app("/lists/" + list, "{'closed':false}");
        assertThat(ticktick.open(list)).containsExactly(id);
        assertThat(ticktick.post("/task/filter", open).ids()).containsExactly(id);
    }

    @Test
    void a_filter_that_says_nothing_means_all_or_the_open_ones() throws IOException {
        String open = ticktick.task(list, "open");
        String abandoned = ticktick.task(list, "abandoned");
        ticktick.update(list, abandoned, "'status':-1");
        assertThat(ticktick.post("/task/filter", "{}").ids()).contains(open, abandoned);
        has("emptyFilter", "open");
        assertThat(ticktick.post("/task/filter", "{}").ids()).contains(open).doesNotContain(abandoned);
        assertThat(ticktick.post("/task/filter", "{'kind':['TEXT']}").ids()).contains(open, abandoned);
    }

    @Test
    void a_batch_that_is_too_long_is_cut_or_refused() throws IOException {
        String entry = "{'title':'t','projectId':'" + list + "'}";
        String batch = "{'add':[" + String.join(",", Collections.nCopies(51, entry)) + "]}";
        has("longBatch", "refused");
        assertThat(ticktick.post("/task/batch", batch).status()).isEqualTo(500);
        assertThat(ticktick.open(list)).isEmpty();
        has("longBatch", "cut");
        assertThat(ticktick.post("/task/batch", batch).status()).isEqualTo(200);
        assertThat(ticktick.open(list)).hasSize(50);
    }

    @Test
    void a_zone_of_the_database_is_kept_and_one_that_is_in_none_dropped_or_kept() throws IOException {
        for (String zone : List.of("EST", "MST", "HST", "ROC", "EST5EDT", "Asia/Kolkata"))
            assertThat(zoned(zone).text("timeZone")).isEqualTo(zone);
        assertThat(zoned("Mars/Olympus").text("timeZone")).isEqualTo("Europe/Madrid");
        has("unknownZone", "kept");
        Reply kept = zoned("Mars/Olympus");
        assertThat(kept.text("timeZone")).isEqualTo("Mars/Olympus");
        // The page and a repeat rule bear it.
        assertThat(app("/tasks/" + kept.text("id"), "{'repeatFlag':'RRULE:FREQ=DAILY'}")
                        .status())
                .isEqualTo(200);
        ticktick.complete(list, kept.text("id"));
        assertThat(ticktick.read(list, kept.text("id")).text("dueDate")).startsWith("2026-11-04");
        assertThat(new TickTickCalls(SERVER.url() + PagePaths.BOARD, "none")
                        .get("")
                        .status())
                .isEqualTo(200);
        assertThat(zoned("").text("timeZone")).isEqualTo("Europe/Madrid");
    }

    private Reply zoned(String zone) throws IOException {
        return ticktick.create("'title':'t','projectId':'" + list
                + "','dueDate':'2026-11-03T05:00:00+0000','isAllDay':true,'timeZone':'" + zone + "'");
    }
}
