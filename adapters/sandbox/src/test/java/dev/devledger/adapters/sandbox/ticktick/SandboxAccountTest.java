package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The account as tests may wish it to be: with quotas, and with updates that replace. */
class SandboxAccountTest extends OnSandbox {
    @Test
    void over_the_quota_of_tasks_a_create_is_refused_and_a_batch_says_so_for_each_entry() throws IOException {
        account("{'maxOpenTasks':2}");
        String first = ticktick.task(list, "first");
        Reply batch = ticktick.post(
                "/task/batch",
                "{'add':[{'title':'second','projectId':'LIST'},{'title':'third','projectId':'LIST'},{'title':'fourth','projectId':'LIST'}]}"
                        .replace("LIST", list));
        assertThat(batch.status()).isEqualTo(200);
        assertThat(batch.json().path("id2etag")).hasSize(1);
        assertThat(batch.json().path("id2error").valueStream().map(JsonNode::asString))
                .containsExactly("EXCEED_QUOTA", "EXCEED_QUOTA");
        assertRefused(ticktick.create("'title':'fifth','projectId':'" + list + "'"));
        assertThat(ticktick.open(list)).hasSize(2);

        ticktick.complete(list, first);
        assertThat(ticktick.task(list, "there is room again")).isNotBlank();
        assertThat(ticktick.task(ticktick.project("another"), "a list of its own"))
                .isNotBlank();
        account("{'maxOpenTasks':null}");
        assertThat(ticktick.create("'title':'sixth','projectId':'" + list + "'").status())
                .isEqualTo(200);
    }

    @Test
    void over_the_quota_of_lists_no_list_is_made() throws IOException {
        account("{'maxLists':2}");
        String second = ticktick.project("second");
        assertRefused(ticktick.post("/project", "{'name':'third'}"));
        assertThat(ticktick.get("/project").ids()).containsExactlyInAnyOrder(list, second);
        ticktick.delete("/project/" + second);
        assertThat(ticktick.post("/project", "{'name':'third'}").status()).isEqualTo(200);
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("errorCode")).isEqualTo("exceed_quota");
    }

    private void account(String settings) throws IOException {
        assertThat(control.post("/account", settings).status()).isEqualTo(200);
    }

    @Test
    void where_updates_replace_what_is_not_sent_is_lost() throws IOException {
        String id = ticktick.create("'title':'t','content':'words','priority':5,'tags':['a'],'projectId':'" + list
                        + "','dueDate':'2026-11-03T08:30:00+0100','timeZone':'Asia/Tokyo'")
                .text("id");
        account("{'wholeUpdates':true}");
        JsonNode left = ticktick.update(list, id, "'title':'new','tags':['b']").json();
        assertThat(left.path("title").asString()).isEqualTo("new");
        assertThat(left.path("tags").toString()).isEqualTo("[\"b\"]");
        for (String lost : List.of("content", "dueDate", "startDate"))
            assertThat(left.has(lost)).as(lost).isFalse();
        assertThat(left.path("priority").intValue()).isZero();
        assertThat(left.path("timeZone").asString()).isEqualTo("Europe/Madrid");
        assertThat(ticktick.update(list, id, "'priority':1").status()).isEqualTo(500);
        assertThat(ticktick.open(list)).containsExactly(id);
    }

    @Test
    @Tag("b39")
    void b39_a_batch_takes_fifty_of_each_kind() throws IOException {
        String entry = "{'title':'t','projectId':'" + list + "'}";
        String added = String.join(",", Collections.nCopies(51, entry));
        Reply reply = ticktick.post("/task/batch", "{'add':[" + added + "]}");
        assertThat(reply.json().path("id2etag")).hasSize(50);
        List<String> ids = ticktick.open(list);
        assertThat(ids).hasSize(50);
        String last = ticktick.task(list, "the 51st");
        String updates = Stream.concat(ids.stream(), Stream.of(last))
                .map(id -> "{'id':'" + id + "','projectId':'" + list + "','status':2}")
                .collect(Collectors.joining(","));
        assertThat(ticktick.post("/task/batch", "{'update':[" + updates + "]}")
                        .json()
                        .path("id2etag"))
                .hasSize(50);
        assertThat(ticktick.open(list)).containsExactly(last);
    }
}
