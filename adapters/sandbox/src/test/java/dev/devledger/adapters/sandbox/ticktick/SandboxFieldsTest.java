package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of single fields: dates, empty values, the ticks of a checklist. */
class SandboxFieldsTest extends OnSandbox {
    private Reply created(String fields) throws IOException {
        return ticktick.create("'title':'t','projectId':'" + list + "'," + fields);
    }

    @Test
    @Tag("b16")
    void b16_a_due_date_alone_takes_the_start_of_a_span_along() throws IOException {
        String id = created("'startDate':'2026-12-01T10:00:00+0100','dueDate':'2026-12-03T10:00:00+0100'")
                .text("id");
        for (String due : List.of("2026-12-05T09:00:00.000+0000", "2026-12-02T09:00:00.000+0000")) {
            Reply moved = ticktick.update(list, id, "'dueDate':'" + due + "'");
            assertThat(moved.text("dueDate")).isEqualTo(due);
            assertThat(moved.text("startDate")).isEqualTo(due);
            ticktick.update(list, id, "'startDate':'2026-12-01T10:00:00+0100'");
        }
        JsonNode startless = ticktick.update(list, id, "'dueDate':'2026-12-05T10:00:00+0100','startDate':null")
                .json();
        assertThat(startless.has("startDate")).isFalse();
        assertThat(startless.path("dueDate").asString()).isEqualTo("2026-12-05T09:00:00.000+0000");
    }

    @Test
    @Tag("b15")
    void b15_an_offset_of_hours_alone_is_another_format_and_ignored() throws IOException {
        Reply made = created("'dueDate':'2026-12-19T10:00:00+01'");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().has("dueDate")).isFalse();
        String id = created("'dueDate':'2026-12-18T10:00:00+0100'").text("id");
        assertThat(ticktick.update(list, id, "'dueDate':'2026-12-19T10:00:00+01'")
                        .text("dueDate"))
                .isEqualTo("2026-12-18T09:00:00.000+0000");
    }

    @Test
    void what_is_empty_is_not_answered() throws IOException {
        Reply made = ticktick.post("/project", "{'name':'n','color':''}");
        assertThat(made.json().has("color")).isFalse();
        String coloured =
                ticktick.post("/project", "{'name':'n','color':'#F18181'}").text("id");
        assertThat(ticktick.post("/project/" + coloured, "{'color':''}").json().has("color"))
                .isFalse();

        JsonNode task = created("'content':'','desc':'','columnId':'','assigneeUsername':'','tags':[],'items':[],"
                        + "'reminders':[]")
                .json();
        for (String field :
                List.of("content", "desc", "columnId", "columnName", "assigneeUsername", "tags", "items", "reminders"))
            assertThat(task.has(field)).as(field).isFalse();
        String column =
                ticktick.post("/project/" + list + "/column", "{'name':'c'}").text("id");
        String id = created("'columnId':'" + column + "','items':[{'title':'i','timeZone':''}]")
                .text("id");
        JsonNode cleared = ticktick.update(list, id, "'columnId':''").json();
        assertThat(cleared.has("columnId")).isFalse();
        assertThat(cleared.has("columnName")).isFalse();
        assertThat(cleared.path("items").path(0).path("timeZone").asString()).isEqualTo("Europe/Madrid");
    }

    /** Which is a task's number for done: a client that confuses the two has to notice. */
    @Test
    @Tag("b13")
    void b13_an_item_is_open_with_0_and_done_with_1_and_nothing_else() throws IOException {
        assertThat(created("'items':[{'title':'i','status':2}]").status()).isEqualTo(500);
        assertThat(ticktick.open(list)).isEmpty();
        String id = created("'items':[{'title':'i','status':1}]").text("id");
        assertThat(ticktick.update(list, id, "'items':[{'title':'i','status':-1}]")
                        .status())
                .isEqualTo(500);
        assertThat(ticktick.read(list, id)
                        .json()
                        .path("items")
                        .path(0)
                        .path("status")
                        .intValue())
                .isEqualTo(1);
    }
}
