package dev.devledger.application.direct;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call. Bodies and queries are the service's own. */
public sealed interface DirectCall {

    /** What has lists in it. */
    enum Home {
        SPACE,
        FOLDER
    }

    record Teams() implements DirectCall {}

    record Team(String team) implements DirectCall {}

    /** @param team null for the only one that there is */
    record Spaces(@Nullable String team, boolean archived) implements DirectCall {}

    record Folders(String space, boolean archived) implements DirectCall {}

    record Lists(Home home, String id, boolean archived) implements DirectCall {}

    record CreateList(Home home, String id, String json) implements DirectCall {}

    record Tasks(String list, Map<String, List<String>> query) implements DirectCall {}

    record Task(String task) implements DirectCall {}

    record CreateTask(String list, String json) implements DirectCall {}

    /** Changes what is named in the body, and nothing else. */
    record UpdateTask(String task, String json) implements DirectCall {}

    /** With a body that names a status and nothing else. */
    record SetStatus(String task, String json) implements DirectCall {}

    /** With a body that names who is added and who is removed. */
    record Assign(String task, String json) implements DirectCall {}

    record DeleteTask(String task) implements DirectCall {}

    record Comments(String task, Map<String, List<String>> query) implements DirectCall {}

    record AddComment(String task, String json) implements DirectCall {}

    record Boards(String space) implements DirectCall {}

    /** One board with its tasks. */
    record Board(String board, Map<String, List<String>> query) implements DirectCall {}

    record CreateBoard(String space, String json) implements DirectCall {}

    /** How many calls the service takes, as it said last. */
    record RateLimit() implements DirectCall {}

    /** Whether there is an account, whose it is, and which workspaces it is let into. */
    record Connection() implements DirectCall {}
}
