package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.Answers.answer;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.ConnectorMemory;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the lists of the scope are, by their ids: a space and a folder are looked for by name once, and whatever they are
 * called later, they are what was found then.
 */
final class Containers {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final String SPACE = "space ";
    private static final String FOLDER = "folder ";

    private final ClickUpClient client;
    private final Workspace workspace;
    private final Scope scope;
    private final @Nullable String space;
    private final ConnectorMemory memory;
    private final AtomicReference<@Nullable String> knownSpace = new AtomicReference<>();
    private final AtomicReference<@Nullable String> knownFolder = new AtomicReference<>();

    /** @param space where a folder is, and lists are made, by name or id; null for the only one */
    Containers(ClickUpClient client, Workspace workspace, Scope scope, @Nullable String space, ConnectorMemory memory) {
        this.client = client;
        this.workspace = workspace;
        this.scope = scope;
        this.space = space;
        this.memory = memory;
    }

    Scope scope() {
        return scope;
    }

    private void remember(String kind, @Nullable String wanted, String id) {
        if (wanted != null && !id.equals(wanted) && !memory.get(kind + wanted).equals(Optional.of(id))) {
            memory.put(kind + wanted, id);
        }
    }

    void forget() {
        knownSpace.set(null);
        knownFolder.set(null);
    }

    /** The space in which lists are. */
    RemoteAnswer<String> space() {
        String known = knownSpace.get();
        if (known != null) {
            return new Ok<>(known);
        }
        String wanted = scope instanceof Scope.Space(var nameOrId) ? nameOrId : space;
        return workspace
                .asLast(Share.READ)
                .flatMap(team -> answer(
                        client.call(
                                Share.READ,
                                Endpoint.get("team", team.id(), "space").with("archived", false)),
                        json -> Wire.rows(json, "spaces")))
                .flatMap(all -> chosen(all, wanted))
                .map(id -> {
                    knownSpace.set(id);
                    remember(SPACE, wanted, id);
                    return id;
                });
    }

    private RemoteAnswer<String> chosen(List<JsonNode> all, @Nullable String wanted) {
        List<JsonNode> chosen = wanted == null ? all : named(all, SPACE, wanted);
        if (chosen.size() == 1) {
            return new Ok<>(Wire.id(chosen.getFirst(), "space"));
        }
        String names = all.stream()
                .map(each -> Wire.text(each, "name") + " (" + Wire.text(each, "id") + ")")
                .collect(Collectors.joining(", "));
        String what = wanted == null
                ? "the ClickUp workspace has several spaces; set devledger.clickup.space to one of these: "
                : "the ClickUp workspace has " + (chosen.isEmpty() ? "no space " : "several spaces ") + wanted
                        + " that the account may see; there are: ";
        return new NotSent<>(
                Backoff.UNREACHABLE, all.isEmpty() ? "the ClickUp workspace has no space" : what + names, ASK_AGAIN);
    }

    /** By the id, also that of what was found by the name before, or else by the name. */
    private List<JsonNode> named(List<JsonNode> all, String kind, String wanted) {
        Set<String> ids = new HashSet<>(List.of(wanted));
        memory.get(kind + wanted).ifPresent(ids::add);
        List<JsonNode> byId =
                all.stream().filter(each -> ids.contains(Wire.text(each, "id"))).toList();
        return byId.isEmpty()
                ? all.stream()
                        .filter(each -> wanted.equalsIgnoreCase(Wire.text(each, "name")))
                        .toList()
                : byId;
    }

    /** The folder of the scope; empty where it is not there. */
    RemoteAnswer<Optional<String>> folder(String nameOrId) {
        String known = knownFolder.get();
        if (known != null) {
            return new Ok<>(Optional.of(known));
        }
        return space().flatMap(in -> answer(
                        client.call(
                                Share.READ, Endpoint.get("space", in, "folder").with("archived", false)),
                        json -> Wire.rows(json, "folders")))
                .flatMap(all -> {
                    List<JsonNode> named = named(all, FOLDER, nameOrId);
                    return named.isEmpty()
                            ? remembered(nameOrId)
                            : named.size() > 1
                                    ? new NotSent<>(
                                            Backoff.UNREACHABLE,
                                            "several folders in ClickUp are called \"" + nameOrId
                                                    + "\"; set devledger.clickup.scope to the id of one, as in folder:"
                                                    + Wire.text(named.getFirst(), "id"),
                                            ASK_AGAIN)
                                    : new Ok<>(named.stream().findFirst().map(each -> {
                                        String id = Wire.id(each, "folder");
                                        know(nameOrId, id);
                                        return id;
                                    }));
                });
    }

    /** One that was archived, or moved to another space, is not shown, and is no reason to make a second one. */
    private RemoteAnswer<Optional<String>> remembered(String name) {
        Optional<String> before = memory.get(FOLDER + name);
        if (before.isEmpty()) {
            return new Ok<>(before);
        }
        Outcome outcome = client.call(Share.READ, Endpoint.get("folder", before.get()));
        return outcome instanceof Outcome.NotFound || outcome instanceof Outcome.Deleted
                ? new Ok<>(Optional.empty())
                : Answers.ofScope(outcome, folder -> Optional.of(Wire.id(folder, "folder")));
    }

    private static <T> RemoteAnswer<T> hidden(String name) {
        return new NotSent<>(
                Backoff.UNREACHABLE,
                "the folder \"" + name + "\" in ClickUp is archived, or in another space; open it again, or choose"
                        + " another one in devledger.clickup.scope",
                ASK_AGAIN);
    }

    /** Below what a list is made: path segments. */
    RemoteAnswer<String[]> parent() {
        return switch (scope) {
            case Scope.Folder(var nameOrId) ->
                folder(nameOrId)
                        .flatMap(found -> found.isEmpty()
                                ? made(nameOrId)
                                : knownFolder.get() == null ? hidden(nameOrId) : new Ok<>(found.get()))
                        .map(id -> new String[] {"folder", id, "list"});
            case Scope.Space any -> space().map(id -> new String[] {"space", id, "list"});
            case Scope.Lists any ->
                new Refused<>("devledger.clickup.scope names single lists, so none is made in ClickUp; give the project"
                        + " the placement none, or choose a folder or a space");
        };
    }

    /** Whoever makes it twice has asked before the second time. */
    private RemoteAnswer<String> made(String name) {
        return space().flatMap(in -> {
            Outcome outcome = client.call(
                    Share.WRITE,
                    Endpoint.post("space", in, "folder"),
                    Wire.object().put("name", name));
            return Answers.ofList(outcome, json -> {
                String id = Wire.id(json, "folder");
                know(name, id);
                return id;
            });
        });
    }

    private void know(String nameOrId, String id) {
        knownFolder.set(id);
        remember(FOLDER, nameOrId, id);
    }
}
