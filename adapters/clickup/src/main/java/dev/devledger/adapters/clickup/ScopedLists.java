package dev.devledger.adapters.clickup;

import static dev.devledger.adapters.clickup.Answers.answer;

import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.client.Endpoint;
import dev.devledger.adapters.clickup.client.Outcome;
import dev.devledger.adapters.clickup.json.Unreadable;
import dev.devledger.adapters.clickup.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.domain.sync.content.RemoteList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The lists of the scope. Archived ones are asked for by themselves: they are there, and nothing is written in them.
 */
final class ScopedLists {
    private static final Set<String> READ_ONLY = Set.of("read", "comment");
    private static final String ARCHIVED = "archived";
    private static final String FOLDERS = "folders";
    private static final String ARCHIVED_FOLDERS = "archived folders";
    private static final String LIST = "list ";

    /** So many are asked for with each poll. */
    private static final int FEW = 2;

    private final ClickUpClient client;
    private final Containers containers;

    ScopedLists(ClickUpClient client, Containers containers) {
        this.client = client;
        this.containers = containers;
    }

    RemoteAnswer<RemotePage<List<RemoteList>>> page(@Nullable String cursor) {
        return switch (containers.scope()) {
            case Scope.Folder(var nameOrId) -> ofFolder(nameOrId, cursor);
            case Scope.Space any -> ofSpace(cursor);
            case Scope.Lists(var ids) -> single(ids, cursor);
        };
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

    private RemoteAnswer<RemotePage<List<RemoteList>>> ofFolder(String nameOrId, @Nullable String cursor) {
        if (cursor != null && !cursor.equals(ARCHIVED)) {
            return Answers.unknownCursor();
        }
        return containers
                .folder(nameOrId)
                .flatMap(found -> found.isEmpty()
                        ? new Ok<>(RemotePage.whole(List.of()))
                        : lists("folder", found.get(), cursor != null)
                                .map(lists -> new RemotePage<>(lists, cursor == null ? ARCHIVED : null)));
    }

    private RemoteAnswer<RemotePage<List<RemoteList>>> ofSpace(@Nullable String cursor) {
        return containers.space().flatMap(space -> switch (cursor) {
            case null -> lists("space", space, false).map(all -> new RemotePage<>(all, FOLDERS));
            case FOLDERS -> folders(space, false).map(all -> new RemotePage<>(all, ARCHIVED));
            case ARCHIVED -> lists("space", space, true).map(all -> new RemotePage<>(all, ARCHIVED_FOLDERS));
            case ARCHIVED_FOLDERS -> folders(space, true).map(RemotePage::whole);
            default -> Answers.unknownCursor();
        });
    }

    private RemoteAnswer<List<RemoteList>> lists(String kind, String id, boolean archived) {
        Outcome outcome = client.call(Share.READ, Endpoint.get(kind, id, "list").with("archived", archived));
        if (outcome instanceof Outcome.NotFound || outcome instanceof Outcome.Deleted) {
            containers.forget();
        }
        return answer(outcome, json -> read(Wire.rows(json, "lists"), archived));
    }

    private RemoteAnswer<List<RemoteList>> folders(String space, boolean archived) {
        return answer(
                client.call(Share.READ, Endpoint.get("space", space, "folder").with("archived", archived)), json -> {
                    List<RemoteList> all = new ArrayList<>();
                    Wire.rows(json, "folders").forEach(each -> all.addAll(read(Wire.all(each, "lists"), archived)));
                    return all;
                });
    }

    /** One by one. What hides itself is there for all that anybody knows. */
    private RemoteAnswer<RemotePage<List<RemoteList>>> single(List<String> ids, @Nullable String cursor) {
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
            default -> answer(outcome, json -> new RemotePage<>(List.of(read(json, false)), next));
        };
    }

    private static List<RemoteList> read(List<JsonNode> lists, boolean archived) {
        return lists.stream().map(each -> read(each, archived)).toList();
    }

    private static RemoteList read(JsonNode list, boolean archived) {
        String name = Wire.text(list, "name");
        String right = Wire.text(list, "permission_level");
        boolean writable =
                !archived && !Wire.isTrue(list, "archived") && !READ_ONLY.contains(right == null ? "" : right);
        return new RemoteList(Wire.id(list, "list"), name == null ? "" : name, writable);
    }

    /** In the folder of the scope, which is made where it is missing. */
    RemoteAnswer<RemoteList> create(String name) {
        return containers
                .parent()
                .flatMap(path -> Answers.ofList(
                        client.call(
                                Share.WRITE, Endpoint.post(path), Wire.object().put("name", name)),
                        json -> read(json, false)));
    }

    RemoteAnswer<RemoteList> rename(String list, String name) {
        Outcome outcome = client.call(
                Share.WRITE, Endpoint.put("list", list), Wire.object().put("name", name));
        return Answers.ofList(outcome, json -> {
            RemoteList renamed = read(json, false);
            if (!renamed.id().equals(list)) {
                throw new Unreadable("ClickUp returned a different list");
            }
            return renamed;
        });
    }

    /** Its tasks go with it. What is not there is deleted. */
    RemoteAnswer<Done> delete(String list) {
        Outcome outcome = client.call(Share.WRITE, Endpoint.delete("list", list));
        return outcome instanceof Outcome.NotFound ? new Ok<>(Done.DONE) : Answers.gone(outcome);
    }
}
