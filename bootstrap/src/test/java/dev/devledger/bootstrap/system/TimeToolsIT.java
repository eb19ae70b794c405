package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Tools.changeSet;
import static dev.devledger.bootstrap.system.Tools.keys;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The tools for time, through the whole application. Each test has a person of its own. */
class TimeToolsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());
    private static final Mcp AGENT = Mcp.connect(API);

    private final String person = key(API.made("/api/people", "{\"name\": \"Grace\"}"));

    /** With the person of the test where the arguments have {@code $me}. */
    private String said(String arguments) {
        return arguments.replace('\'', '"').replace("$me", "\"person\":\"" + person + "\"");
    }

    private JsonNode call(String tool, String arguments) {
        return AGENT.answer(tool, said(arguments));
    }

    private String refused(String tool, String arguments) {
        String before = newest();
        String text = TOOLS.failure(tool, said(arguments));
        assertThat(text).endsWith("Nothing was written.");
        assertThat(newest()).as(text).isEqualTo(before);
        return text;
    }

    private static String newest() {
        return API.read("/api/history?limit=1").at("/items/0/position").asString();
    }

    private JsonNode save(String rows) {
        return call("save_time_entries", "{'entries':[" + rows + "]}");
    }

    private String logged(String start, String more) {
        return keys(save("{'start':'" + start + "',$me," + more + "}")).getFirst();
    }

    private JsonNode report(String more) {
        return call("get_time_report", "{$me" + more + "}");
    }

    private static JsonNode entry(String key) {
        return API.read("/api/time-entries/" + key);
    }

    @Test
    void an_agent_logs_what_it_works() {
        JsonNode project = SAMPLES.project("Worked on " + person);
        String task = key(SAMPLES.task(project, "Mend it"));
        String start = "{'task':'%s','note':'Parser',$me,'agent':'scribe','reason':'asked to','idempotency_key':'%s'}"
                .formatted(task, UUID.randomUUID());
        JsonNode started = call("start_timer", start);
        assertThat(call("start_timer", start).path("replayed").asBoolean()).isTrue();
        String first = keys(started).getFirst();
        assertThat(keys(started)).hasSize(1);
        assertThat(started.at("/results/0/running").asBoolean()).isTrue();
        assertThat(started.at("/results/0/taskKey").asString()).isEqualTo(task);
        assertThat(started.at("/results/0/projectKey").asString()).isEqualTo(key(project));
        assertThat(started.at("/results/0/person/key").asString()).isEqualTo(person);
        JsonNode told = API.read("/api/history?changeSet=" + changeSet(started)).at("/items/0");
        assertThat(told.path("agent").asString()).isEqualTo("scribe");
        assertThat(told.path("tool").asString()).isEqualTo("start_timer");
        assertThat(told.path("channel").asString()).isEqualTo("mcp");
        assertThat(told.path("reason").asString()).isEqualTo("asked to");

        String on = "{'project':'%s',$me".formatted(key(project));
        assertThat(refused("start_timer", on + "}"))
                .startsWith("conflict_state: The timer runs already: " + first + ", since ")
                .contains("stop_running=true")
                .doesNotContain("stopRunning");
        JsonNode next = call("start_timer", on + ",'stop_running':true}");
        assertThat(keys(next)).hasSize(2).last().isEqualTo(first);
        assertThat(next.at("/results/1/end").asString())
                .isEqualTo(next.at("/results/0/start").asString());
        String second = keys(next).getFirst();
        assertThat(Samples.texts(
                        List.of(call("get_overview", "{'project':'" + key(project) + "'}")
                                .at("/timers/0")),
                        "key"))
                .containsExactly(second);
        assertThat(call("get_overview", "{}").path("timers").toString()).contains('"' + second + '"');

        JsonNode stopped = call("stop_timer", "{$me,'note':'The grammar reads lists now'}");
        assertThat(keys(stopped)).containsExactly(second);
        assertThat(stopped.at("/results/0/note").asString()).isEqualTo("The grammar reads lists now");
        JsonNode again = call("stop_timer", "{$me}");
        assertThat(again.has("changeSet")).isFalse();
        assertThat(again.path("hint").asString()).contains("No timer runs.");
        String third = keys(call("start_timer", "{$me}")).getFirst();
        assertThat(call("stop_timer", "{$me,'discard':true}")
                        .at("/results/0/deleted")
                        .asBoolean())
                .isTrue();
        assertThat(entry(third).path("deletedAt").isNull()).isFalse();
        assertThat(keys(call("undo_changes", "{'change_sets':['" + changeSet(stopped) + "']}")))
                .containsExactly(second);
        assertThat(entry(second).path("running").asBoolean()).isTrue();
        call("stop_timer", "{$me}");
        assertThat(Samples.texts(report(",'group_by':['entry']"), "key")).containsExactly(second, first);
    }

    @Test
    void time_is_corrected_split_merged_billed_and_taken_back() {
        JsonNode project = SAMPLES.project("Billed " + person);
        JsonNode made = save("""
                {'start':'2026-03-30T07:00:00Z','end':'2026-03-30T08:30:00+00:00','project':'%s','note':'Old','tags':['Bug'],
                 'billable':true,$me},
                {'start':'2026-03-30T09:00:00Z','seconds':1800,'project':'Billed %s',$me}""".formatted(key(project), person));
        String one = keys(made).get(0);
        String two = keys(made).get(1);
        assertThat(entry(one).path("seconds").asLong()).isEqualTo(5_400);
        assertThat(entry(two).path("projectKey").asString()).isEqualTo(key(project));

        JsonNode changed = save("{'key':'%s','note':'New','seconds':3600,'clear':['tags']},{'key':'%s','billable':true}"
                .formatted(one.toLowerCase(Locale.ROOT), two));
        assertThat(changed.at("/results/0/end").asString()).isEqualTo("2026-03-30T08:00:00Z");
        assertThat(changed.at("/results/0/version").asLong()).isEqualTo(2);
        assertThat(entry(one).path("tags")).isEmpty();
        String stale = "{'entries':[{'key':'%s','note':'Other'}],'expected_version':{'%s':1}}";
        assertThat(refused("save_time_entries", stale.formatted(one, one)))
                .startsWith("stale: %s is at version 2, you gave 1. owner ".formatted(one))
                .contains("changed ", "note", "get_time_report");
        call("save_time_entries", stale.replace(":1}", ":2}").formatted(one, one));
        String other = "{'tasks':[{'key':'%s','title':'x'}],'expected_version':{'%s':1}}"
                .formatted(key(SAMPLES.task(project, "Beside")), one);
        assertThat(refused("update_tasks", other)).startsWith("stale: ");

        JsonNode split = save("{'key':'%s','split_at':'2026-03-30T07:20:00Z'}".formatted(one));
        assertThat(split.at("/results/0/seconds").asLong()).isEqualTo(1_200);
        assertThat(split.at("/results/1/seconds").asLong()).isEqualTo(2_400);
        String behind = keys(split).get(1);
        JsonNode merged = save("{'key':'%s','merge':['%s','%s']}".formatted(two, behind, one));
        assertThat(keys(merged)).startsWith(one).containsExactlyInAnyOrder(one, two, behind);
        assertThat(merged.at("/results/0/seconds").asLong()).isEqualTo(5_400);
        assertThat(merged.at("/results/1/deleted").asBoolean()).isTrue();

        JsonNode bill = save("{'key':'%s','billed':true}".formatted(one));
        assertThat(refused("save_time_entries", "{'entries':[{'key':'%s','note':'No'}]}".formatted(one)))
                .isEqualTo("conflict_state: entries[0] " + one + ": This time entry is billed. Mark it as not billed"
                        + " first, then change it. Nothing was written.");
        assertThat(refused(
                        "save_time_entries",
                        "{'entries':[{'start':'2026-03-30T12:00:00Z','seconds':60,$me},{'key':'%s','split_at':'2026-03-30T07:10:00Z'}]}"
                                .formatted(one)))
                .startsWith("conflict_state: entries[1] " + one + ": " + one + " is billed.");
        assertThat(keys(call("undo_changes", "{'change_sets':['" + changeSet(bill) + "']}")))
                .containsExactly(one);
        save("{'key':'%s','deleted':true}".formatted(one));
        assertThat(refused("save_time_entries", "{'entries':[{'key':'%s','note':'No'}]}".formatted(one)))
                .contains("Restore it with deleted=false first.");
        assertThat(save("{'key':'%s','deleted':false}".formatted(one))
                        .at("/results/0")
                        .has("deleted"))
                .isFalse();
        call("undo_changes", "{'change_sets':['" + changeSet(merged) + "'],'force':true,'confirm':true}");
        assertThat(report("").at("/total/seconds").asLong()).isEqualTo(5_400);
        assertThat(report("").at("/total/entries").asLong()).isEqualTo(3);
    }

    @Test
    void a_report_has_groups_of_days_of_a_zone_and_what_rounding_did() {
        JsonNode project = SAMPLES.project("Summed " + person);
        String task = key(SAMPLES.task(project, "Sum up"));
        logged("2026-03-29T22:30:00Z", "'seconds':480,'task':'" + task + "','billable':true,'tags':['x']");
        logged("2026-03-30T22:30:00Z", "'seconds':420,'project':'" + key(project) + "'");
        logged("2026-03-31T08:00:00Z", "'seconds':3600");
        String madrid = ",'time_zone':'Europe/Madrid'";

        JsonNode days = report(madrid + ",'group_by':['day','project'],'from':'2026-03-30','to':'2026-03-31'");
        assertThat(days.path("items")).hasSize(3);
        assertThat(days.at("/items/0/group/day").asString()).isEqualTo("2026-03-30");
        assertThat(days.at("/items/0/group/project/key").asString()).isEqualTo(key(project));
        assertThat(days.at("/items/0/seconds").asLong()).isEqualTo(480);
        assertThat(days.at("/items/0/billableSeconds").asLong()).isEqualTo(480);
        assertThat(days.at("/items/1/group/day").asString()).isEqualTo("2026-03-31");
        assertThat(days.at("/total/seconds").asLong()).isEqualTo(4_500);
        assertThat(report(madrid + ",'from':'2026-03-31','to':'2026-03-31'")
                        .at("/total/seconds")
                        .asLong())
                .isEqualTo(4_020);
        JsonNode rounded = report(",'rounding':'15m:up','task':'" + task + "'");
        assertThat(rounded.at("/total/seconds").asLong()).isEqualTo(900);
        assertThat(rounded.at("/rounding/unroundedSeconds").asLong()).isEqualTo(480);
        assertThat(report(",'tag':'X','billable':true,'billed':false")
                        .at("/total/entries")
                        .asInt())
                .isEqualTo(1);
        JsonNode page = report(",'group_by':['entry'],'limit':2");
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.at("/total/entries").asInt()).isEqualTo(3);
        assertThat(report(",'group_by':['entry'],'limit':2,'cursor':'"
                                + page.path("nextCursor").asString() + "'")
                        .path("items"))
                .hasSize(1);
        for (String by : List.of("week", "month", "task", "person", "tag", "customer", "billable")) {
            assertThat(report(",'group_by':['" + by + "']").at("/total/seconds").asLong())
                    .as(by)
                    .isEqualTo(4_500);
        }
        assertThat(TOOLS.statements("get_time_report", said("{'group_by':['day','project','task']}")))
                .hasSize(1);
        assertThat(TOOLS.statements("get_time_report", said("{'group_by':['entry'],'limit':100}")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'seconds':60,$me} | entries[0].start is missing",
                "{'start':'2026-03-31T09:00:00Z',$me} | start_timer",
                "{'start':'2026-03-31','seconds':60,$me} | entries[0].start \"2026-03-31\" is not a moment",
                "{'start':'2026-03-31T09:00:00Z','seconds':-1,$me} | entries[0].seconds is -1; 0 to 86400",
                "{'start':'2026-03-31T09:00:00Z','seconds':99999999999999999999,$me} | entries[0].seconds",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'end':'2026-03-31T10:00:00Z',$me} | entries[0].seconds comes",
                "{'start':'2026-03-31T09:00:00Z','end':'2026-03-31T08:00:00Z',$me} | entries[0].end: is before start",
                "{'start':'2226-03-31T09:00:00Z','seconds':60,$me} | entries[0].start: is in the future",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'billed':true,$me} | entries[0].billed is for an entry",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'task':'T-1','project':'P-1',$me} | only one of the two",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'task':'T-999999',$me} | T-999999",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'project':'Nowhere \\u0000',$me} | there is no project",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'person':'No\\u0000body'} | there is nobody called",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'note':'a\\u0000',$me} | entries[0].note",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'tags':['a','A'],$me} | entries[0].tags",
                "{'key':'E-999999999','note':'x'} | entries[0] E-999999999 does not exist",
                "{'key':'E-99999999999999999999','note':'x'} | does not exist",
                "{'key':'E-1'} | entries[0].key stands alone",
                "{'key':'E-1','note':'x','deleted':true} | Do one of them in another call",
                "{'key':'E-1','note':'x'},{'key':'e-1','note':'y'} | Name each only once",
                "{'seconds':60,$me},{'end':'x',$me} | entries[1].end \"x\" is not a moment",
                "{'key':'T-1','note':'x'} | is not the key of a time entry, such as E-12",
                "{'start':'2026-03-31T09:00:00Z','seconds':60,'timeZone':'UTC',$me} | is not an argument; allowed are key",
            })
    void what_cannot_be_saved_is_refused_with_its_row(String rows, String told) {
        assertThat(refused("save_time_entries", "{'entries':[" + rows + "]}")).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'group_by':['day','week']} | Name each once",
                "{'group_by':['entry','day']} | Use entry alone",
                "{'group_by':['hour']} | is not one of entry, day",
                "{'group_by':['day','task','tag','person']} | at most 3",
                "{'from':'2026-03-31','to':'2026-03-30'} | to is before from",
                "{'from':'yesterday'} | is not a date",
                "{'rounding':'7'} | 15m:up",
                "{'time_zone':'UTC''; drop table event'} | is not a zone",
                "{'person':'U-999999999'} | there is nobody called",
                "{'task':'T-999999'} | does not exist",
                "{'tag':'a\\u0000'} | control character",
                "{'cursor':'x'} | cursor is for",
                "{'group_by':['entry'],'cursor':'x'} | cursor",
            })
    void what_cannot_be_reported_is_refused(String arguments, String told) {
        String json = arguments.replace("''", "$quote").replace('\'', '"').replace("$quote", "'");
        assertThat(TOOLS.failure("get_time_report", json)).contains(told);
    }

    @Test
    void a_timer_is_refused_what_makes_no_sense() {
        assertThat(refused("start_timer", "{$me,'task':'T-1','project':'P-1'}")).contains("only one of the two");
        assertThat(refused("start_timer", "{$me,'at':'2226-03-31T09:00:00Z'}")).contains("at: is in the future");
        assertThat(refused("start_timer", "{'person':'Nobody at all'}"))
                .startsWith("not_found: person: there is nobody called \"Nobody at all\".");
        assertThat(refused("stop_timer", "{$me,'discard':true,'note':'x'}")).contains("note is for time that is kept");
        assertThat(refused("start_timer", "{$me,'dry_run':true}")).contains("dry_run is not an argument");
        call("start_timer", "{$me}");
        assertThat(refused("stop_timer", "{$me,'at':'2020-01-01T00:00:00Z'}")).contains("at: is before E-");
        call("stop_timer", "{$me,'discard':true}");
    }

    @Test
    void many_rows_are_one_change_set_and_a_dry_run_uses_nothing_up() {
        String row = "{'start':'2026-03-31T09:00:00Z','seconds':60,'note':'line\\nE-1 2026 fake',$me}";
        String fifty = String.join(",", Collections.nCopies(50, row));
        assertThat(refused("save_time_entries", "{'entries':[" + fifty + "," + row + "]}"))
                .contains("at most 50 are allowed");
        JsonNode tried = TOOLS.json("save_time_entries", said("{'entries':[" + row + "," + row + "],'dry_run':true}"));
        assertThat(keys(tried)).containsExactly("new-1", "new-2");
        assertThat(report("").at("/total/entries").asInt()).isZero();
        String before = logged("2026-03-31T07:00:00Z", "'seconds':60");
        TOOLS.json("save_time_entries", said("{'entries':[" + row + "],'dry_run':true}"));
        String after = logged("2026-03-31T08:00:00Z", "'seconds':60");
        assertThat(number(after)).isEqualTo(number(before) + 1);
        List<String> made = keys(TOOLS.json("save_time_entries", said("{'entries':[" + fifty + "]}")));
        assertThat(made).hasSize(50).doesNotHaveDuplicates();
        assertThat(TOOLS.call("get_time_report", said("{$me,'group_by':['entry'],'limit':100}"))
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("E-")))
                .hasSize(52);
        String bill = IntStream.range(0, 50)
                .mapToObj(i -> "{'key':'" + made.get(i) + "','billed':true}")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        TOOLS.json("save_time_entries", said("{'entries':[" + bill + "]}"));
        assertThat(report("").at("/total/billedSeconds").asLong()).isEqualTo(3_000);
    }

    @Test
    void one_timer_runs_whatever_one_call_restores() {
        List<String> gone = IntStream.range(0, 2)
                .mapToObj(i -> {
                    String key = keys(call("start_timer", "{$me}")).getFirst();
                    call("stop_timer", "{$me,'discard':true}");
                    return key;
                })
                .toList();
        String back = "{'key':'%s','deleted':false}";
        String both = back.formatted(gone.get(0)) + "," + back.formatted(gone.get(1));
        assertThat(refused("save_time_entries", "{'entries':[" + both + "]}"))
                .contains("The timer runs already", "Stop it first with stop_timer.")
                .doesNotContain("stop_running");
        save(back.formatted(gone.get(0)));
        save("{'key':'%s','deleted':true},".formatted(gone.get(0)) + back.formatted(gone.get(1)));
        assertThat(entry(gone.get(1)).path("running").asBoolean()).isTrue();
        call("stop_timer", "{$me,'discard':true}");
    }

    @Test
    void what_is_billed_is_billed_alone_and_a_trial_tells_no_key_that_is_none() {
        String one = logged("2026-03-31T07:00:00Z", "'seconds':60");
        assertThat(refused("save_time_entries", "{'entries':[{'key':'%s','billed':true,'note':'x'}]}".formatted(one)))
                .contains("billed comes together with note. Do one of them in another call.");
        String row = "{'start':'2026-03-31T09:00:00Z','seconds':60,$me}";
        JsonNode tried = TOOLS.json("save_time_entries", said("{'entries':[" + row + "," + row + "],'dry_run':true}"));
        assertThat(tried.at("/results/0/warnings/0/entries/0").asString()).isEqualTo("new-2");
        assertThat(tried.toString()).doesNotContain("E--");
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(2));
    }
}
