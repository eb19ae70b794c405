package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A batch is no transaction: what is wrong with one entry is said of that one, and the others are done. */
class SandboxBatchTest extends OnSandbox {
    private Reply batch(String body) throws IOException {
        Reply reply = ticktick.post("/task/batch", body.replace("LIST", list));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private static List<String> errors(Reply reply) {
        return reply.json()
                .path("id2error")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    @Tag("b39")
    void b39_of_many_new_tasks_those_that_cannot_be_made_are_named() throws IOException {
        Reply reply = batch("{'add':[{'title':'a','projectId':'LIST'},{'projectId':'LIST'},"
                + "{'title':'b','projectId':'LIST','priority':'high'},"
                + "{'title':'c','projectId':'70aa00000000000000000001'},{'title':'d','projectId':'LIST'}]}");
        assertThat(errors(reply)).containsExactly("UNKNOWN", "UNKNOWN", "UNKNOWN");
        assertThat(reply.json().path("id2etag").propertyNames())
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(ticktick.open(list));
    }

    @Test
    @Tag("b39")
    void b39_of_many_changes_those_that_cannot_be_made_are_named() throws IOException {
        String good = ticktick.task(list, "good");
        String bad = ticktick.task(list, "bad");
        Reply reply = batch("{'update':[{'id':'" + bad + "','projectId':'LIST','title':'x','priority':2},{},"
                + "{'id':'" + good + "','projectId':'LIST','title':'b'}]}");
        assertThat(reply.json().path("id2etag").propertyNames()).containsExactly(good);
        assertThat(reply.json().path("id2error").path(bad).asString()).isEqualTo("UNKNOWN");
        assertThat(errors(reply)).containsExactly("UNKNOWN", "UNKNOWN");
        assertThat(ticktick.read(list, good).text("title")).isEqualTo("b");
        assertThat(ticktick.read(list, bad).text("title")).as("nothing of it").isEqualTo("bad");
    }

    @Test
    @Tag("b39")
    void b39_a_change_that_does_not_say_its_list_is_one_that_cannot_be_made() throws IOException {
        String id = ticktick.task(list, "t");
        Reply reply = batch("{'update':[{'id':'" + id + "','title':'x'}]}");
        assertThat(reply.json().path("id2error").path(id).asString()).isEqualTo("UNKNOWN");
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("t");
    }

    @Test
    @Tag("b39")
    void b39_what_is_no_batch_at_all_is_refused_as_a_whole() throws IOException {
        String good = "{'title':'a','projectId':'" + list + "'}";
        for (String body : List.of("[]", "{'add':" + good + "}", "{'add':[" + good + ",7]}"))
            assertThat(ticktick.post("/task/batch", body).status()).as(body).isEqualTo(500);
        assertThat(ticktick.open(list)).isEmpty();
    }
}
