package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.HistoryItem;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Comments of tasks, and replies to comments. */
public record Comments(
        TaskFinder door,
        TaskWrites writes,
        People people,
        StoredObjects things,
        SandboxClock clock,
        WebhookEvents hooks) {
    private static final String KIND = "comment";
    private static final int PAGE = 25;

    /**
     * Returns a page of comments, the newest first. For the next page a client sends the date and the id of the last
     * comment.
     */
    public List<ObjectNode> of(Task task, Optional<Long> start, Optional<String> startId) {
        List<StoredObject> all = new ArrayList<>(things.of(KIND, StoredObject.key("task", task.id())));
        Collections.reverse(all);
        if (start.isPresent() && startId.isPresent()) {
            List<String> ids = all.stream().map(StoredObject::id).toList();
            all = all.subList(ids.indexOf(startId.get()) + 1, all.size());
        }
        return all.stream().limit(PAGE).map(this::shown).toList();
    }

    public List<ObjectNode> replies(Caller caller, String comment) {
        StoredObject above = find(caller, comment);
        return things.of(KIND, above.key()).stream().map(this::shown).toList();
    }

    /** Adds a comment. Its id is a number in this answer, but a text in answers to reads. */
    public ObjectNode add(Caller caller, Task task, RequestFields given) {
        StoredObject comment = stored(caller, StoredObject.key("task", task.id()), task.id(), given);
        writes.surroundings(caller, task, changed -> {});
        tell(comment, "taskCommentPosted", caller);
        return answer(comment);
    }

    public ObjectNode reply(Caller caller, String comment, RequestFields given) {
        StoredObject above = find(caller, comment);
        return answer(stored(caller, above.key(), above.text("_task"), given));
    }

    private static ObjectNode answer(StoredObject comment) {
        return Json.object()
                .put("id", Long.parseLong(comment.id()))
                .put("hist_id", UUID.randomUUID().toString())
                .put("date", comment.body().path("date").asLong());
    }

    private StoredObject stored(Caller caller, String owner, String task, RequestFields given) {
        String text = text(given);
        if (text.isEmpty()) throw Refusal.input("Comment text is required");
        ObjectNode body = Json.object().put("comment_text", text).put("resolved", false);
        body.put("date", clock.millis()).put("_user", caller.user()).put("_task", task);
        given.number("assignee").ifPresent(assignee -> body.put("_assignee", assignee));
        return things.add(KIND, owner, body);
    }

    /** Reads the text, either plain or in pieces with attributes; of pieces only the text is stored. */
    private static String text(RequestFields given) {
        return given.text("comment_text").orElseGet(() -> given.objects(KIND).stream()
                .map(piece -> piece.text("text").orElse(""))
                .collect(Collectors.joining()));
    }

    public void change(Caller caller, String id, RequestFields given) {
        StoredObject comment = find(caller, id);
        for (String field : List.of("comment_text", "assignee", "resolved"))
            if (!given.names(field)) throw Refusal.input(field + " is required");
        given.text("comment_text").ifPresent(text -> comment.body().put("comment_text", text));
        given.flag("resolved").ifPresent(resolved -> comment.body().put("resolved", resolved));
        given.number("assignee").ifPresent(assignee -> comment.body().put("_assignee", assignee));
        if (given.clears("assignee")) comment.body().remove("_assignee");
        things.save(comment);
        tell(comment, "taskCommentUpdated", caller);
    }

    public void delete(Caller caller, String id) {
        things.delete(find(caller, id));
    }

    private StoredObject find(Caller caller, String id) {
        StoredObject comment = things.present(KIND, id).orElseThrow(() -> Refusal.notFound("Comment"));
        door.find(caller, comment.text("_task"));
        return comment;
    }

    private void tell(StoredObject comment, String event, Caller caller) {
        Task task = door.find(caller, comment.text("_task"));
        ObjectNode none = Json.object().putNull("before");
        HistoryItem item = HistoryItem.of(
                "comment", none.path("before"), none.put("id", comment.id()).path("id"), caller.user(), clock.millis());
        hooks.tell(event, door.where(task), List.of(item));
        hooks.tell("taskUpdated", door.where(task), List.of(item));
    }

    private ObjectNode shown(StoredObject comment) {
        ObjectNode shown = Json.object().put("id", comment.id());
        shown.putArray("comment").addObject().put("text", comment.text("comment_text"));
        shown.put("comment_text", comment.text("comment_text"));
        shown.set("user", people.brief(comment.body().path("_user").asLong()));
        shown.put("resolved", comment.is("resolved"));
        comment.optional("_assignee")
                .ifPresentOrElse(
                        assignee -> shown.set("assignee", people.brief(Long.parseLong(assignee))),
                        () -> shown.putNull("assignee"));
        shown.putArray("reactions");
        shown.put("date", comment.text("date"));
        shown.put("reply_count", things.of(KIND, comment.key()).size());
        return shown;
    }
}
