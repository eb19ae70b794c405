package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.Answers.answer;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.ListJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The lists of the scope. Archived ones are asked for by themselves: they are there, and nothing is written in them.
 */
final class ScopedLists {
    private static final String ARCHIVED = "archived";
    private static final String FOLDERS = "folders";
    private static final String ARCHIVED_FOLDERS = "archived folders";
    private static final String LIST = "list ";

    /** So many are asked for with each poll. */
    private static final int FEW = 2;

    private final ClickUpClient client;
    private final Workspace workspace;
    private final Containers containers;
    private final ListStatuses statuses;

    ScopedLists(ClickUpClient client, Workspace workspace, Containers containers, ListStatuses statuses) {
        this.client = client;
        this.workspace = workspace;
        this.containers = containers;
        this.statuses = statuses;
    }

    /** A day is one in the zone of the account. */
    private <T> RemoteAnswer<T> inZone(Share share, Function<ListJson, RemoteAnswer<T>> then) {
        return workspace.known(share).flatMap(known -> then.apply(new ListJson(known.around())));
    }

    RemoteAnswer<RemotePage<List<RemoteList>>> page(@Nullable String cursor) {
        return inZone(Share.READ, json -> switch (containers.scope()) {
            case Scope.Folder(var nameOrId) -> ofFolder(json, nameOrId, cursor);
            case Scope.Space any -> ofSpace(json, cursor);
            case Scope.Lists(var ids) -> single(json, ids, cursor);
        });
    }

    /** Without what is archived, for which there are requests of its own. */
    RemoteAnswer<RemotePage<List<RemoteList>>> openPage(@Nullable String cursor) {
        if (containers.scope() instanceof Scope.Lists(var ids) && ids.size() > FEW) {
            return new Refused<>("each list of devledger.clickup.scope is asked for by itself");
        }
        return page(cursor)
                .map(page -> new RemotePage<>(
                        page.rows().stream().filter(RemoteList::writable).toList(),
                        ARCHIVED.equals(page.next()) ? null : page.next()));
    }

    private RemoteAnswer<RemotePage<List<RemoteList>>> ofFolder(
            ListJson json, String nameOrId, @Nullable String cursor) {
        if (cursor != null && !cursor.equals(ARCHIVED)) {
            return Answers.unknownCursor();
        }
        return containers
                .folder(nameOrId)
                .flatMap(found -> found.isEmpty()
                        ? new Ok<>(RemotePage.whole(List.of()))
                        : lists(json, "folder", found.get(), cursor != null)
                                .map(lists -> new RemotePage<>(lists, cursor == null ? ARCHIVED : null)));
    }

    private RemoteAnswer<RemotePage<List<RemoteList>>> ofSpace(ListJson json, @Nullable String cursor) {
        return containers.space().flatMap(space -> switch (cursor) {
            case null -> lists(json, "space", space, false).map(all -> new RemotePage<>(all, FOLDERS));
            case FOLDERS -> folders(json, space, false).map(all -> new RemotePage<>(all, ARCHIVED));
            case ARCHIVED -> lists(json, "space", space, true).map(all -> new RemotePage<>(all, ARCHIVED_FOLDERS));
            case ARCHIVED_FOLDERS -> folders(json, space, true).map(RemotePage::whole);
            default -> Answers.unknownCursor();
        });
    }

    private RemoteAnswer<List<RemoteList>> lists(ListJson json, String kind, String id, boolean archived) {
        Outcome outcome = client.call(Share.READ, Endpoint.get(kind, id, "list").with("archived", archived));
        if (outcome instanceof Outcome.NotFound || outcome instanceof Outcome.Deleted) {
            containers.forget();
        }
        return Answers.ofScope(outcome, answer -> read(json, Wire.rows(answer, "lists"), archived));
    }

    /** A folder that does not show its lists is asked for them. */
    private RemoteAnswer<List<RemoteList>> folders(ListJson json, String space, boolean archived) {
        return Answers.ofScope(
                        client.call(
                                Share.READ,
                                Endpoint.get("space", space, "folder").with("archived", archived)),
                        answer -> Wire.rows(answer, "folders"))
                .flatMap(folders -> {
                    RemoteAnswer<List<RemoteList>> all = new Ok<>(List.of());
                    for (JsonNode folder : folders) {
                        all = all.flatMap(before -> ofFolder(json, folder, archived)
                                .map(more -> Stream.concat(before.stream(), more.stream())
                                        .toList()));
                    }
                    return all;
                });
    }

    private RemoteAnswer<List<RemoteList>> ofFolder(ListJson json, JsonNode folder, boolean archived) {
        return folder.path("lists").isArray()
                ? Unreadable.read(folder, each -> read(json, Wire.all(each, "lists"), archived))
                : Unreadable.read(folder, each -> Wire.id(each, "folder"))
                        .flatMap(id -> lists(json, "folder", id, archived));
    }

    /** One by one. What hides itself is there for all that anybody knows. */
    private RemoteAnswer<RemotePage<List<RemoteList>>> single(
            ListJson json, List<String> ids, @Nullable String cursor) {
        String id = cursor == null ? ids.getFirst() : cursor.startsWith(LIST) ? cursor.substring(LIST.length()) : "";
        int at = ids.indexOf(id);
        if (at < 0) {
            return Answers.unknownCursor();
        }
        String next = at + 1 < ids.size() ? LIST + ids.get(at + 1) : null;
        Outcome outcome = client.call(Share.READ, Endpoint.get("list", id));
        return switch (outcome) {
            case Outcome.NotFound gone -> new Ok<>(new RemotePage<>(List.of(), next));
            case Outcome.Deleted gone -> new Ok<>(new RemotePage<>(List.of(), next));
            case Outcome.NoAccess hidden -> new Ok<>(new RemotePage<>(List.of(new RemoteList(id, "", false)), next));
            default -> answer(outcome, list -> new RemotePage<>(List.of(read(json, list, false)), next));
        };
    }

    private List<RemoteList> read(ListJson json, List<JsonNode> lists, boolean archived) {
        return lists.stream().map(each -> read(json, each, archived)).toList();
    }

    private RemoteList read(ListJson json, JsonNode list, boolean archived) {
        statuses.told(list);
        return json.read(list, archived);
    }

    /** In the folder of the scope, which is made where it is missing. */
    RemoteAnswer<RemoteList> create(String name) {
        return inZone(Share.WRITE, json -> containers
                .parent()
                .flatMap(path -> Answers.ofList(
                        client.call(
                                Share.WRITE, Endpoint.post(path), Wire.object().put("name", name)),
                        list -> read(json, list, false))));
    }

    RemoteAnswer<RemoteList> update(String list, CanonicalChanges changes) {
        return inZone(Share.WRITE, json -> {
            Outcome outcome = client.call(Share.WRITE, Endpoint.put("list", list), json.update(changes));
            return Answers.ofList(outcome, answer -> {
                RemoteList updated = read(json, answer, false);
                if (!updated.id().equals(list)) {
                    throw new Unreadable("ClickUp returned a different list");
                }
                return updated;
            });
        });
    }

    /** Its tasks go with it. What is not there is deleted. */
    RemoteAnswer<Done> delete(String list) {
        Outcome outcome = client.call(Share.WRITE, Endpoint.delete("list", list));
        return outcome instanceof Outcome.NotFound ? new Ok<>(Done.DONE) : Answers.gone(outcome);
    }
}
