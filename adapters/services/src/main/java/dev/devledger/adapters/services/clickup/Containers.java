package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;

import dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The containers of the lists in the scope: a space and a folder. Each container is looked up by name only once.
 * Afterwards its stored id identifies it, so that users can rename it.
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

    /** @param space the space of the folder and of new lists, by name or id; null for the only one */
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

    /** Returns the id of the space that holds the lists. */
    RemoteAnswer<String> space() {
        String known = knownSpace.get();
        if (known != null) {
            return new Ok<>(known);
        }
        String wanted = scope instanceof Scope.Space(var nameOrId) ? nameOrId : space;
        return workspace
                .asLast(CallPurpose.READ)
                .flatMap(team -> answer(
                        client.read(get("team", team.id(), "space").with("archived", false)),
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
                NotSentReason.UNREACHABLE,
                all.isEmpty() ? "the ClickUp workspace has no space" : what + names,
                ASK_AGAIN);
    }

    /** Finds by id, which may be the stored id of an earlier match of the name, or else by name. */
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

    /** Returns the folder of the scope; empty if it does not exist. */
    RemoteAnswer<Optional<String>> folder(String nameOrId) {
        String known = knownFolder.get();
        if (known != null) {
            return new Ok<>(Optional.of(known));
        }
        return space().flatMap(in -> answer(
                        client.read(get("space", in, "folder").with("archived", false)),
                        json -> Wire.rows(json, "folders")))
                .flatMap(all -> {
                    List<JsonNode> named = named(all, FOLDER, nameOrId);
                    return named.isEmpty()
                            ? remembered(nameOrId)
                            : named.size() > 1
                                    ? new NotSent<>(
                                            NotSentReason.UNREACHABLE,
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

    /**
     * Looks up a folder that was found earlier and is no longer listed: if it was archived or moved to another space,
     * it must not be made a second time.
     */
    private RemoteAnswer<Optional<String>> remembered(String name) {
        Optional<String> before = memory.get(FOLDER + name);
        if (before.isEmpty()) {
            return new Ok<>(before);
        }
        Outcome outcome = client.read(get("folder", before.get()));
        return outcome instanceof Outcome.NotFound || outcome instanceof Outcome.Deleted
                ? new Ok<>(Optional.empty())
                : Answers.ofScope(outcome, folder -> Optional.of(Wire.id(folder, "folder")));
    }

    private static <T> RemoteAnswer<T> hidden(String name) {
        return new NotSent<>(
                NotSentReason.UNREACHABLE,
                "the folder \"" + name + "\" in ClickUp is archived, or in another space; open it again, or choose"
                        + " another one in devledger.clickup.scope",
                ASK_AGAIN);
    }

    /** Returns the path segments of the container in which a list is made. */
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

    /** Makes the folder. Before a repeat, the caller must look for the folder again. */
    private RemoteAnswer<String> made(String name) {
        return space().flatMap(in -> {
            Outcome outcome =
                    client.write(post("space", in, "folder"), Wire.object().put("name", name));
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

    /** The part of a workspace that is synchronized: each list in it is a project (docs/contract.md, section 6). */
    public sealed interface Scope {

        /** The lists of a folder, which is made if it is missing. */
        record Folder(String nameOrId) implements Scope {}

        /** All lists of a space, whether they are in folders or not. */
        record Space(String nameOrId) implements Scope {}

        record Lists(List<String> ids) implements Scope {
            public Lists {
                ids = List.copyOf(ids);
            }
        }

        /**
         * Parses a setting such as {@code folder:Dev Projects}.
         *
         * @throws IllegalArgumentException for any other text; the message says what is allowed
         */
        static Scope of(String setting) {
            int colon = setting.indexOf(':');
            String kind = colon < 0 ? "" : setting.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String rest = setting.substring(colon + 1).strip();
            if (rest.isEmpty()) {
                throw wrong(setting);
            }
            return switch (kind) {
                case "folder" -> new Folder(rest);
                case "space" -> new Space(rest);
                case "list" -> lists(setting);
                default -> throw wrong(setting);
            };
        }

        private static Lists lists(String setting) {
            List<String> ids = Arrays.stream(setting.split(","))
                    .map(each -> each.strip().replaceFirst("^(?i)list:", "").strip())
                    .toList();
            if (!ids.stream().allMatch(each -> each.matches("\\d+"))) {
                throw wrong(setting);
            }
            return new Lists(ids);
        }

        private static IllegalArgumentException wrong(String setting) {
            return new IllegalArgumentException("\"" + setting
                    + "\" is no scope. Allowed are folder:<name or id>, space:<name or id>, and list:<id>,list:<id>");
        }
    }
}
