package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;

import dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteComments;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the comments of tasks, 25 a page. The next page begins at the time and the id of this page's last comment. */
record TaskComments(ClickUpClient client, Workspace workspace) implements RemoteComments {
    private static final int PAGE = 25;

    /** The last comment of a page; the next page has the comments that are older. */
    private record Last(String start, String id) {
        static @Nullable Last of(@Nullable String cursor) {
            int mark = cursor == null ? -1 : cursor.indexOf(' ');
            return cursor == null || mark < 0 ? null : new Last(cursor.substring(0, mark), cursor.substring(mark + 1));
        }
    }

    @Override
    public RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor) {
        Last last = Last.of(cursor);
        if (cursor != null && last == null) {
            return Answers.unknownCursor();
        }
        Endpoint first = get("task", task.id(), "comment");
        Endpoint endpoint =
                last == null ? first : first.with("start", last.start()).with("start_id", last.id());
        return workspace
                .known(CallPurpose.READ)
                .flatMap(known -> answer(client.read(endpoint), json -> page(json, known.user(), last)));
    }

    private static RemotePage<List<Comment>> page(JsonNode json, String user, @Nullable Last before) {
        List<JsonNode> rows = Wire.rows(json, "comments");
        List<Comment> comments = rows.stream().map(row -> comment(row, user)).toList();
        if (rows.size() < PAGE) {
            return RemotePage.whole(comments);
        }
        Comment last = comments.getLast();
        boolean goesOn = before == null || !before.id().equals(last.id());
        return new RemotePage<>(comments, goesOn ? last.at().toEpochMilli() + " " + last.id() : null);
    }

    private static Comment comment(JsonNode row, String user) {
        Instant date = Wire.instant(row, "date");
        if (date == null) {
            throw new UnreadableAnswer("a comment of ClickUp has no date");
        }
        JsonNode by = row.path("user");
        String id = Wire.given(by, "id");
        boolean ours = id == null || user.equals(id); // a comment without an author may be one that was sent
        return new Comment(Wire.id(row, "comment"), text(row), Wire.given(by, "username"), ours, date);
    }

    /** Reads the text of a comment, which comes in one piece or in parts. */
    private static String text(JsonNode row) {
        String text = Wire.text(row, "comment_text");
        if (text != null) {
            return text;
        }
        return Wire.rows(row, "comment").stream()
                .map(part -> Objects.requireNonNullElse(Wire.text(part, "text"), ""))
                .collect(Collectors.joining());
    }

    @Override
    public RemoteAnswer<String> add(RemoteRef task, String text) {
        JsonNode body = Wire.object().put("comment_text", text).put("notify_all", false);
        return answer(client.write(post("task", task.id(), "comment"), body), json -> Wire.id(json, "comment"));
    }
}
