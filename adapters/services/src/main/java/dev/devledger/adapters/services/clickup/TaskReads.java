package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.Answers.answer;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.Surroundings;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.Reading;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Tasks, a hundred a page. By default ClickUp leaves out what is closed, what is below another task, and what is archived.
 * The newest comes first, so what is made meanwhile shifts the others onto the next page, and none is passed over.
 */
final class TaskReads {
    static final int PAGE = 100;

    private static final String NO_LIST = "INPUT_003"; // not even a number

    private final ClickUpClient client;
    private final Workspace workspace;
    private final Containers containers;

    TaskReads(ClickUpClient client, Workspace workspace, Containers containers) {
        this.client = client;
        this.workspace = workspace;
        this.containers = containers;
    }

    /** @param last whether there is no page after it */
    record Rows(List<JsonNode> tasks, boolean last) {
        static Rows of(JsonNode json) {
            List<JsonNode> tasks = Wire.rows(json, "tasks");
            JsonNode last = json.path("last_page");
            return new Rows(tasks, last.isBoolean() ? last.asBoolean() : tasks.size() < PAGE);
        }

        /** Each is read for itself. */
        Listing read(Surroundings around) {
            TaskJson json = new TaskJson(around);
            return Listing.ofRows(tasks.stream().map(json::row).toList());
        }
    }

    RemoteAnswer<Optional<RemotePage<Listing>>> page(Reading what, ReadCursor cursor) {
        return workspace.known(Share.READ).flatMap(known -> switch (what) {
            case Reading.InList(var list) -> inList(list, cursor, known.around());
            case Reading.OpenAnywhere anywhere ->
                in(known, cursor, all -> all)
                        .map(rows -> shown(rows, cursor, known).map(page -> only(page, RemoteStatus.OPEN)));
            case Reading.FinishedSince(var lists, var since) ->
                lists.isEmpty()
                        ? new Ok<>(Optional.of(RemotePage.whole(Listing.of(List.of()))))
                        : ofLists(known, cursor, lists, since.minusMillis(1)).map(rows -> shown(rows, cursor, known)
                                .map(page -> only(page, RemoteStatus.COMPLETED)));
            case Reading.WrittenSince(var list, var since) ->
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

    /** Of tasks that only visit the list, the home list tells. */
    private RemoteAnswer<Optional<RemotePage<Listing>>> inList(String list, ReadCursor cursor, Surroundings around) {
        Outcome outcome = client.call(
                Share.READ, all(Endpoint.get("list", list, "task"), cursor).with("include_timl", true));
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

    /** What does not say in which list it is may be in this one, and cannot be read. */
    private static boolean isIn(JsonNode task, String list) {
        String told = Wire.given(task.path("list"), "id");
        return told == null || told.equals(list);
    }

    /** How a request is narrowed. */
    interface Narrowed {
        Endpoint of(Endpoint all);
    }

    /** Of the scope. */
    RemoteAnswer<Rows> in(Workspace.Known known, ReadCursor cursor, Narrowed narrowed) {
        return scoped(all(Endpoint.get("team", known.id(), "task"), cursor))
                .flatMap(all -> all.isEmpty()
                        ? new Ok<>(new Rows(List.of(), true))
                        : answer(client.call(Share.READ, narrowed.of(all.get())), Rows::of));
    }

    private RemoteAnswer<Rows> ofLists(
            Workspace.Known known, ReadCursor cursor, Collection<String> lists, Instant doneAfter) {
        Endpoint endpoint = all(Endpoint.get("team", known.id(), "task"), cursor)
                .with("list_ids[]", lists)
                .with("date_done_gt", doneAfter);
        return answer(client.call(Share.READ, endpoint), Rows::of);
    }

    /** Empty where the folder of the scope is not there. */
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

    /** Every task of the list in one page; empty where they are more. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        return workspace.known(Share.RESOLUTION).flatMap(known -> {
            Endpoint endpoint = all(Endpoint.get("team", known.id(), "task"), ReadCursor.BEGIN)
                    .with("list_ids[]", list);
            return answer(client.call(Share.RESOLUTION, endpoint), json -> {
                Rows rows = Rows.of(json);
                return rows.last() ? Optional.of(rows.read(known.around())) : Optional.empty();
            });
        });
    }

    RemoteAnswer<Sighting> find(RemoteRef task) {
        return workspace.known(Share.RESOLUTION).flatMap(known -> {
            Outcome outcome = client.call(Share.RESOLUTION, endpoint(task));
            return switch (outcome) {
                case Outcome.Deleted gone -> new Ok<>(new Sighting.Deleted());
                case Outcome.NotFound none -> new Ok<>(new Sighting.NotHere());
                case Outcome.NoAccess(var code, var text) ->
                    new Ok<>(
                            new Sighting.NoAccess(Answers.said("ClickUp does not let the account see it", code, text)));
                case Outcome.Refused(var status, var code, var text) -> // it would say that the list is gone
                    new RemoteAnswer.Unknown<>(Answers.said("ClickUp refused to show it", code, text));
                default -> answer(outcome, json -> sighting(json, task, known.around()));
            };
        });
    }

    static Endpoint endpoint(RemoteRef task) {
        return Endpoint.get("task", task.id()).with("include_markdown_description", true);
    }

    private static Sighting sighting(JsonNode json, RemoteRef asked, Surroundings around) {
        Sighting.Present found = new TaskJson(around).row(json);
        if (!found.ref().id().equals(asked.id())) {
            throw new Unreadable("ClickUp returned a different task");
        }
        return found.ref().list().equals(asked.list()) ? found : new Sighting.NotHere();
    }
}
