package dev.devledger.application.sync.connector;

import java.time.Duration;

/**
 * The calls that go straight to a connected service, in its own JSON and past the ledger (docs/contract.md, section 4).
 * They share the sync's budget and come before it.
 */
public interface PassThrough {

    Reply projects();

    Reply project(String projectId);

    Reply createProject(String json);

    Reply updateProject(String projectId, String json);

    Reply deleteProject(String projectId);

    Reply createTask(String json);

    Reply updateTask(String projectId, String taskId, String json);

    Reply deleteTask(String projectId, String taskId);

    Reply completeTask(String projectId, String taskId);

    sealed interface Reply {
        /** The service's own JSON, unchanged. */
        record Json(String body) implements Reply {}

        /** Done, and there is nothing to say. */
        record Done() implements Reply {}

        /** Unknown, or an empty answer where there should be one. */
        record NotFound(String detail) implements Reply {}

        record RateLimited(Duration retryAfter) implements Reply {}

        /** No account is connected, or it no longer lets us in; {@code detail} says what to do. */
        record NotAuthorized(String detail) implements Reply {}

        record Away(String detail) implements Reply {}

        /** Any other no; {@code errorCode} is the service's. */
        record Refused(String errorCode, String detail) implements Reply {}

        /** The body is not what the service takes; found before anything was sent. */
        record Invalid(String field, String detail) implements Reply {}
    }
}
