package dev.devledger.adapters.ticktick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every call (docs/ticktick.md, section 4), and what is believed of its answer. */
final class TickTickApiTest {
    private static final String TASK = "{\"id\":\"t1\",\"projectId\":\"p1\",\"title\":\"A\",\"new\":1}";

    private final TickTickStub ticktick = new TickTickStub();
    private final TickTickApi api = ticktick.api();

    @AfterEach
    void close() {
        ticktick.close();
    }

    @Test
    void projects() {
        ProjectCalls projects = api.projects();
        String project = "{\"id\":\"p1\",\"name\":\"Dev\",\"new\":1}";
        List<Api.Project> page =
                asked("[" + project + "]", () -> projects.page(200, 50), "GET /project?offset=200&limit=50");
        assertThat(page.getFirst().name()).isEqualTo("Dev");
        assertThat(asked(project, () -> projects.find("p1"), "GET /project/p1")
                        .orElseThrow()
                        .rest())
                .containsKey("new");
        Api.ProjectData data = asked(
                "{\"project\":" + project + ",\"tasks\":[" + TASK + "],\"columns\":[{\"id\":\"c1\"}]}",
                () -> projects.data("inbox"),
                "GET /project/inbox/data");
        assertThat(data.tasks()).extracting(Api.Task::id).containsExactly("t1");
        assertThat(data.columns()).extracting(Api.Column::id).containsExactly("c1");
        assertThat(asked("{}", () -> projects.data("p9"), "GET /project/p9/data")
                        .project())
                .isNull();
        List<Api.Member> members = asked(
                "[{\"username\":\"u\",\"displayName\":\"U\",\"self\":true}]",
                () -> projects.members("p1"),
                "GET /project/p1/members");
        assertThat(members.getFirst().self()).isTrue();
        Api.ProjectFields fields = new Api.ProjectFields("Dev", "#F18181", -5L, "kanban", "TASK");
        String body =
                "{\"name\":\"Dev\",\"color\":\"#F18181\",\"sortOrder\":-5,\"viewMode\":\"kanban\",\"kind\":\"TASK\"}";
        assertThat(asked(project, () -> projects.create(fields), "POST /project", body)
                        .id())
                .isEqualTo("p1");
        assertThat(asked(
                                project,
                                () -> projects.update("p1", Api.ProjectFields.named("B")),
                                "POST /project/p1",
                                "{\"name\":\"B\"}")
                        .id())
                .isEqualTo("p1");
        assertThat(asked("", () -> projects.delete("p1"), "DELETE /project/p1")).isEqualTo(Done.DONE);
    }

    @Test
    void groups() {
        GroupCalls groups = api.groups();
        String group = "{\"id\":\"g1\",\"name\":\"Work\",\"sortOrder\":1}";
        assertThat(asked("[" + group + "]", groups::all, "GET /project/group")).hasSize(1);
        String body = "{\"name\":\"Work\"}";
        assertThat(asked(group, () -> groups.create("Work"), "POST /project/group", body)
                        .name())
                .isEqualTo("Work");
        assertThat(asked(group, () -> groups.rename("g1", "Work"), "POST /project/group/g1", body)
                        .id())
                .isEqualTo("g1");
        assertThat(asked("", () -> groups.delete("g1"), "DELETE /project/group/g1"))
                .isEqualTo(Done.DONE);
    }

    @Test
    void columns() {
        ColumnCalls columns = api.columns();
        String column = "{\"id\":\"c1\",\"projectId\":\"p1\",\"name\":\"Doing\",\"sortOrder\":1}";
        assertThat(asked("[" + column + "]", () -> columns.of("p1"), "GET /project/p1/column"))
                .hasSize(1);
        String body = "{\"name\":\"Doing\"}";
        assertThat(asked(column, () -> columns.create("p1", "Doing"), "POST /project/p1/column", body)
                        .id())
                .isEqualTo("c1");
        assertThat(asked(column, () -> columns.rename("p1", "c1", "Doing"), "POST /project/p1/column/c1", body)
                        .name())
                .isEqualTo("Doing");
        ticktick.answers(200, "");
        assertThat(columns.rename("p1", "c9", "Doing")).as("no such column").isInstanceOf(Unknown.class);
    }

    @Test
    void tags_and_the_zone() {
        String tag = "{\"name\":\"dev\",\"label\":\"Dev\",\"type\":1}";
        assertThat(asked("[" + tag + "]", api.tags()::all, "GET /tag")).hasSize(1);
        assertThat(asked(tag, () -> api.tags().create("Dev"), "POST /tag", "{\"name\":\"dev\",\"label\":\"Dev\"}")
                        .label())
                .isEqualTo("Dev");
        assertThat(asked("{\"timeZone\":\"Europe/Madrid\"}", api::preference, "POST /preference", "")
                        .timeZone())
                .isEqualTo("Europe/Madrid");
    }

    @Test
    void comments() {
        CommentCalls comments = api.comments();
        String comment = "{\"id\":\"c1\",\"userId\":77,\"title\":\"Well\",\"createdTime\":1793000000763}";
        List<Api.Comment> all =
                asked("[" + comment + "]", () -> comments.of("p1", "t1"), "GET /project/p1/task/t1/comments");
        assertThat(all.getFirst().createdTime().asLong()).isEqualTo(1793000000763L);
        assertThat(asked(
                                comment,
                                () -> comments.add("p1", "t1", "Well"),
                                "POST /project/p1/task/t1/comment",
                                "{\"title\":\"Well\"}")
                        .id())
                .isEqualTo("c1");
        assertThat(asked("", () -> comments.delete("p1", "t1", "c1"), "DELETE /project/p1/task/t1/comment/c1"))
                .isEqualTo(Done.DONE);
    }

    @Test
    void one_task() {
        TaskCalls tasks = api.tasks();
        assertThat(asked(TASK, () -> tasks.find("p1", "t1"), "GET /project/p1/task/t1")
                        .orElseThrow()
                        .title())
                .isEqualTo("A");
        String create = "{\"title\":\"A\",\"projectId\":\"p1\",\"priority\":3}";
        TaskFields fields = TaskFields.create("p1", "A").priority(3);
        assertThat(asked(TASK, () -> tasks.create(fields), "POST /task", create).id())
                .isEqualTo("t1");
        String update = "{\"id\":\"t1\",\"projectId\":\"p1\",\"title\":\"A\"}";
        TaskFields change = TaskFields.update("p1", "t1").title("A");
        assertThat(asked(TASK, () -> tasks.update(change), "POST /task/t1", update)
                        .rest())
                .containsKey("new");
        assertThatIllegalArgumentException().isThrownBy(() -> tasks.update(fields));
        assertThat(asked("", () -> tasks.complete("p1", "t1"), "POST /project/p1/task/t1/complete", ""))
                .isEqualTo(Done.DONE);
        assertThat(asked("", () -> tasks.delete("p1", "t1"), "DELETE /project/p1/task/t1"))
                .isEqualTo(Done.DONE);
        String assign = "{\"projectId\":\"p1\",\"taskId\":\"t1\",\"assigneeUsername\":\"u\"}";
        assertThat(asked(TASK, () -> tasks.assign("p1", "t1", "u"), "POST /task/assign", assign)
                        .id())
                .isEqualTo("t1");
        String unassign = "{\"projectId\":\"p1\",\"taskId\":\"t1\"}";
        assertThat(asked(TASK, () -> tasks.unassign("p1", "t1"), "POST /task/unassign", unassign)
                        .id())
                .isEqualTo("t1");
    }

    @Test
    void many_tasks() {
        TaskCalls tasks = api.tasks();
        assertThat(asked(
                        "[\"t1\"]",
                        () -> tasks.completeAll("p1", List.of("t1", "t9")),
                        "POST /task/completeTasks",
                        "{\"projectId\":\"p1\",\"taskIds\":[\"t1\",\"t9\"]}"))
                .containsExactly("t1");
        asked("[]", () -> tasks.completeAll(null, List.of("t1")), "POST /task/completeTasks", "{\"taskIds\":[\"t1\"]}");
        String move = "[{\"fromProjectId\":\"p1\",\"toProjectId\":\"p2\",\"taskId\":\"t1\"}]";
        String moved = "[{\"id\":\"t1\",\"isAllDay\":false,\"etag\":\"e\",\"etimestamp\":1}]";
        assertThat(asked(moved, () -> tasks.move(List.of(new Api.Move("p1", "p2", "t1"))), "POST /task/move", move)
                        .getFirst()
                        .etag())
                .isEqualTo("e");
        TaskFields add = TaskFields.create("p1", "A");
        Api.BatchResult result = asked(
                "{\"id2etag\":{\"t2\":\"9xk2m0pa\"},\"id2error\":{\"t1\":\"NOT_EXISTED\"}}",
                () -> tasks.batch(
                        List.of(add), List.of(TaskFields.update("p1", "t1").status(2))),
                "POST /task/batch",
                "{\"add\":[{\"title\":\"A\",\"projectId\":\"p1\"}],"
                        + "\"update\":[{\"id\":\"t1\",\"projectId\":\"p1\",\"status\":2}]}");
        assertThat(result.id2etag()).containsEntry("t2", "9xk2m0pa");
        assertThat(result.id2error()).containsEntry("t1", "NOT_EXISTED");
        asked(
                "{}",
                () -> tasks.batch(List.of(add), List.of()),
                "POST /task/batch",
                "{\"add\":[{\"title\":\"A\",\"projectId\":\"p1\"}]}");
        assertThatIllegalArgumentException().isThrownBy(() -> tasks.batch(Collections.nCopies(51, add), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> tasks.batch(List.of(), Collections.nCopies(51, add)));
        assertThatIllegalArgumentException().isThrownBy(() -> tasks.completeAll("p1", Collections.nCopies(51, "t1")));
    }

    @Test
    void queries() {
        TaskQueries queries = api.queries();
        String tasks = "[" + TASK + "]";
        String from = "2026-11-03T07:30:00+0000";
        assertThat(asked(
                        tasks,
                        () -> queries.completed(new ApiQuery.Completed(List.of("p1"), from, null)),
                        "POST /task/completed",
                        "{\"projectIds\":[\"p1\"],\"startDate\":\"" + from + "\"}"))
                .hasSize(1);
        asked(tasks, () -> queries.filtered(ApiQuery.Filter.open()), "POST /task/filter", "{\"status\":[0]}");
        asked(
                tasks,
                () -> queries.filtered(new ApiQuery.Filter(
                        List.of("p1"), from, from, List.of(5), List.of("dev"), List.of("TEXT"), List.of(2))),
                "POST /task/filter",
                "{\"projectIds\":[\"p1\"],\"startDate\":\"" + from + "\",\"endDate\":\"" + from
                        + "\",\"priority\":[5],\"tag\":[\"dev\"],\"kind\":[\"TEXT\"],\"status\":[2]}");
        asked(
                tasks,
                () -> queries.undone(new ApiQuery.Undone(from, from, null, List.of("t1"))),
                "POST /task/undone",
                "{\"startDate\":\"" + from + "\",\"endDate\":\"" + from + "\",\"taskIds\":[\"t1\"]}");
        asked(
                tasks,
                () -> queries.search(ApiQuery.Search.of("parser")),
                "POST /task/search",
                "{\"keywords\":\"parser\"}");
    }

    @Test
    void what_is_not_there() {
        ticktick.answers(200, "").answers(404, "").answers(404, "");
        assertThat(api.tasks().find("p1", "t1")).isEqualTo(new Ok<>(Optional.empty()));
        assertThat(api.projects().find("p1")).isEqualTo(new Ok<>(Optional.empty()));
        assertThat(api.projects().update("p1", Api.ProjectFields.named("A"))).isInstanceOf(Refused.class);
        assertThat(api.comments().delete("p1", "t1", "../c1")).isInstanceOf(Refused.class);
        assertThat(ticktick.requests()).isEqualTo(3);
    }

    @Test
    void what_is_no_answer_is_not_taken_for_done() {
        for (String nothing : List.of("", "{}", "{\"id\":\"\"}", "[]", "null", "<html>", "{\"id\":\"t1\"")) {
            ticktick.answers(200, nothing);
            assertThat(api.tasks().create(TaskFields.create("p1", "A")))
                    .as(nothing)
                    .isInstanceOf(Unknown.class);
        }
        for (String nothing : List.of("", "{}", "[null]", "null")) {
            ticktick.answers(200, nothing);
            assertThat(api.tags().all()).as(nothing).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void what_stands_in_the_way() {
        ticktick.answers(500, "{\"errorCode\":\"access_forbidden\"}")
                .answers(400, "")
                .answers(201, TASK);
        assertThat(api.tags().create("Dev")).isInstanceOf(NotSent.class);
        assertThat(api.groups().create("Work")).isInstanceOf(Refused.class);
        assertThat(api.tasks().create(TaskFields.create("p1", "A"))).isInstanceOf(Ok.class);
        ticktick.answers(500, "{\"errorCode\":\"exceed_query_limit\"}");
        assertThat(((NotSent<?>) api.tags().all()).hold()).isEqualTo(Backoff.RATE_LIMITED);
    }

    private <T> T asked(String answer, Supplier<RemoteAnswer<T>> call, String line) {
        return asked(answer, call, line, "");
    }

    private <T> T asked(String answer, Supplier<RemoteAnswer<T>> call, String line, String body) {
        ticktick.answers(200, answer);
        RemoteAnswer<T> answered = call.get();
        assertThat(answered).as(line).isInstanceOf(Ok.class);
        RecordedRequest request = ticktick.request();
        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(line.replace(" /", " /open/v1/"));
        assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body);
        return ((Ok<T>) answered).value();
    }
}
