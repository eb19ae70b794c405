package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files of time entries, through the whole application. Each test has a person and names of its own. */
class TimeImportIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final String ENTRIES = "/api/time-entries";
    private static final String TOGGL = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,"
            + "End date,End time,Duration,Tags,Amount (USD)\n";
    private static final String CLOCKIFY =
            "\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\","
                    + "\"Tags\",\"Billable\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\","
                    + "\"Duration (decimal)\",\"Billable Rate (USD)\"\n";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "ada-" + mark + "@example.org";
    private final String person =
            key(API.made("/api/people", "{\"name\": \"Ada %s\", \"email\": \"%s\"}".formatted(mark, email)));

    private static Answer send(String query, String file) {
        return API.post("/api/import" + query, file, "Content-Type", "text/csv");
    }

    private List<JsonNode> entries() {
        return items(API.read(ENTRIES + "?limit=200&person=" + person));
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false).toList();
    }

    /** The earliest first. */
    private List<String> spans() {
        return entries().reversed().stream()
                .map(each ->
                        each.path("start").asString() + "/" + each.path("end").asString())
                .toList();
    }

    private static List<String> errors(Answer refused) {
        return Stream.of(refused.expect(422).json().path("errors"))
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(each ->
                        each.path("line").asInt() + " " + each.path("field").asString() + ": "
                                + each.path("message").asString())
                .toList();
    }

    private String toggl(String project, String rest) {
        return "Ada,%s,Acme,%s,%s\n".formatted(email, project, rest);
    }

    @Test
    void a_report_of_toggl_makes_projects_only_where_that_is_said_and_comes_in_once() {
        String file = TOGGL
                + toggl(
                        "Site " + mark,
                        ",\"Design, round 2\",Yes,2026-03-10,09:00:00,2026-03-10,10:30:00,01:30:00,\"Deep,"
                                + " bug\",150.00")
                + toggl("Site " + mark, ",,No,2026-03-10,11:00:00,2026-03-10,11:15:00,00:15:00,,")
                + toggl("", ",Admin,No,2026-07-10,11:00:00,2026-07-11,01:15:00,14:15:00,,");
        List<String> missing = errors(send("?timeZone=Europe/Madrid", file));
        assertThat(missing).singleElement().asString().contains("2 project", "Site " + mark, "create=projects");
        assertThat(entries()).isEmpty();

        JsonNode would = send("?timeZone=Europe/Madrid&create=projects&dryRun=true", file)
                .expect(200)
                .json();
        assertThat(would.path("changeSet").isNull()).isTrue();
        assertThat(would.path("entries").asInt()).isEqualTo(3);
        assertThat(entries()).isEmpty();

        Answer answer = send("?timeZone=Europe/Madrid&create=projects", file).expect(200);
        assertThat(answer.json().path("projects").asInt()).isOne();
        assertThat(answer.json().path("entries").asInt()).isEqualTo(3);
        assertThat(spans())
                .containsExactly(
                        "2026-03-10T08:00:00Z/2026-03-10T09:30:00Z",
                        "2026-03-10T10:00:00Z/2026-03-10T10:15:00Z",
                        "2026-07-10T09:00:00Z/2026-07-10T23:15:00Z");
        JsonNode first = entries().getLast();
        assertThat(first.path("note").asString()).isEqualTo("Design, round 2");
        assertThat(first.path("tags").toString()).isEqualTo("[\"Deep\",\"bug\"]");
        assertThat(first.path("billable").asBoolean()).isTrue();
        assertThat(first.path("timeZone").asString()).isEqualTo("Europe/Madrid");
        assertThat(first.path("projectKey").isNull()).isFalse();
        assertThat(entries().getFirst().path("projectKey").isNull()).isTrue();

        JsonNode again = send("?timeZone=Europe/Madrid&create=projects", file)
                .expect(200)
                .json();
        assertThat(again.path("entries").asInt()).isZero();
        assertThat(again.path("present").asInt()).isEqualTo(3);
        String newer = "\uFEFF\"Description\",Billable,Duration,Member,Email,Project,Client,Tags,Start date,Start time,"
                + "Stop date,Stop time\n"
                + "\"Design, round 2\",Yes,1:30:00,Ada,%s,Site %s,Acme,,2026-03-10,09:00:00,2026-03-10,10:30:00\n"
                        .formatted(email, mark);
        assertThat(send("?timeZone=Europe/Madrid", newer)
                        .expect(200)
                        .json()
                        .path("present")
                        .asInt())
                .isOne();

        API.post(200, "/api/change-sets/" + answer.header("X-Change-Set") + "/undo", "{}");
        assertThat(entries()).isEmpty();
        JsonNode gone = send("?timeZone=Europe/Madrid", file).expect(200).json();
        assertThat(gone.path("present").asInt()).isEqualTo(3);
        assertThat(gone.path("warnings")).hasSize(1);
        assertThat(gone.path("warnings").toString()).contains("deleted", "3 rows");
    }

    @Test
    void a_longer_file_in_which_a_project_has_one_more_client_adds_only_what_is_new() {
        String january = TOGGL + toggl("Web " + mark, ",a,No,2026-01-10,09:00:00,2026-01-10,10:00:00,01:00:00,,");
        send("?timeZone=UTC&create=projects", january).expect(200);
        String longer = january
                + toggl("Web " + mark, ",b,No,2026-02-10,09:00:00,2026-02-10,10:00:00,01:00:00,,")
                        .replace("Acme", "Beta");
        JsonNode done =
                send("?timeZone=UTC&create=projects", longer).expect(200).json();
        assertThat(done.path("present").asInt()).isOne();
        assertThat(done.path("entries").asInt()).isOne();
        assertThat(entries()).hasSize(2);
    }

    @Test
    void what_cannot_be_meant_is_told_with_its_column() {
        String own = "key,person,start,end,note\n";
        assertThat(errors(send("", own + "E-12,%s,2026-03-10T09:00:00Z,2026-03-10T10:00:00Z,x\n".formatted(email))))
                .singleElement()
                .asString()
                .contains("2 id");
        String ancient = own
                + ",%1$s,0206-03-10T09:00:00Z,2026-03-10T10:00:00Z,x\n".formatted(email)
                + ",%1$s,-200000-01-01T00:00:00Z,2026-03-10T10:00:00Z,x\n".formatted(email);
        assertThat(errors(send("", ancient))).hasSize(2).allMatch(each -> each.contains("start: is"));
        assertThat(errors(send("", TOGGL + toggl("A\u0000b", ",x,No,2026-03-10,09:00,2026-03-10,10:00,1:00,,"))))
                .singleElement()
                .asString()
                .startsWith("2 project");
        String nobody = "X,nobody-%s@example.org,,,,x,No,2026-03-10,09:00,2026-03-10,10:00,1:00,,\n".formatted(mark);
        assertThat(errors(send("", TOGGL + nobody + nobody))).hasSize(1);
        JsonNode runs = send(
                        "?timeZone=UTC",
                        TOGGL
                                + toggl("", ",x,No,2026-03-10,09:00,,,0:12:00,,")
                                + toggl("", ",y,No,2026-03-10,08:00,2026-03-10,09:00,1:00:20,,"))
                .expect(200)
                .json();
        assertThat(runs.path("skipped").asInt()).isOne();
        assertThat(runs.path("entries").asInt()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01/15/2024|09:00:00 AM|01/15/2024|10:30:00 PM||2024-01-15T09:00:00Z/2024-01-15T22:30:00Z",
                "15/01/2024|12:05 AM|15/01/2024|12:05 PM||2024-01-15T00:05:00Z/2024-01-15T12:05:00Z",
                "2024-01-15|9:00|2024-01-15|21:30:10||2024-01-15T09:00:00Z/2024-01-15T21:30:10Z",
                "05.04.2024|09:00|05.04.2024|10:00||2024-04-05T09:00:00Z/2024-04-05T10:00:00Z",
                "05/04/2024|09:00|05/04/2024|10:00|&dates=day-first|2024-04-05T09:00:00Z/2024-04-05T10:00:00Z",
                "05/04/2024|09:00|05/04/2024|10:00|&dates=month-first|2024-05-04T09:00:00Z/2024-05-04T10:00:00Z",
            })
    void a_report_of_clockify_is_read_in_its_forms_of_days_and_hours(
            String day, String start, String lastDay, String end, String query, String span) {
        String file = CLOCKIFY
                + "\"\",\"\",\"Write\",\"\",\"Ada\",\"\",\"%s\",\"\",\"Yes\",\"%s\",\"%s\",\"%s\",\"%s\",\"1:00\",\"1.0\",\"\"\n"
                        .formatted(email, day, start, lastDay, end);
        send("?timeZone=UTC" + (query == null ? "" : query), file).expect(200);
        assertThat(spans()).containsExactly(span);
    }

    @Test
    void a_day_that_can_be_read_in_two_ways_is_asked_for() {
        String file = CLOCKIFY
                + ",,Write,,Ada,,%s,,Yes,05/04/2024,09:00,05/04/2024,10:00,1:00,1.0,\n".formatted(email)
                + ",,Write,,Ada,,%s,,Yes,06/04/2024,09:00,06/04/2024,10:00,1:00,1.0,\n".formatted(email);
        assertThat(errors(send("?timeZone=UTC", file)))
                .singleElement()
                .asString()
                .contains("dates=day-first");
        String clear = file + ",,Write,,Ada,,%s,,Yes,13/04/2024,09:00,13/04/2024,10:00,1:00,1.0,\n".formatted(email);
        send("?timeZone=UTC", clear).expect(200);
        assertThat(spans().getFirst()).startsWith("2024-04-05");
    }

    /** Of the night in which the clock goes back at three: half past two is first at 00:30 and then at 01:30 of UTC. */
    @Test
    void in_the_hour_that_comes_twice_it_is_the_first_unless_the_length_says_otherwise() {
        String file = TOGGL
                + toggl("", ",a,No,2025-10-26,02:30:00,2025-10-26,02:50:00,00:20:00,,")
                + toggl("", ",b,No,2025-10-26,02:55:00,2025-10-26,02:10:00,00:15:00,,")
                + toggl("", ",c,No,2025-10-26,02:15:00,2025-10-26,03:15:00,01:00:00,,")
                + toggl("", ",d,No,2026-03-29,01:30:00,2026-03-29,03:30:00,01:00:00,,");
        send("?timeZone=Europe/Madrid", file).expect(200);
        assertThat(spans())
                .containsExactly(
                        "2025-10-26T00:30:00Z/2025-10-26T00:50:00Z",
                        "2025-10-26T00:55:00Z/2025-10-26T01:10:00Z",
                        "2025-10-26T01:15:00Z/2025-10-26T02:15:00Z",
                        "2026-03-29T00:30:00Z/2026-03-29T01:30:00Z");
    }

    @Test
    void what_a_timer_and_a_service_may_bring_a_file_may_bring_with_a_warning() {
        String file = TOGGL
                + toggl("", ",long,No,2026-03-10,09:00:00,2026-03-12,10:00:00,49:00:00,,")
                + toggl("", ",late,No,2226-03-10,09:00:00,2226-03-10,10:00:00,01:00:00,,")
                + toggl("", "," + "x".repeat(12_000) + ",No,2026-03-14,09:00:00,2026-03-14,10:00:00,01:00:00,,")
                + toggl("", ",a\u000bb,No,2026-03-15,09:00:00,2026-03-15,10:00:00,01:00:00," + "t".repeat(80) + ",");

        JsonNode imported = send("?timeZone=UTC", file).expect(200).json();

        assertThat(imported.path("entries").asInt()).isEqualTo(4);
        assertThat(imported.path("warnings")
                        .valueStream()
                        .map(each -> each.path("line").asInt() + " "
                                + each.path("field").asString() + ": "
                                + each.path("message").asString()))
                .satisfiesExactly(
                        each -> assertThat(each).isEqualTo("2 end: is more than 24 hours after start; it is stored so"),
                        each -> assertThat(each).isEqualTo("3 start: is in the future; it is stored so"),
                        each -> assertThat(each)
                                .startsWith("4 note: has 12000 characters")
                                .endsWith("the rest is left out"),
                        each -> assertThat(each).startsWith("5 note: has characters that no text can have"),
                        each -> assertThat(each).startsWith("5 tags: has 80 characters"));
        assertThat(entries().reversed().stream()
                        .map(each -> each.at("/warnings/0/code").asString("-")))
                .containsExactly("long", "-", "-", "future");
        assertThat(send("?timeZone=UTC", file)
                        .expect(200)
                        .json()
                        .path("present")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void a_timer_that_was_forgotten_comes_back_from_our_own_file() {
        API.post(201, "/api/timer/start", "{\"person\": \"%s\", \"at\": \"2026-01-20T09:00:00Z\"}".formatted(person));
        API.post(200, "/api/timer/stop", "{\"person\": \"%s\"}".formatted(person));
        String csv =
                API.get(200, ENTRIES + "/export?format=csv&person=" + person).body();
        String elsewhere = csv.replace(
                entries().getFirst().path("id").asString(), UUID.randomUUID().toString());
        String negative = elsewhere.replace("2026-01-20T09:00:00Z", "2226-01-20T09:00:00Z");

        JsonNode imported = send("", elsewhere).expect(200).json();
        assertThat(imported.path("entries").asInt()).isEqualTo(1);
        assertThat(imported.at("/warnings/0/message").asString()).contains("more than 24 hours");
        JsonNode backwards = send(
                        "",
                        negative.replaceAll("[0-9a-f-]{36}", UUID.randomUUID().toString()))
                .expect(200)
                .json();
        assertThat(backwards.path("warnings").toString()).contains("is before start; it is stored so");
    }

    @Test
    void what_is_wrong_is_told_with_its_line_and_nothing_is_stored() {
        String file = TOGGL
                + toggl("", ",good,No,2026-03-10,09:00:00,2026-03-10,10:00:00,01:00:00,,")
                + toggl("", ",\"two\nlines\",No,2026-03-10,10:00:00,2026-03-10,09:00:00,01:00:00,,")
                + toggl("", ",long,No,2026-03-10,09:00:00,2026-03-11,09:00:01,24:00:01,,")
                + toggl("", ",late,No,2226-03-10,09:00:00,2226-03-10,10:00:00,01:00:00,,")
                + toggl("", ",bad,Maybe,2026-03-10,25:00:00,2026-13-10,10:00:00,01:00:00,,")
                + toggl("P-999999", ",none,No,2026-03-10,09:00:00,2026-03-10,10:00:00,01:00:00,,");
        List<String> errors = errors(send("?timeZone=UTC&create=projects,tasks", file));
        assertThat(errors).hasSize(5);
        assertThat(errors.get(0)).startsWith("3 end: is before start");
        assertThat(errors.subList(1, 4))
                .allMatch(each -> each.startsWith("7 "))
                .anyMatch(each -> each.contains("25:00:00"))
                .anyMatch(each -> each.contains("2026-13-10"))
                .anyMatch(each -> each.contains("Maybe"));
        assertThat(errors.get(4)).startsWith("8 project").contains("P-999999");
        assertThat(entries()).isEmpty();
        assertThat(errors(send("", "Start date,Duration\n2026-03-10,1:00:00\n")))
                .singleElement()
                .asString()
                .contains("Start time");
        assertThat(errors(send("?create=projects", "project,title\nA,B\n")))
                .singleElement()
                .asString()
                .contains("create");
        API.post(422, "/api/import?create=projects", "{}", "Content-Type", "application/x-ndjson");
        send("?create=people", file).expect(422);
        send("?timeZone=Mars", file).expect(422);
    }

    @Test
    void tasks_are_found_by_their_title_in_the_project_and_made_only_where_that_is_said() {
        JsonNode project = SAMPLES.project("Work " + mark);
        JsonNode task = API.made("/api/projects/" + key(project) + "/tasks", "{\"title\": \"Mend\"}");
        String name = project.path("name").asString();
        String file = TOGGL
                + toggl(name, "Mend,one,No,2026-03-10,09:00:00,2026-03-10,10:00:00,01:00:00,,")
                + toggl(name, "Paint,two,No,2026-03-11,09:00:00,2026-03-11,10:00:00,01:00:00,,")
                + toggl(name, "Paint,three,No,2026-03-12,09:00:00,2026-03-12,10:00:00,01:00:00,,");
        assertThat(errors(send("?timeZone=UTC", file)))
                .singleElement()
                .asString()
                .contains("3 task", "Paint", name, "create=tasks");
        JsonNode done = send("?timeZone=UTC&create=tasks", file).expect(200).json();
        assertThat(done.path("tasks").asInt()).isOne();
        List<JsonNode> entries = entries().reversed();
        assertThat(entries.get(0).path("taskKey").asString()).isEqualTo(key(task));
        assertThat(entries.get(1).path("taskKey").asString())
                .isEqualTo(entries.get(2).path("taskKey").asString())
                .isNotEqualTo(key(task));
        assertThat(entries.get(1).path("projectKey").asString()).isEqualTo(key(project));
    }

    /** Nobody can write a key into a report. */
    @Test
    void time_of_a_report_on_a_title_of_several_tasks_is_on_the_project_and_told() {
        JsonNode project = SAMPLES.project("Several " + mark);
        String name = project.path("name").asString();
        for (int i = 0; i < 2; i++) {
            API.post(201, "/api/projects/" + key(project) + "/tasks", "{\"title\": \"Mend\"}");
        }
        String file = TOGGL
                + toggl(name, "Mend,one,No,2026-03-10,09:00:00,2026-03-10,10:00:00,01:00:00,,")
                + toggl(name, "Mend,two,No,2026-03-11,09:00:00,2026-03-11,10:00:00,01:00:00,,");
        JsonNode done = send("?timeZone=UTC&create=tasks", file).expect(200).json();
        assertThat(done.path("tasks").asInt()).isZero();
        assertThat(done.path("warnings")).hasSize(1);
        assertThat(done.at("/warnings/0/message").asString()).contains("several tasks", "on the project alone");
        assertThat(entries()).hasSize(2).allMatch(each -> each.path("taskKey").isNull());
        assertThat(entries())
                .allMatch(each -> each.path("projectKey").asString().equals(key(project)));
    }

    @Test
    void who_is_not_known_here_is_the_person_that_is_said() {
        String file = TOGGL
                + "Nobody %1$s,nobody-%1$s@example.org,,,,a,No,2026-03-10,09:00:00,2026-03-10,10:00:00,01:00:00,,\n"
                        .formatted(mark)
                + toggl("", ",b,No,2026-03-11,09:00:00,2026-03-11,10:00:00,01:00:00,,");
        assertThat(errors(send("?timeZone=UTC", file)))
                .singleElement()
                .asString()
                .contains("2 person", "nobody-" + mark, "person=");
        send("?timeZone=UTC&person=U-999999", file).expect(422);
        send("?timeZone=UTC&person=" + person, file).expect(200);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void equal_rows_are_as_many_entries_and_what_a_person_has_twice_is_told() {
        API.post(
                201,
                ENTRIES,
                "{\"start\": \"2026-03-10T08:30:00Z\", \"seconds\": 2700, \"person\": \"%s\"}".formatted(person));
        String file = TOGGL
                + toggl("", ",same,No,2026-03-10,09:00:00,2026-03-10,10:00:00,01:00:00,,")
                + toggl("", ",same,No,2026-03-10,09:00:00,2026-03-10,10:00:00,01:00:00,,")
                + toggl("", ",next,No,2026-03-10,10:00:00,2026-03-10,11:00:00,01:00:00,,");
        JsonNode done = send("?timeZone=UTC", file).expect(200).json();
        assertThat(done.path("entries").asInt()).isEqualTo(3);
        String warnings = done.path("warnings").toString();
        assertThat(done.path("warnings")).hasSize(2);
        assertThat(warnings).contains("overlaps E-", "overlaps line 2");
        assertThat(send("?timeZone=UTC", file)
                        .expect(200)
                        .json()
                        .path("present")
                        .asInt())
                .isEqualTo(3);
        assertThat(entries()).hasSize(4);
    }

    @Test
    void an_import_of_what_is_billed_is_taken_back() {
        String file = CLOCKIFY.replace("\"Billable\",", "\"Billable\",\"Invoiced\",")
                + ",,Write,,Ada,,%s,,Yes,Yes,2026-03-10,09:00,2026-03-10,10:00,1:00,1.0,\n".formatted(email);
        Answer made = send("?timeZone=UTC", file).expect(200);
        assertThat(entries().getFirst().path("billed").asBoolean()).isTrue();
        API.post(200, "/api/change-sets/" + made.header("X-Change-Set") + "/undo", "{}");
        assertThat(entries()).isEmpty();
    }

    @Test
    void our_own_file_is_known_again_and_its_rows_can_be_those_of_another_person() {
        JsonNode project = SAMPLES.project("Kept " + mark);
        JsonNode task = API.made("/api/projects/" + key(project) + "/tasks", "{\"title\": \"-Mend\"}");
        JsonNode made = API.made(
                ENTRIES,
                "{\"start\": \"2026-03-10T08:30:00Z\", \"seconds\": 2700, \"person\": \"%s\", \"task\": \"%s\", \"note\": \"=1+1, \\\"x\\\"\\n'-b\", \"tags\": [\"one\", \"two, too\"], \"billable\": true}"
                        .formatted(person, key(task)));
        API.post(201, "/api/timer/start", "{\"person\": \"%s\"}".formatted(person));
        String csv =
                API.get(200, ENTRIES + "/export?separator=;&person=" + person).body();
        assertThat(csv).contains(";id;projectName;taskTitle", "Kept " + mark, "'-Mend");
        JsonNode again = send("", csv).expect(200).json();
        assertThat(again.path("entries").asInt()).isZero();
        assertThat(again.path("present").asInt()).isOne();
        assertThat(again.path("skipped").asInt()).isOne();
        API.post(200, "/api/timer/discard", "{\"person\": \"%s\"}".formatted(person));

        String other = key(API.made("/api/people", "{\"name\": \"Bob %s\"}".formatted(mark)));
        String moved = csv.replace("Ada " + mark, "Bob " + mark)
                .replace(made.path("id").asString(), "")
                .replace(key(made) + ";", ";")
                .replace(key(task) + ";", "T-999999;");
        assertThat(send("", moved).expect(200).json().path("entries").asInt()).isOne();
        JsonNode copy = items(API.read(ENTRIES + "?person=" + other)).getFirst();
        for (String field : List.of("taskKey", "projectKey", "start", "end", "note", "tags", "billable", "timeZone")) {
            assertThat(copy.path(field)).as(field).isEqualTo(made.path(field));
        }
    }

    private static final String OWN = "key,person,project,start,end,note,id,projectName,projectId\n";

    private String own(String project, int hour, String note, String name, String projectId) {
        return "E-9%1$04d,%2$s,%3$s,2026-03-10T%1$02d:00:00Z,2026-03-10T%1$02d:30:00Z,%4$s,%5$s,%6$s,%7$s\n"
                .formatted(hour, email, project, note, UUID.randomUUID(), name, projectId);
    }

    private List<String> projectsOf(String note) {
        return entries().stream()
                .filter(each -> each.path("note").asString().equals(note))
                .map(each -> each.path("projectKey").asString())
                .distinct()
                .toList();
    }

    /** Of a ledger in which two projects have one name: what tells them apart is their ids. */
    @Test
    void two_projects_of_one_name_in_our_own_file_are_made_as_two() {
        String name = "Twin " + mark;
        String one = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        String file = OWN
                + own("P-900001", 8, "one", name, one)
                + own("P-900002", 9, "other", name, other)
                + own("P-900001", 10, "one", name, one.toUpperCase(Locale.ROOT));
        assertThat(errors(send("", file)))
                .as("told once")
                .hasSize(1)
                .allMatch(each -> each.contains(name))
                .allMatch(each -> each.contains("several projects of the file"))
                .allMatch(each -> each.contains("create=projects"));

        JsonNode done = send("?create=projects", file).expect(200).json();
        assertThat(done.path("projects").asInt()).isEqualTo(2);
        assertThat(projectsOf("one")).hasSize(1);
        assertThat(projectsOf("other")).hasSize(1).isNotEqualTo(projectsOf("one"));

        String later = OWN + own("P-900002", 12, "other", name, other) + own("P-900001", 13, "one", name, one);
        assertThat(send("?create=projects", later)
                        .expect(200)
                        .json()
                        .path("projects")
                        .asInt())
                .as("they are known by their ids since then")
                .isZero();
        assertThat(send("", OWN + own("P-900002", 14, "other", name, other))
                        .expect(200)
                        .json()
                        .path("entries")
                        .asInt())
                .isOne();
        assertThat(projectsOf("one")).hasSize(1);
        assertThat(projectsOf("other")).hasSize(1);
        assertThat(entries()).hasSize(6);
    }

    @Test
    void of_several_of_a_file_none_is_taken_for_one_that_has_the_name_here() {
        JsonNode here = SAMPLES.project("Here " + mark);
        String name = here.path("name").asString();
        String file = OWN
                + own("P-900001", 8, "one", name, UUID.randomUUID().toString())
                + own("P-900002", 9, "other", name, UUID.randomUUID().toString());

        assertThat(send("?create=projects", file)
                        .expect(200)
                        .json()
                        .path("projects")
                        .asInt())
                .isEqualTo(2);
        assertThat(projectsOf("one")).doesNotContain(key(here));
        assertThat(projectsOf("other")).doesNotContain(key(here));
    }

    @Test
    void one_of_a_file_is_the_one_that_has_the_name_here() {
        JsonNode here = SAMPLES.project("Here " + mark);
        String id = UUID.randomUUID().toString();
        String file = OWN
                + own("P-900001", 8, "one", here.path("name").asString(), id)
                + own("P-900001", 9, "one", here.path("name").asString(), id);

        assertThat(send("?create=projects", file)
                        .expect(200)
                        .json()
                        .path("projects")
                        .asInt())
                .isZero();
        assertThat(projectsOf("one")).containsExactly(key(here));
    }

    /** A file of an older export has keys of its ledger, and no ids. */
    @Test
    void two_keys_of_one_name_without_ids_are_refused() {
        String name = "Twin " + mark;
        String file = OWN + own("P-900001", 8, "one", name, "") + own("P-900002", 9, "other", name, "");

        assertThat(errors(send("?create=projects", file)))
                .hasSize(2)
                .allMatch(each -> each.contains(name))
                .allMatch(each -> each.contains("several projects of the file"))
                .allMatch(each -> each.contains("projectId"));
        assertThat(entries()).isEmpty();
    }

    /** As where the exports of two months that overlap were put together. */
    @Test
    void a_row_that_is_in_our_own_file_twice_counts_once_and_is_told() {
        String header = "person,start,seconds,note,id\n";
        String id = UUID.randomUUID().toString();
        String row = email + ",2026-03-10T08:00:00Z,60,%s,%s\n";
        String file = header
                + row.formatted("one", id)
                + row.replace("08:00", "09:00").formatted("two", UUID.randomUUID())
                + row.formatted("one", id)
                + row.replace("08:00", "10:00").formatted("other", id.toUpperCase(Locale.ROOT));
        JsonNode done = send("", file).expect(200).json();
        assertThat(done.path("entries").asInt()).isEqualTo(2);
        assertThat(done.path("skipped").asInt()).isEqualTo(2);
        assertThat(done.path("warnings")
                        .valueStream()
                        .map(each ->
                                each.path("line") + " " + each.path("message").asString()))
                .containsExactly(
                        "4 is that of a row before; the row is left out",
                        "5 is that of a row before; the row is left out");
        assertThat(Samples.texts(API.get(ENTRIES + "?person=" + person).json(), "note"))
                .containsExactly("two", "one");
        JsonNode again = send("", file).expect(200).json();
        assertThat(again.path("present").asInt()).isEqualTo(2);
        assertThat(again.path("events").asInt()).isZero();
        assertThat(errors(send("", header + row.formatted("no id", "not-one"))))
                .singleElement()
                .asString()
                .startsWith("2 id");
    }

    private String person(String name, String email) {
        return key(API.made("/api/people", "{\"name\": \"%s\", \"email\": %s}".formatted(name, email)));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void our_own_file_is_read_back_where_two_people_have_one_name_or_one_is_deleted(
            boolean addressed, boolean deleted) {
        String name = "Twin " + mark;
        String one = person(name, addressed ? "\"one-%s@example.org\"".formatted(mark) : "null");
        String two = person(name, addressed ? "\"two-%s@example.org\"".formatted(mark) : "null");
        for (String each : List.of(one, two)) {
            API.post(
                    201,
                    ENTRIES,
                    "{\"start\": \"2026-03-10T08:30:00Z\", \"seconds\": 60, \"person\": \"%s\", \"note\": \"of %s\"}"
                            .formatted(each, each));
        }
        String file = API.get(200, ENTRIES + "/export?q=of&from=2026-03-10&to=2026-03-10&person=" + one)
                        .body()
                + API.get(200, ENTRIES + "/export?person=" + two)
                        .body()
                        .lines()
                        .skip(1)
                        .reduce("", (all, line) -> all + line + "\r\n");
        if (deleted) {
            API.delete(200, "/api/people/" + two);
        }
        JsonNode again = send("", file).expect(200).json();
        assertThat(again.path("present").asInt()).isEqualTo(2);
        assertThat(again.path("entries").asInt()).isZero();
    }

    @Test
    void our_own_file_is_read_back_where_somebody_has_another_address_by_now() {
        String one = person("Moved " + mark, "\"before-%s@example.org\"".formatted(mark));
        API.post(
                201,
                ENTRIES,
                "{\"start\": \"2026-03-10T08:30:00Z\", \"seconds\": 60, \"person\": \"%s\"}".formatted(one));
        String file = API.get(200, ENTRIES + "/export?person=" + one).body();
        API.patch(200, "/api/people/" + one, "{\"email\": \"after-%s@example.org\"}".formatted(mark));

        JsonNode again = send("", file).expect(200).json();

        assertThat(again.path("present").asInt()).isEqualTo(1);
        assertThat(again.path("entries").asInt()).isZero();
    }
}
