package dev.devledger.adapters.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is written is what was read, known or not; the objects are those of docs/ticktick.md, section 5. */
final class ApiTest {
    private static final String ITEM = """
            {"id":"70aa00000000000000000003","status":0,"title":"write tests","sortOrder":0,"timeZone":"Europe/Madrid",
             "isAllDay":false,"startDate":"2026-11-03T07:30:00.000+0000","completedTime":"2026-11-03T07:30:00.000+0000",
             "snooze":{"until":[1,2.50,null]}}""";
    private static final String TASK = """
            {"id":"70aa00000000000000000002","projectId":"70aa00000000000000000001","sortOrder":-1099511627776,
             "title":"Ship the parser","content":"a","desc":"b","kind":"CHECKLIST","status":0,"priority":3,
             "startDate":"2026-11-03T07:30:00.000+0000","dueDate":"2026-11-03T07:30:00.000+0000",
             "timeZone":"Europe/Madrid","isAllDay":false,"isFloating":false,"tags":["dev"],"items":[%s],
             "reminders":["TRIGGER:PT0S"],"repeatFlag":"RRULE:FREQ=DAILY","repeatFrom":"0","progress":20,
             "parentId":"70aa00000000000000000009","childIds":["70aa00000000000000000010"],
             "columnId":"70aa00000000000000000011","columnName":"Doing","assigneeUsername":"someone@example.org",
             "completedTime":"2026-11-03T07:30:00.000+0000","etag":"w8d0qk1z","etimestamp":1793000000763,
             "modifiedTime":"2026-10-26T06:13:20.761+0000","createdTime":"2026-10-26T06:13:20.761+0000",
             "focusSummaries":[{"pomoCount":1,"ratio":0.10}],"invented":"later","gone":null}""".formatted(ITEM);

    @Test
    void a_task_loses_nothing() {
        Api.Task task = unchanged(Api.Task.class, TASK);
        assertThat(task.rest()).containsOnlyKeys("focusSummaries", "invented", "gone");
        assertThat(task.items().getFirst().rest()).containsOnlyKeys("snooze");
        assertWritten(TaskFields.whole(task), TASK);
    }

    @Test
    void a_project_with_all_that_is_in_it_loses_nothing() {
        String project = """
                {"id":"p1","name":"Dev","color":"#F18181","sortOrder":-5,"viewMode":"kanban","kind":"TASK",
                 "groupId":"g1","closed":false,"permission":"write","team":{"id":7}}""";
        unchanged(Api.Project.class, project);
        String column = "{\"id\":\"c1\",\"projectId\":\"p1\",\"name\":\"Doing\",\"sortOrder\":3,\"wip\":2}";
        String data = "{\"project\":%s,\"tasks\":[%s],\"columns\":[%s],\"at\":1}".formatted(project, TASK, column);
        assertThat(unchanged(Api.ProjectData.class, data).rest()).containsOnlyKeys("at");
    }

    @Test
    void the_others_lose_nothing() {
        unchanged(
                Api.Group.class,
                "{\"id\":\"g1\",\"name\":\"Work\",\"sortOrder\":1,\"showAll\":true,\"viewMode\":\"list\",\"x\":1}");
        unchanged(
                Api.Tag.class,
                "{\"name\":\"dev\",\"label\":\"Dev\",\"sortOrder\":1,\"color\":\"#FFF\",\"parent\":\"a\",\"type\":1,\"x\":1}");
        unchanged(
                Api.Comment.class,
                "{\"id\":\"c1\",\"userId\":77,\"title\":\"Well\",\"createdTime\":1793000000763,"
                        + "\"modifiedTime\":\"2026-10-26T06:13:20.761+0000\",\"replyCommentId\":\"c0\",\"replyUserId\":7,\"x\":1}");
        unchanged(Api.Member.class, "{\"username\":\"u\",\"displayName\":\"U\",\"self\":true,\"x\":{}}");
        unchanged(
                Api.Moved.class,
                "{\"id\":\"t1\",\"isAllDay\":false,\"isFloating\":false,\"etag\":\"e\",\"etimestamp\":1,"
                        + "\"modifiedTime\":\"2026-10-26T06:13:20.761+0000\"}");
        unchanged(Api.BatchResult.class, "{\"id2etag\":{\"a\":\"1\"},\"id2error\":{\"b\":\"DELETED\"},\"x\":[]}");
    }

    @Test
    void what_is_absent_stays_absent() {
        assertThat(unchanged(Api.Task.class, "{\"id\":\"t1\"}").rest()).isEmpty();
        unchanged(Api.Project.class, "{}");
        assertThat(Wire.JSON.writeValueAsString(Api.ProjectFields.named("A"))).isEqualTo("{\"name\":\"A\"}");
    }

    @Test
    void fields_are_written_as_ticktick_takes_them() {
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        TaskFields fields = TaskFields.create("p1", "A")
                .content("b")
                .desc("c")
                .kind("CHECKLIST")
                .items(List.of(Api.Item.of("one", true)))
                .priority(5)
                .status(-1)
                .dates(null, new When.Day(LocalDate.parse("2026-11-01")), madrid)
                .reminders(List.of("TRIGGER:PT0S"))
                .repeatFlag("")
                .tags(List.of("dev"))
                .sortOrder(-5)
                .parent("t0")
                .put("columnId", Wire.JSON.valueToTree("c1"));
        assertWritten(fields, """
                {"title":"A","projectId":"p1","content":"b","desc":"c","kind":"CHECKLIST",
                 "items":[{"title":"one","status":1}],"priority":5,"status":-1,
                 "startDate":null,"dueDate":"2026-10-31T23:00:00+0000","isAllDay":true,"timeZone":"Europe/Madrid",
                 "reminders":["TRIGGER:PT0S"],"repeatFlag":"","tags":["dev"],"sortOrder":-5,"parentId":"t0",
                 "columnId":"c1"}""");
        When moment = new When.Moment(Instant.parse("2026-11-03T07:30:00Z"));
        assertWritten(TaskFields.update("p1", "t1").dates(moment, moment, madrid), """
                {"id":"t1","projectId":"p1","startDate":"2026-11-03T07:30:00+0000",
                 "dueDate":"2026-11-03T07:30:00+0000","isAllDay":false}""");
        assertWritten(
                TaskFields.update("p1", "t1").dates(null, null, madrid).parent(null),
                "{\"id\":\"t1\",\"projectId\":\"p1\",\"startDate\":null,\"dueDate\":null,\"parentId\":\"\"}");
    }

    private static void assertWritten(TaskFields fields, String json) {
        assertThat(tree(fields.json().toString())).isEqualTo(tree(json));
    }

    private static <T> T unchanged(Class<T> type, String json) {
        T read = Wire.JSON.readValue(json, type);
        assertThat(tree(Wire.JSON.writeValueAsString(read))).isEqualTo(tree(json));
        return read;
    }

    private static JsonNode tree(String json) {
        return Wire.JSON.readTree(json);
    }
}
