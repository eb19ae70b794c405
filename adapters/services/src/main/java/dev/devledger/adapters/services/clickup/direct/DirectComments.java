package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectReply.Difference;
import dev.devledger.application.direct.DirectRequest;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people say about a task. */
record DirectComments(DirectRequests clickup, DirectTasks tasks, DirectPages pages) {

    DirectReply list(DirectRequest request) {
        DirectQuery asked = new DirectQuery(request, "start", "start_id");
        if (asked.one("start").isEmpty() != asked.one("start_id").isEmpty()) {
            throw NotDone.invalid("start_id", "and start go together: those of the last comment that you have");
        }
        ObjectNode answer = DirectRequests.object();
        Endpoint comments = Endpoint.get("task", tasks.writable(request), "comment");
        pages.comments(comments, asked.one("start"), asked.one("start_id"), answer);
        return new DirectReply.Json(answer.toString());
    }

    DirectReply add(DirectRequest request) {
        ObjectNode wish = DirectBody.read(request.json(), DirectBody.COMMENT);
        if (wish.has("comment_text") == wish.has("comment")) {
            throw NotDone.invalid("comment_text", "or comment, and one of them only, says what the comment is");
        }
        if (!wish.has("notify_all")) {
            wish.put("notify_all", false);
        }
        String of = tasks.writable(request);
        String id = DirectRequests.id(clickup.send(Endpoint.post("task", of, "comment"), wish));
        String place = "/tasks/" + request.id("task_id") + "/comments?start_id=" + id;
        return new DirectReply.Made(place, readBack(of, id, wish).toString());
    }

    private JsonNode readBack(String task, String id, ObjectNode wish) {
        if (!(clickup.ask(Endpoint.get("task", task, "comment")) instanceof Outcome.Answered(var said))) {
            throw new NotDone(new DirectReply.Away("ClickUp took the comment as " + id
                    + ", but it could not be read back to compare it. Read the comments before you send it again."));
        }
        JsonNode comment = said.path("comments")
                .valueStream()
                .filter(each -> DirectRequests.id(each).equals(id))
                .findFirst()
                .orElse(DirectRequests.object());
        String there = comment.path("comment_text").asString("");
        if (!letters(text(wish)).equals(letters(there))) {
            throw new NotDone(new DirectReply.NotApplied(
                    id, List.of(new Difference("comment_text", text(wish), comment.isEmpty() ? "nothing" : there))));
        }
        return comment;
    }

    /** Marks and spaces come back in another form. */
    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static String text(ObjectNode wish) {
        return wish.has("comment_text")
                ? wish.path("comment_text").asString("")
                : wish.path("comment")
                        .valueStream()
                        .map(part -> part.path("text").asString(""))
                        .collect(Collectors.joining());
    }
}
