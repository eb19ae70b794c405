package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;
import static dev.devledger.adapters.services.kernel.Endpoint.put;

import dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers;
import dev.devledger.adapters.services.clickup.Containers.Scope;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.ListJson;
import dev.devledger.adapters.services.clickup.json.ListJson.Status;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The lists of the scope. Archived lists count as existing, but are never written to; separate requests read them. */
record ScopedLists(
        ClickUpClient client, Workspace workspace, Containers containers, ScopedLists.ListStatuses statuses) {
    private static final String ARCHIVED = "archived";
    private static final String FOLDERS = "folders";
    private static final String ARCHIVED_FOLDERS = "archived folders";
    private static final String LIST = "list ";

    /** The number of lists up to which a poll reads each list of the scope by itself. */
    private static final int FEW = 2;

    /** Runs the request with a reader of lists that reads days in the zone of the account. */
    private <T> RemoteAnswer<T> inZone(CallPurpose share, Function<ListJson, RemoteAnswer<T>> then) {
        return workspace.known(share).flatMap(known -> then.apply(new ListJson(known.around())));
    }

    RemoteAnswer<RemotePage<List<RemoteList>>> page(@Nullable String cursor) {
        return inZone(CallPurpose.READ, json -> switch (containers.scope()) {
            case Scope.Folder(var nameOrId) -> ofFolder(json, nameOrId, cursor);
            case Scope.Space any -> ofSpace(json, cursor);
            case Scope.Lists(var ids) -> single(json, ids, cursor);
        });
    }

    /** Returns the lists that are not archived. */
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
        Outcome outcome = client.read(get(kind, id, "list").with("archived", archived));
        if (outcome instanceof Outcome.NotFound || outcome instanceof Outcome.Deleted) {
            containers.forget();
        }
        return Answers.ofScope(outcome, answer -> read(json, Wire.rows(answer, "lists"), archived));
    }

    /** Returns the lists of folders. If a folder's answer does not show its lists, they take another request. */
    private RemoteAnswer<List<RemoteList>> folders(ListJson json, String space, boolean archived) {
        return Answers.ofScope(
                        client.read(get("space", space, "folder").with("archived", archived)),
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
                ? UnreadableAnswer.read(folder, each -> read(json, Wire.all(each, "lists"), archived))
                : UnreadableAnswer.read(folder, each -> Wire.id(each, "folder"))
                        .flatMap(id -> lists(json, "folder", id, archived));
    }

    /** Reads the lists one by one. A list without access counts as existing. */
    private RemoteAnswer<RemotePage<List<RemoteList>>> single(
            ListJson json, List<String> ids, @Nullable String cursor) {
        String id = cursor == null ? ids.getFirst() : cursor.startsWith(LIST) ? cursor.substring(LIST.length()) : "";
        int at = ids.indexOf(id);
        if (at < 0) {
            return Answers.unknownCursor();
        }
        String next = at + 1 < ids.size() ? LIST + ids.get(at + 1) : null;
        Outcome outcome = client.read(get("list", id));
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

    /** Makes a list in the folder of the scope, which is made if it is missing. */
    RemoteAnswer<RemoteList> create(String name) {
        return inZone(CallPurpose.WRITE, json -> containers
                .parent()
                .flatMap(path -> Answers.ofList(
                        client.write(post(path), Wire.object().put("name", name)), list -> read(json, list, false))));
    }

    RemoteAnswer<RemoteList> update(String list, CanonicalChanges changes) {
        return inZone(CallPurpose.WRITE, json -> {
            Outcome outcome = client.write(put("list", list), json.update(changes));
            return Answers.ofList(outcome, answer -> {
                RemoteList updated = read(json, answer, false);
                if (!updated.id().equals(list)) {
                    throw new UnreadableAnswer("ClickUp returned a different list");
                }
                return updated;
            });
        });
    }

    /** Deletes a list and its tasks. A list that does not exist counts as deleted. */
    RemoteAnswer<Done> delete(String list) {
        Outcome outcome = client.write(Endpoint.delete("list", list));
        return outcome instanceof Outcome.NotFound ? new Ok<>(Done.DONE) : Answers.gone(outcome);
    }

    /**
     * The statuses of each list. They come from any answer about the list; before a status is written, they are
     * requested if missing.
     */
    static final class ListStatuses {
        private static final Duration KEPT = Duration.ofMinutes(15);

        private final ClickUpClient client;
        private final InstantSource clock;
        private final Map<String, Known> known = new ConcurrentHashMap<>();

        private record Known(List<Status> statuses, Instant at) {}

        ListStatuses(ClickUpClient client, InstantSource clock) {
            this.client = client;
            this.clock = clock;
        }

        RemoteAnswer<List<Status>> of(String list) {
            Known before = known.get(list);
            if (before != null && clock.instant().isBefore(before.at().plus(KEPT))) {
                return new Ok<>(before.statuses());
            }
            return Answers.answer(client.write(get("list", list)), json -> {
                List<Status> all = Status.all(json);
                known.put(list, new Known(all, clock.instant()));
                return all;
            });
        }

        /** Keeps the statuses that an answer about a list shows; many answers show none. */
        void told(JsonNode list) {
            String id = Wire.given(list, "id");
            if (id == null || list.path("statuses").isEmpty()) {
                return;
            }
            try {
                known.put(id, new Known(Status.all(list), clock.instant()));
            } catch (UnreadableAnswer e) {
                known.remove(id); // read again before a status is written
            }
        }

        /** Drops the statuses of a list after they proved to be wrong. */
        void forget(String list) {
            known.remove(list);
        }
    }
}
