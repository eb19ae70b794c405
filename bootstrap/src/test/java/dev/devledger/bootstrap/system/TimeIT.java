package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import dev.devledger.domain.time.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Time, through the whole application. Each test has a person of its own. */
class TimeIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final String ENTRIES = "/api/time-entries";

    private final String person = key(API.made("/api/people", "{\"name\": \"Ada\"}"));

    private Answer log(String start, String end, String more) {
        return API.post(
                ENTRIES,
                "{\"start\": \"%s\", \"end\": \"%s\", \"person\": \"%s\"%s}".formatted(start, end, person, more));
    }

    private JsonNode logged(String start, String end, String more) {
        return log(start, end, more).expect(201).json();
    }

    private JsonNode get(String path) {
        return API.read(path);
    }

    private static List<String> keys(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .map(each -> each.path("key").asString())
                .toList();
    }

    private Answer timer(String action, String more) {
        return API.post("/api/timer/" + action, "{\"person\": \"%s\"%s}".formatted(person, more));
    }

    /** What a service has said with an offset alone goes out so, and comes in again. */
    @Test
    void a_file_of_our_own_has_days_of_an_offset_too() {
        for (String zone : List.of("-05:30", "Z")) {
            String file = "start,end,timeZone,person%n2026-03-02T08:00:00Z,2026-03-02T09:00:00Z,%s,%s%n"
                    .formatted(zone, person);
            assertThat(API.post(200, "/api/import?dryRun=true", file, "Content-Type", "text/csv")
                            .json()
                            .path("entries")
                            .asInt())
                    .isOne();
        }
        String none =
                "start,end,timeZone,person%n2026-03-02T08:00:00Z,2026-03-02T09:00:00Z,+99:00,%s%n".formatted(person);
        API.post(422, "/api/import?dryRun=true", none, "Content-Type", "text/csv");
    }

    @Test
    void a_start_is_not_taken_away() {
        JsonNode entry = logged("2026-03-01T08:00:00Z", "2026-03-01T09:00:00Z", "");
        assertThat(API.patch(422, ENTRIES + "/" + key(entry), "{\"start\": null}")
                        .text("detail"))
                .startsWith("start: cannot be taken away");
    }

    @Test
    void what_is_logged_is_told_with_its_task_and_project() {
        JsonNode project = SAMPLES.project("Clocked");
        JsonNode task = API.made("/api/projects/" + key(project) + "/tasks", "{\"title\": \"Mend\"}");
        JsonNode made = logged(
                "2026-03-31T09:00:00.900Z",
                "2026-03-31T10:30:00Z",
                ", \"task\": \"%s\", \"note\": \"Found it\", \"tags\": [\"Bug\"], \"billable\": true, \"timeZone\": \"Europe/Madrid\""
                        .formatted(key(task)));

        assertThat(made.path("taskKey").asString()).isEqualTo(key(task));
        assertThat(made.path("projectKey").asString()).isEqualTo(key(project));
        assertThat(made.path("projectId").asString())
                .isEqualTo(project.path("id").asString());
        assertThat(made.at("/person/key").asString()).isEqualTo(person);
        assertThat(made.path("start").asString()).isEqualTo("2026-03-31T09:00:00Z");
        assertThat(made.path("seconds").asLong()).isEqualTo(5_400);
        assertThat(made.path("running").asBoolean()).isFalse();
        assertThat(made.path("timeZone").asString()).isEqualTo("Europe/Madrid");
        assertThat(made.path("warnings")).isEmpty();
        assertThat(made.path("version").asInt()).isEqualTo(1);
        for (String filter : List.of(
                "task=" + key(task),
                "project=" + key(project),
                "person=" + person,
                "person=" + person + "&tag=bug",
                "person=" + person + "&from=2026-03-31&to=2026-03-31&timeZone=Europe/Madrid",
                "person=" + person + "&q=found",
                "person=" + person + "&billable=true&billed=false&running=false")) {
            assertThat(keys(get(ENTRIES + "?" + filter))).as(filter).containsExactly(key(made));
        }
        for (String filter : List.of("tag=other", "from=2026-04-01", "to=2026-03-30", "billed=true", "running=true")) {
            assertThat(keys(get(ENTRIES + "?person=" + person + "&" + filter)))
                    .as(filter)
                    .isEmpty();
        }
        JsonNode other = SAMPLES.project("Elsewhere");
        API.post(200, "/api/tasks/" + key(task) + "/move", "{\"project\": \"%s\"}".formatted(key(other)));
        assertThat(get(ENTRIES + "/" + key(made)).path("projectKey").asString()).isEqualTo(key(other));
        assertThat(keys(get(ENTRIES + "?project=" + key(project)))).isEmpty();
        API.delete(200, "/api/tasks/" + key(task));
        assertThat(get(ENTRIES + "/" + key(made)).path("taskKey").asString()).isEqualTo(key(task));
        assertThat(log("2026-03-31T11:00:00Z", "2026-03-31T12:00:00Z", ", \"task\": \"%s\"".formatted(key(task)))
                        .expect(409)
                        .body())
                .contains("is deleted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"start\": \"2026-03-31T09:00:00Z\"} | end",
                "{\"end\": \"2026-03-31T09:00:00Z\"} | start",
                "{\"start\": \"2026-03-31T09:00:00Z\", \"end\": null} | end",
                "{\"start\": \"2026-03-31T09:00:00Z\", \"end\": \"2026-03-31T08:00:00Z\"} | end",
                "{\"start\": \"2026-03-30T09:00:00Z\", \"end\": \"2026-03-31T09:00:01Z\"} | 24 hours",
                "{\"start\": \"2226-03-30T09:00:00Z\", \"seconds\": 60} | future",
                "{\"start\": \"2026-03-31\", \"seconds\": 60} | an instant such as",
                "{\"start\": \"2026-03-31T09:00:00Z\", \"seconds\": -1} | seconds",
                "{\"start\": \"2026-03-31T09:00:00Z\", \"seconds\": 60, \"end\": \"2026-03-31T10:00:00Z\"} | one of the two",
                "{\"start\": \"2026-03-31T09:00:00Z\", \"seconds\": 60, \"task\": \"T-1\", \"project\": \"P-1\"} | one of the two",
                "{\"start\": \"2026-03-31T09:00:00Z\", \"seconds\": 60, \"billed\": true} | billed",
                "{\"start\": \"2026-03-31T09:00:00Z\", \"seconds\": 60, \"timeZone\": \"+01:00\"} | IANA",
            })
    void what_cannot_be_logged_is_refused_with_what_is_allowed(String body, String told) {
        assertThat(API.post(422, ENTRIES, body).body()).contains(told);
    }

    @Test
    void an_entry_is_changed_deleted_and_brought_back_and_the_history_tells_it() {
        JsonNode project = SAMPLES.project("Told");
        JsonNode made =
                logged("2026-03-31T09:00:00Z", "2026-03-31T10:30:00Z", ", \"project\": \"" + key(project) + "\"");
        String path = ENTRIES + "/" + key(made);
        API.patch(200, path, "{\"note\": \"Review\", \"project\": null}");
        assertThat(API.patch(422, path, "{\"end\": null}").body()).contains("start the timer");
        API.patch(412, path, "{\"end\": \"2026-03-31T10:00:00Z\"}", "If-Match", "\"1\"");
        API.delete(200, path);
        assertThat(keys(get(ENTRIES + "?person=" + person))).isEmpty();
        assertThat(keys(get(ENTRIES + "?person=" + person + "&deleted=true"))).containsExactly(key(made));
        API.post(200, path + "/restore", null);

        JsonNode history = get("/api/history?entity=" + key(made));
        assertThat(texts(history, "summary"))
                .containsExactly(
                        "Restored the time entry.",
                        "Deleted the time entry.",
                        "Changed the project and note.",
                        "Logged 1 h 30 min.");
        assertThat(texts(history, "event")).contains("time-entry.created", "time-entry.edited");
        assertThat(history.toString()).contains("\"from\":\"" + key(project) + "\"");
        assertThat(get(path + "/history").path("items")).hasSize(4);
        String first = history.at("/items/3/position").asString();
        assertThat(get(path + "?asOf=" + first).path("projectKey").asString()).isEqualTo(key(project));
        assertThat(keys(get(ENTRIES + "?person=" + person + "&asOf=" + first))).containsExactly(key(made));
        assertThat(get(path).path("version").asInt()).isEqualTo(4);
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .map(each -> each.path(field).asString())
                .toList();
    }

    @Test
    void time_that_a_person_has_twice_is_told_on_both() {
        JsonNode one = logged("2026-03-31T09:00:00Z", "2026-03-31T10:00:00Z", "");
        JsonNode two = logged("2026-03-31T09:30:00Z", "2026-03-31T11:00:00Z", "");
        logged("2026-03-31T11:00:00Z", "2026-03-31T12:00:00Z", "");
        assertThat(two.at("/warnings/0/code").asString()).isEqualTo("overlap");
        assertThat(two.at("/warnings/0/entries/0").asString()).isEqualTo(key(one));
        assertThat(get(ENTRIES + "/" + key(one)).at("/warnings/0/entries/0").asString())
                .isEqualTo(key(two));
        JsonNode gaps = get(
                ENTRIES + "/gaps?person=" + person + "&from=2026-03-31&to=2026-03-31&hours=08:00-13:00&timeZone=UTC");
        assertThat(gaps.path("overlaps")).hasSize(1);
        assertThat(gaps.at("/overlaps/0/seconds").asLong()).isEqualTo(1_800);
        assertThat(StreamSupport.stream(gaps.path("gaps").spliterator(), false)
                        .map(each -> each.path("start").asString())
                        .toList())
                .containsExactly("2026-03-31T08:00:00Z", "2026-03-31T12:00:00Z");
    }

    @Test
    void an_entry_is_split_and_put_together_again_in_one_change_set_each() {
        JsonNode whole = logged("2026-03-31T09:00:00Z", "2026-03-31T10:00:00Z", ", \"note\": \"Work\"");
        Answer split = API.post(200, ENTRIES + "/" + key(whole) + "/split", "{\"at\": \"2026-03-31T09:20:00Z\"}");
        List<String> parts = keys(split.json());
        assertThat(parts).hasSize(2).startsWith(key(whole));
        assertThat(get("/api/history?changeSet=" + split.header("X-Change-Set")).toString())
                .contains(parts.get(0), parts.get(1));
        assertThat(get(ENTRIES + "/" + parts.get(1)).path("seconds").asLong()).isEqualTo(2_400);
        JsonNode merged = API.post(
                        200, ENTRIES + "/merge", "{\"ids\": [\"%s\", \"%s\"]}".formatted(parts.get(1), parts.get(0)))
                .json();
        assertThat(key(merged)).isEqualTo(key(whole));
        assertThat(merged.path("seconds").asLong()).isEqualTo(3_600);
        assertThat(merged.path("note").asString()).isEqualTo("Work");
        assertThat(keys(get(ENTRIES + "?person=" + person))).containsExactly(key(whole));
        assertThat(API.post(422, ENTRIES + "/" + key(whole) + "/split", "{\"at\": \"2026-03-31T10:00:00Z\"}")
                        .body())
                .contains("must be between");
    }

    @Test
    void what_is_billed_is_changed_only_once_it_is_unbilled() {
        JsonNode one = logged("2026-03-31T09:00:00Z", "2026-03-31T10:00:00Z", "");
        JsonNode two = logged("2026-03-31T10:00:00Z", "2026-03-31T11:00:00Z", "");
        String ids = "\"ids\": [\"%s\", \"%s\"]".formatted(key(one), key(two));
        API.post(200, ENTRIES + "/billed", "{%s, \"billed\": true}".formatted(ids));
        String path = ENTRIES + "/" + key(one);
        assertThat(API.patch(409, path, "{\"note\": \"No\"}").body()).contains("billed");
        API.delete(409, path);
        API.post(409, path + "/split", "{\"at\": \"2026-03-31T09:20:00Z\"}");
        API.post(409, ENTRIES + "/merge", "{%s}".formatted(ids));
        API.post(200, ENTRIES + "/billed", "{%s, \"billed\": false}".formatted(ids));
        API.patch(200, path, "{\"note\": \"Yes\"}");
        assertThat(API.post(404, ENTRIES + "/billed", "{\"ids\": [\"E-999999\"], \"billed\": true}")
                        .body())
                .contains("E-999999");
    }

    @Test
    void one_timer_of_a_person_runs() {
        API.get(204, "/api/timer?person=" + person);
        timer("stop", "").expect(204);
        JsonNode first = timer("start", ", \"note\": \"Deep work\"").expect(201).json();
        assertThat(first.path("running").asBoolean()).isTrue();
        assertThat(first.path("end").isNull()).isTrue();
        Answer second = timer("start", "").expect(409);
        assertThat(second.body()).contains(key(first), "stopRunning");
        JsonNode next = timer("start", ", \"stopRunning\": true").expect(201).json();
        assertThat(get("/api/timer?person=" + person).path("key").asString()).isEqualTo(key(next));
        assertThat(get(ENTRIES + "/" + key(first)).path("end").asString())
                .isEqualTo(next.path("start").asString());
        JsonNode stopped = timer("stop", ", \"note\": \"Done\"").expect(200).json();
        assertThat(stopped.path("note").asString()).isEqualTo("Done");
        assertThat(stopped.path("running").asBoolean()).isFalse();
        JsonNode third = timer("start", "").expect(201).json();
        assertThat(timer("discard", "").expect(200).json().path("deletedAt").isNull())
                .isFalse();
        API.get(204, "/api/timer?person=" + person);
        timer("start", "").expect(201);
        assertThat(API.post(409, ENTRIES + "/" + key(third) + "/restore", null).body())
                .contains("The timer runs already");
        assertThat(timer("stop", ", \"at\": \"2020-01-01T00:00:00Z\"")
                        .expect(422)
                        .body())
                .contains("started");
    }

    @Test
    void of_many_who_start_the_timer_at_once_one_does() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> all = IntStream.range(0, 8)
                    .mapToObj(each -> pool.submit(() -> timer("start", "").status()))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : all) {
                statuses.add(each.get());
            }
            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(each -> each == 201)).hasSize(1);
        }
        assertThat(get(ENTRIES + "?running=true&person=" + person).path("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Madrid",
                "America/Los_Angeles",
                "Australia/Lord_Howe",
                "Atlantic/Azores",
                "America/Havana",
                "CET"
            })
    void days_are_those_of_the_zone(String zone) {
        Days days = new Days(ZoneId.of(zone));
        Random random = new Random(zone.hashCode());
        Map<LocalDate, Long> bySplit = new TreeMap<>();
        Map<LocalDate, Long> byStart = new TreeMap<>();
        long total = 0;
        for (LocalDate changed : List.of(
                LocalDate.of(2025, 10, 5),
                LocalDate.of(2025, 10, 26),
                LocalDate.of(2025, 11, 2),
                LocalDate.of(2026, 3, 8),
                LocalDate.of(2026, 3, 29),
                LocalDate.of(2026, 4, 5))) {
            for (int i = 0; i < 4; i++) {
                Instant start = days.begin(changed).plusSeconds(random.nextInt(120_000) - 60_000);
                Instant end = start.plusSeconds(random.nextInt(86_400));
                logged(start.toString(), end.toString(), "");
                days.parts(start, end).forEach(part -> bySplit.merge(part.day(), part.seconds(), Long::sum));
                LocalDate day = LocalDate.ofInstant(start, days.zone());
                byStart.merge(day, end.getEpochSecond() - start.getEpochSecond(), Long::sum);
                total += end.getEpochSecond() - start.getEpochSecond();
            }
        }
        String query = ENTRIES + "/summary?by=day&person=" + person + "&timeZone=" + zone;
        assertThat(sums(get(query))).isEqualTo(byStart);
        assertThat(sums(get(query + "&split=true"))).isEqualTo(bySplit);
        for (String by :
                List.of("day", "week", "month", "project", "task,person", "tag", "customer", "billable,month,person")) {
            JsonNode summary = get(ENTRIES + "/summary?person=" + person + "&by=" + by + "&timeZone=" + zone);
            assertThat(summary.at("/total/seconds").asLong()).as(by).isEqualTo(total);
            assertThat(summary.at("/total/entries").asInt()).as(by).isEqualTo(24);
            assertThat(StreamSupport.stream(summary.path("items").spliterator(), false)
                            .mapToLong(each -> each.path("seconds").asLong())
                            .sum())
                    .as(by)
                    .isEqualTo(total);
        }
    }

    @Test
    void a_night_is_in_each_day_that_it_is_asked_for_with() {
        JsonNode night = logged("2026-03-30T23:00:00Z", "2026-03-31T01:30:00Z", "");
        String day = "&timeZone=UTC&split=true&person=" + person;
        assertThat(sums(get(ENTRIES + "/summary?by=day&from=2026-03-31&to=2026-03-31" + day)))
                .isEqualTo(Map.of(LocalDate.of(2026, 3, 31), 5_400L));
        assertThat(sums(get(ENTRIES + "/summary?by=day&from=2026-03-30&to=2026-03-30" + day)))
                .isEqualTo(Map.of(LocalDate.of(2026, 3, 30), 3_600L));
        assertThat(keys(get(ENTRIES + "?from=2026-03-31" + day))).containsExactly(key(night));
        assertThat(keys(get(ENTRIES + "?from=2026-04-01" + day))).isEmpty();
        API.get(422, ENTRIES + "/summary?timeZone=SystemV/PST8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/summary", "/export", "/gaps"})
    void a_time_that_ends_before_it_begins_is_refused(String read) {
        String of = ENTRIES + read + "?timeZone=Europe/Madrid&person=" + person + "&from=2026-03-02&to=";
        assertThat(API.get(422, of + "2026-03-01").body()).contains("\"to\"");
        assertThat(API.get(422, of + "2026-02-01").body()).contains("\"to\"");
        API.get(200, of + "2026-03-02");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T00:00:00Z, 2026-03-01T23:59:59Z, 422",
        "2026-03-02T00:00:00Z, 2026-03-02T00:00:00Z, 200",
        "2026-03-02, 2026-03-01T22:59:59Z, 422",
        "2026-03-02, 2026-03-01T23:00:00Z, 200",
        "2026-03-02T22:00:00Z, 2026-03-02, 200",
        "2026-03-02T23:00:01Z, 2026-03-02, 422"
    })
    void an_instant_is_compared_with_where_a_day_begins_or_ends(String from, String to, int status) {
        API.get(ENTRIES + "/summary?timeZone=Europe/Madrid&from=" + from + "&to=" + to)
                .expect(status);
    }

    @Test
    void what_ran_then_ran_until_then() {
        timer("start", "").expect(201);
        JsonNode started = get("/api/history?limit=1").at("/items/0");
        String then = started.path("position").asString();
        LockSupport.parkNanos(1_100_000_000L); // a second that is not to be counted
        JsonNode item = get(ENTRIES + "?asOf=" + then + "&person=" + person).at("/items/0");
        assertThat(item.path("running").asBoolean()).isTrue();
        // The start is one of whole seconds, and to store the event took a moment.
        Duration until = Duration.between(
                Instant.parse(item.path("start").asString()),
                Instant.parse(started.path("at").asString()));
        assertThat(item.path("seconds").asLong()).isEqualTo(until.toSeconds());
        timer("discard", "").expect(200);
    }

    private static Map<LocalDate, Long> sums(JsonNode summary) {
        Map<LocalDate, Long> sums = new TreeMap<>();
        summary.path("items")
                .forEach(each -> sums.put(
                        LocalDate.parse(each.at("/group/day").asString()),
                        each.path("seconds").asLong()));
        return sums;
    }

    @Test
    void each_entry_is_rounded_and_the_answer_says_what_that_did() {
        logged("2026-03-31T09:00:00Z", "2026-03-31T09:08:00Z", ", \"billable\": true");
        logged("2026-03-31T10:00:00Z", "2026-03-31T10:07:00Z", "");
        JsonNode summary = get(ENTRIES + "/summary?by=billable&rounding=15m&person=" + person);
        assertThat(summary.at("/total/seconds").asLong()).isEqualTo(900);
        assertThat(summary.at("/total/billableSeconds").asLong()).isEqualTo(900);
        assertThat(summary.at("/rounding/unroundedSeconds").asLong()).isEqualTo(900);
        assertThat(get(ENTRIES + "/summary?rounding=15m:up&person=" + person)
                        .at("/total/seconds")
                        .asLong())
                .isEqualTo(1_800);
        assertThat(get(ENTRIES + "/summary?rounding=15m:down&person=" + person)
                        .at("/total/seconds")
                        .asLong())
                .isZero();
        for (String wrong :
                List.of("by=day,week", "by=hour", "by=day,task,tag,person", "rounding=7", "hours=1", "timeZone=Mars")) {
            API.get(422, ENTRIES + "/summary?" + wrong);
        }
    }

    @Test
    void time_is_billable_as_its_project_is_and_summed_up_by_its_customer() {
        JsonNode customer = API.made("/api/customers", "{\"name\": \"Acme %s\"}".formatted(person));
        JsonNode project = SAMPLES.project("Paid");
        API.patch(
                200,
                "/api/projects/" + key(project),
                "{\"customer\": \"%s\", \"billable\": true}".formatted(key(customer)));
        String on = ", \"project\": \"%s\"".formatted(key(project));
        assertThat(logged("2026-03-31T09:00:00Z", "2026-03-31T10:00:00Z", on)
                        .path("billable")
                        .asBoolean())
                .isTrue();
        logged("2026-03-31T10:00:00Z", "2026-03-31T10:30:00Z", on + ", \"billable\": false");
        JsonNode summary = get(ENTRIES + "/summary?by=customer&person=" + person);
        assertThat(summary.at("/items/0/group/customer/key").asString()).isEqualTo(key(customer));
        assertThat(summary.at("/total/seconds").asLong()).isEqualTo(5_400);
        List<String> words =
                List.of("day", "week", "month", "project", "task", "person", "tag", "customer", "billable");
        for (String one : words) {
            for (String other : words.subList(3, words.size())) {
                if (!one.equals(other)) {
                    String by = one + "," + other;
                    assertThat(get(ENTRIES + "/summary?by=" + by + "&person=" + person)
                                    .at("/total/seconds")
                                    .asLong())
                            .as(by)
                            .isEqualTo(5_400);
                }
            }
        }
        assertThat(summary.at("/total/billableSeconds").asLong()).isEqualTo(3_600);
    }

    @Test
    void what_was_done_with_time_is_taken_back() {
        JsonNode entry = logged("2026-03-31T09:00:00Z", "2026-03-31T10:00:00Z", ", \"note\": \"Old\"");
        String path = ENTRIES + "/" + key(entry);
        Answer edit = API.patch(200, path, "{\"note\": \"New\", \"end\": \"2026-03-31T11:00:00Z\"}");
        undo(edit).expect(200);
        assertThat(get(path).path("note").asString()).isEqualTo("Old");
        assertThat(get(path).path("seconds").asLong()).isEqualTo(3_600);
        Answer split = API.post(200, path + "/split", "{\"at\": \"2026-03-31T09:20:00Z\"}");
        undo(split).expect(200);
        assertThat(keys(get(ENTRIES + "?person=" + person))).containsExactly(key(entry));
        assertThat(get(path).path("seconds").asLong()).isEqualTo(3_600);
        Answer gone = API.delete(200, path);
        undo(gone).expect(200);
        assertThat(get(path).path("deletedAt").isNull()).isTrue();
        timer("start", "").expect(201);
        Answer stopped = timer("stop", "").expect(200);
        timer("start", "").expect(201);
        assertThat(undo(stopped).expect(409).body()).contains("The timer runs already");
        timer("discard", "").expect(200);
        undo(stopped).expect(200);
        assertThat(get("/api/timer?person=" + person).path("running").asBoolean())
                .isTrue();
    }

    private static Answer undo(Answer write) {
        return API.post("/api/change-sets/" + write.header("X-Change-Set") + "/undo", null);
    }

    @Test
    void a_file_has_all_of_it_and_no_formula() {
        for (int i = 0; i < 205; i++) {
            logged(
                    "2026-03-31T09:%02d:%02dZ".formatted(i / 60, i % 60),
                    "2026-03-31T10:00:00Z",
                    i == 0 ? ", \"note\": \"=1+1, \\\"x\\\"\\nb\"" : "");
        }
        String csv =
                API.get(200, ENTRIES + "/export?separator=;&person=" + person).body();
        assertThat(csv).startsWith("key;person;project;task;start;end;timeZone;seconds;note;tags;billable;billed");
        assertThat(csv).contains("\"'=1+1, \"\"x\"\"\nb\"");
        assertThat(csv.lines()).hasSize(1 + 205 + 1); // the note has two lines
        assertThat(API.get(200, ENTRIES + "/export?format=ndjson&person=" + person)
                        .body()
                        .lines())
                .hasSize(205);
        API.get(422, ENTRIES + "/export?format=ndjson&separator=;");
    }

    @Test
    void a_file_of_the_past_has_it_as_it_was() {
        JsonNode made = logged("2026-03-31T09:00:00Z", "2026-03-31T10:00:00Z", ", \"note\": \"Before\"");
        logged("2026-03-31T11:00:00Z", "2026-03-31T12:00:00Z", ", \"note\": \"As ever\"");
        long then =
                API.get("/api/history?limit=1").json().at("/items/0/position").asLong();
        API.patch(200, ENTRIES + "/" + key(made), "{\"note\": \"After\"}");
        for (String format : List.of("csv", "ndjson")) {
            assertThat(API.get(200, ENTRIES + "/export?format=" + format + "&person=" + person + "&asOf=" + then)
                            .body())
                    .contains("Before", "As ever")
                    .doesNotContain("After");
        }
    }

    @Test
    void a_repeat_is_answered_as_the_first_was_though_its_task_is_gone() {
        JsonNode task = SAMPLES.task(SAMPLES.project("Passing"), "Gone soon");
        String body = "{\"start\": \"2026-03-31T09:00:00Z\", \"seconds\": 60, \"person\": \"%s\", \"task\": \"%s\"}"
                .formatted(person, key(task));
        String key = "gone-" + person;
        Answer first = API.post(201, ENTRIES, body, "Idempotency-Key", key);
        String edit = "{\"note\": \"Again\", \"task\": \"%s\"}".formatted(key(task));
        String path = ENTRIES + "/" + key(first.json());
        String edited =
                API.patch(200, path, edit, "Idempotency-Key", key + "-edit").body();
        API.delete(200, "/api/tasks/" + key(task));
        Answer again = API.post(201, ENTRIES, body, "Idempotency-Key", key);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(API.patch(200, path, edit, "Idempotency-Key", key + "-edit").body())
                .isEqualTo(edited);
        API.post(409, ENTRIES, body);
    }

    @Test
    void what_is_wrong_is_told_of_the_field_that_was_sent() {
        JsonNode one = logged("2026-03-30T09:00:00Z", "2026-03-30T22:00:00Z", "");
        JsonNode two = logged("2026-03-31T09:00:00Z", "2026-03-31T22:00:00Z", "");
        assertThat(API.post(422, ENTRIES + "/merge", "{\"ids\": [\"%s\", \"%s\"]}".formatted(key(one), key(two)))
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("ids");
        assertThat(timer("start", ", \"at\": \"2226-03-30T09:00:00Z\"")
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("at");
    }

    @Test
    void a_request_that_is_repeated_logs_once() {
        String body = "{\"start\": \"2026-03-31T09:00:00Z\", \"seconds\": 60, \"person\": \"%s\"}".formatted(person);
        String key = "time-" + person;
        String first = API.post(201, ENTRIES, body, "Idempotency-Key", key).body();
        assertThat(API.post(201, ENTRIES, body, "Idempotency-Key", key).body()).isEqualTo(first);
        assertThat(keys(get(ENTRIES + "?person=" + person))).hasSize(1);
    }
}
