package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import java.util.List;

/** What people say under a task. */
public final class CommentCalls {
    private record Title(String title) {}

    private final ApiCalls calls;

    CommentCalls(ApiCalls calls) {
        this.calls = calls;
    }

    public RemoteAnswer<List<Api.Comment>> of(String project, String task) {
        return calls.list(Api.Comment.class, Endpoint.comments(project, task), null);
    }

    /** Not idempotent. */
    public RemoteAnswer<Api.Comment> add(String project, String task, String text) {
        return calls.one(Api.Comment.class, Endpoint.createComment(project, task), new Title(text));
    }

    /** Idempotent. */
    public RemoteAnswer<Done> delete(String project, String task, String comment) {
        return calls.done(Endpoint.deleteComment(project, task, comment));
    }
}
