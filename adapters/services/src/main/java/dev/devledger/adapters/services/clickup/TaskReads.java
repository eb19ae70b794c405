package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.get;

import dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers;
import dev.devledger.adapters.services.clickup.Containers.Scope;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads tasks, a hundred a page. By default ClickUp omits closed tasks, subtasks and archived tasks. Tasks come newest
 * first, so a new task only shifts other tasks to the next page, and no task is missed.
 */
record TaskReads(ClickUpClient client, Workspace workspace, Containers containers) {
    static final int PAGE = 100;

    private static final String NO_LIST = "INPUT_003"; // not even a number

    /** @param last true if no page follows */
    record Rows(List<JsonNode> tasks, boolean last) {
        static Rows of(JsonNode json) {
            List<JsonNode> tasks = Wire.rows(json, "tasks");
            JsonNode last = json.path("last_page");
            return new Rows(tasks, last.isBoolean() ? last.asBoolean() : tasks.size() < PAGE);
        }

        /** Reads each task by itself, so that an unreadable task does not affect other tasks. */
        Listing read(AccountContext around) {
            TaskJson json = new TaskJson(around);
            return Listing.ofRows(tasks.stream().map(json::row).toList());
        }
    }

    RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, ReadCursor cursor) {
        return workspace.known(CallPurpose.READ).flatMap(known -> switch (what) {
            case ReadTarget.OneList(var list) -> inList(list, cursor, known.around());
            case ReadTarget.AllOpenTasks anywhere ->
                in(known, cursor, all -> all)
                        .map(rows -> shown(rows, cursor, known).map(page -> only(page, RemoteStatus.OPEN)));
            case ReadTarget.FinishedSince(var lists, var since) ->
                lists.isEmpty()
                        ? new Ok<>(Optional.of(RemotePage.whole(Listing.of(List.of()))))
                        : ofLists(known, cursor, lists, since.minusMillis(1)).map(rows -> shown(rows, cursor, known)
                                .map(page -> only(page, RemoteStatus.COMPLETED)));
            case ReadTarget.WrittenSince(var list, var since) ->
                in(known, cursor, all -> all.with("date_updated_gt", since.minusMillis(1)))
                        .map(rows -> shown(rows, cursor, known));
        });
    }

    private static RemotePage<Listing> only(RemotePage<Listing> page, RemoteStatus status) {
        return new RemotePage<>(page.rows().only(task -> task.content().status() == status), page.next());
    }

    private static Optional<RemotePage<Listing>> shown(Rows rows, ReadCursor cursor, Workspace.Known known) {
        return Optional.of(new RemotePage<>(rows.read(known.around()), cursor.next(rows.last())));
    }

    /**
     * Returns the tasks whose home is the list. Tasks that are only shown in it are left out: they are read with their
     * home list.
     */
    private RemoteAnswer<Optional<RemotePage<Listing>>> inList(String list, ReadCursor cursor, AccountContext around) {
        Outcome outcome = client.read(all(get("list", list, "task"), cursor).with("include_timl", true));
        return switch (outcome) {
            case Outcome.NotFound none -> new Ok<>(Optional.empty());
            case Outcome.Deleted gone -> new Ok<>(Optional.empty());
            case Outcome.Refused none when none.code().equals(NO_LIST) -> new Ok<>(Optional.empty());
            case Outcome.NoAccess(var code, var text) ->
                new Refused<>(Answers.said("the account may not read this list in ClickUp", code, text));
            default ->
                answer(outcome, json -> {
                    Rows rows = Rows.of(json);
                    Rows own = new Rows(
                            rows.tasks().stream()
                                    .filter(task -> isIn(task, list))
                                    .toList(),
                            rows.last());
                    return Optional.of(new RemotePage<>(own.read(around), cursor.next(rows.last())));
                });
        };
    }

    /**
     * True if the list is the task's home. A task that does not name its list may be in it, and is then reported as
     * unreadable.
     */
    private static boolean isIn(JsonNode task, String list) {
        String told = Wire.given(task.path("list"), "id");
        return told == null || told.equals(list);
    }

    /** Adds conditions to a request. */
    interface Narrowed {
        Endpoint of(Endpoint all);
    }

    /** Returns a page of the tasks in the scope. */
    RemoteAnswer<Rows> in(Workspace.Known known, ReadCursor cursor, Narrowed narrowed) {
        return scoped(all(get("team", known.id(), "task"), cursor))
                .flatMap(all -> all.isEmpty()
                        ? new Ok<>(new Rows(List.of(), true))
                        : answer(client.read(narrowed.of(all.get())), Rows::of));
    }

    private RemoteAnswer<Rows> ofLists(
            Workspace.Known known, ReadCursor cursor, Collection<String> lists, Instant doneAfter) {
        Endpoint endpoint = all(get("team", known.id(), "task"), cursor)
                .with("list_ids[]", lists)
                .with("date_done_gt", doneAfter);
        return answer(client.read(endpoint), Rows::of);
    }

    /** Limits a request to the scope; empty if the folder of the scope does not exist. */
    private RemoteAnswer<Optional<Endpoint>> scoped(Endpoint all) {
        return switch (containers.scope()) {
            case Scope.Folder(var nameOrId) ->
                containers.folder(nameOrId).map(found -> found.map(id -> all.with("project_ids[]", id)));
            case Scope.Space any -> containers.space().map(id -> Optional.of(all.with("space_ids[]", id)));
            case Scope.Lists(var ids) -> new Ok<>(Optional.of(all.with("list_ids[]", ids)));
        };
    }

    private static Endpoint all(Endpoint endpoint, ReadCursor cursor) {
        return endpoint.with("page", cursor.page())
                .with("archived", cursor.archived())
                .with("include_closed", true)
                .with("subtasks", true)
                .with("include_markdown_description", true);
    }

    /** Returns all tasks of the list in one page; empty if there are more than one page. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        return workspace.known(CallPurpose.RESOLUTION).flatMap(known -> {
            Endpoint endpoint =
                    all(get("team", known.id(), "task"), ReadCursor.BEGIN).with("list_ids[]", list);
            return answer(client.resolve(endpoint), json -> {
                Rows rows = Rows.of(json);
                return rows.last() ? Optional.of(rows.read(known.around())) : Optional.empty();
            });
        });
    }

    RemoteAnswer<LookupResult> find(RemoteRef task) {
        return workspace.known(CallPurpose.RESOLUTION).flatMap(known -> {
            Outcome outcome = client.resolve(endpoint(task));
            return switch (outcome) {
                case Outcome.Deleted gone -> new Ok<>(new LookupResult.Deleted());
                case Outcome.NotFound none -> new Ok<>(new LookupResult.NotFound());
                case Outcome.NoAccess(var code, var text) ->
                    new Ok<>(new LookupResult.NoAccess(
                            Answers.said("ClickUp does not let the account see it", code, text)));
                case Outcome.Refused(var status, var code, var text) -> // "not found" would mean that the list is gone
                    new RemoteAnswer.Unknown<>(Answers.said("ClickUp refused to show it", code, text));
                default -> answer(outcome, json -> sighting(json, task, known.around()));
            };
        });
    }

    static Endpoint endpoint(RemoteRef task) {
        return get("task", task.id()).with("include_markdown_description", true);
    }

    private static LookupResult sighting(JsonNode json, RemoteRef asked, AccountContext around) {
        LookupResult.Present found = new TaskJson(around).row(json);
        if (!found.ref().id().equals(asked.id())) {
            throw new UnreadableAnswer("ClickUp returned a different task");
        }
        return found.ref().list().equals(asked.list()) ? found : new LookupResult.NotFound();
    }

    /**
     * The position of a read.
     *
     * @param archived true for the archived tasks, whose pages come after all other pages
     * @param page counted from 0
     */
    record ReadCursor(boolean archived, int page) {
        static final ReadCursor BEGIN = new ReadCursor(false, 0);

        /** Parses a cursor; null if the text is not one. */
        static @Nullable ReadCursor of(@Nullable String written) {
            return written == null
                    ? BEGIN
                    : UnreadableAnswer.cursor(Wire.JSON, written, ReadCursor.class)
                            .filter(each -> each.page() >= 0)
                            .orElse(null);
        }

        /** Returns the position of the next page; null at the end. */
        @Nullable
        String next(boolean last) {
            if (last && archived) {
                return null;
            }
            return Wire.JSON.writeValueAsString(last ? new ReadCursor(true, 0) : new ReadCursor(archived, page + 1));
        }
    }
}
