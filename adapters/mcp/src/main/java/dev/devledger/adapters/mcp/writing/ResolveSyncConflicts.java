package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.ArgumentReader.Ids;
import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteContext.ItemRules;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

record ResolveSyncConflicts(CheckedLedger writes, Conflicts conflicts) implements WritingTool {
    /** The most conflicts that are resolved without a question. */
    private static final int HANDFUL = 10;

    private static final Declaration DECLARATION = new Declaration(
            "resolve_sync_conflicts",
            "Sync conflicts",
            "List the open conflicts with both sides; with resolutions, resolve them.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            Scope.SYNC,
            WriteSchema.input(Schema.closed(
                    "resolutions",
                    Schema.list(resolution(), 50),
                    Consent.ARGUMENT,
                    Consent.argument(),
                    "limit",
                    Schema.number(1, 100).orElse(20),
                    "cursor",
                    Schema.text(512))),
            Schema.open(
                            "conflicts",
                            Schema.list(Schema.object().requiring("id", "entity")),
                            "results",
                            Schema.list(Schema.object()),
                            "changeSet",
                            Schema.text(),
                            "nextCursor",
                            Schema.text())
                    .requiring("conflicts"));

    private static Schema resolution() {
        return Schema.closed(
                        "conflict", Schema.text(64),
                        "choose", Schema.oneOf("local", "remote", "value", "detach"),
                        "value", Schema.text(100_000).described("The value, for choose=value"))
                .requiring("conflict", "choose");
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        return call.arguments().objects("resolutions").isEmpty()
                ? list(call.arguments())
                : WritingTool.super.call(call);
    }

    /**
     * Lists a page of conflicts. If the conflicts do not fit, the page is made smaller, as a cursor would skip the
     * rest.
     */
    private ToolAnswer list(Arguments arguments) {
        String cursor = arguments.text("cursor");
        ToolAnswer answer = page(new PageRequest(arguments.number("limit", 20), cursor));
        while (answer.structured().has("conflictsMore")) {
            answer = page(new PageRequest(answer.structured().path("conflicts").size(), cursor));
        }
        return answer;
    }

    private ToolAnswer page(PageRequest request) {
        Page<ConflictView> page = conflicts.list(null, ConflictView.State.OPEN, request);
        ObjectNode json = ToolJson.object();
        ArrayNode shown = json.putArray("conflicts");
        page.items()
                .forEach(each ->
                        shown.add(ShownConflict.of(conflicts.spoken(each)).json()));
        if (page.nextCursor() != null) {
            json.put("nextCursor", page.nextCursor());
        }
        return SizeLimit.of(json, "Devledger itself shows both sides in full", ResolveSyncConflicts::text);
    }

    private static String text(ObjectNode json) {
        List<String> text = new ArrayList<>();
        JsonNode shown = json.path("conflicts");
        text.add(
                shown.isEmpty()
                        ? "No open conflicts."
                        : "Open conflicts (local is Devledger, remote is the other" + " service):");
        shown.forEach(each -> text.add(ShownConflict.line(each)));
        if (json.has("nextCursor")) {
            text.add("For more, call again with cursor="
                    + json.path("nextCursor").asString());
        }
        if (json.has("hint")) {
            text.add("Hint: " + json.path("hint").asString());
        }
        return String.join("\n", text);
    }

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<ConflictChoice> chosen = arguments.objects("resolutions").stream()
                .map(ResolveSyncConflicts::settling)
                .toList();
        ArgumentReader.once(
                chosen.stream().map(each -> each.conflict().toString()).toList(),
                index -> "resolutions[" + index + "].conflict");
        return new WriteAction<>(writing -> resolve(writing, chosen), (writing, resolved) -> report(resolved));
    }

    private static ConflictChoice settling(Arguments given) {
        String id = given.required("conflict");
        String value = given.text("value");
        Choice choice = Choice.valueOf(given.required("choose").toUpperCase(Locale.ROOT));
        if ((choice == Choice.VALUE) != (value != null)) {
            throw given.wrong(
                    "value",
                    value == null ? "is missing; choose=value needs it." : "is only for choose=value. Leave it out.");
        }
        if (value != null) {
            Violations violations = new Violations().text("value", value, Violations.DESCRIPTION);
            ItemRules.of(given::place, id, () -> {
                violations.rejectIfAny();
                return id;
            });
        }
        return new ConflictChoice(given, Ids.of(id, () -> unknown(List.of(id))), choice, value);
    }

    private List<ConflictChoice> resolve(WriteContext writing, List<ConflictChoice> chosen) {
        Map<UUID, ConflictView> known = new LinkedHashMap<>();
        for (ConflictChoice each : chosen) {
            conflicts.find(each.conflict()).ifPresent(view -> known.put(each.conflict(), view));
        }
        List<String> missing = chosen.stream()
                .map(ConflictChoice::conflict)
                .filter(each -> !known.containsKey(each))
                .map(UUID::toString)
                .toList();
        if (!missing.isEmpty()) {
            throw unknown(missing);
        }
        OverlappingChoices.refuse(chosen, known);
        writing.hold(keys(known.values(), "project"), keys(known.values(), "task"));
        for (ConflictChoice each : projectsFirst(chosen, known)) {
            ConflictView view = view(known, each);
            Object value = value(each, view.field());
            ItemRules.of(
                    each.given()::place,
                    "Conflict " + each.conflict(),
                    () -> conflicts.resolve(writing.changes(), each.conflict(), each.choice(), value));
        }
        if (chosen.size() > HANDFUL) {
            writing.requireConsent("This resolves " + counted(chosen) + ".", known.keySet());
        }
        return chosen;
    }

    /** Counts the choices by their outcome. */
    private static String counted(List<ConflictChoice> chosen) {
        Map<Choice, Long> counts = chosen.stream()
                .collect(Collectors.groupingBy(
                        ConflictChoice::choice, () -> new EnumMap<>(Choice.class), Collectors.counting()));
        return WriteSummary.count(chosen.size(), "conflict") + ": "
                + counts.entrySet().stream()
                        .map(each -> each.getValue() + " with choose="
                                + each.getKey().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    /** Sorts the choices about projects first, as a task can be restored only into an existing project. */
    private static List<ConflictChoice> projectsFirst(List<ConflictChoice> chosen, Map<UUID, ConflictView> known) {
        return chosen.stream()
                .sorted(Comparator.comparing(
                        each -> view(known, each).entity().type().equals("task")))
                .toList();
    }

    private static ConflictView view(Map<UUID, ConflictView> known, ConflictChoice settling) {
        return Objects.requireNonNull(known.get(settling.conflict()));
    }

    private static Set<String> keys(Collection<ConflictView> conflicts, String type) {
        Set<String> keys = new LinkedHashSet<>();
        for (ConflictView each : conflicts) {
            if (each.entity().type().equals(type) && each.entity().key() != null) {
                keys.add(each.entity().key());
            }
        }
        return keys;
    }

    /**
     * Returns the value in the form of the field. The argument is always a text, which is JSON for fields that are not
     * texts.
     */
    private static @Nullable Object value(ConflictChoice chosen, @Nullable String field) {
        String text = chosen.value();
        if (text == null || field == null) {
            return text;
        }
        return switch (field) {
            case "tags" -> json(chosen, text, "[\"one\", \"two\"]");
            case "checklist" -> json(chosen, text, "[{\"title\": \"Milk\", \"done\": false}]");
            case "dates" -> json(chosen, text, "{\"dueDate\": \"2026-03-31\", \"timeZone\": \"Europe/Berlin\"}");
            default -> text;
        };
    }

    private static Object json(ConflictChoice chosen, String text, String example) {
        return ToolJson.plain(text).orElseThrow(() -> chosen.given()
                .wrong("value", "does not fit this field. Give JSON as text, such as " + example + "."));
    }

    private WriteResult report(List<ConflictChoice> chosen) {
        ObjectNode json = ToolJson.object();
        json.putArray("conflicts");
        ArrayNode results = json.putArray("results");
        for (ConflictChoice each : chosen) {
            conflicts
                    .find(each.conflict())
                    .map(view -> ShownConflict.of(conflicts.spoken(view))
                            .chosen(each.choice())
                            .json())
                    .ifPresent(results::add);
        }
        return new WriteResult(
                new WriteSummary("resolved", "resolve", WriteSummary.count(chosen.size(), "conflict")),
                json,
                ShownConflict::line,
                null);
    }

    private static ToolFailure unknown(List<String> ids) {
        return new ToolFailure(
                ToolProblem.NOT_FOUND,
                "There is no conflict %s. Call resolve_sync_conflicts without resolutions to list the open conflicts."
                        .formatted(ids.stream().map(Quoted::sent).collect(Collectors.joining(", "))));
    }

    /** A conflict in a call, with the choice of its outcome. */
    record ConflictChoice(
            Arguments given,
            UUID conflict,
            Choice choice,
            @Nullable String value) {}

    /** A conflict in an answer: a structured form, and a line of text with both sides. */
    record ShownConflict(ObjectNode json) {

        private record Fields(
                String id,
                String connector,
                String entity,
                String kind,
                @Nullable String field,
                String state,
                @Nullable Object base,
                @Nullable Object local,
                @Nullable Object remote,
                List<Choice> choices,
                Instant firstSeenAt,
                List<ConflictView.AlsoIn> alsoIn) {}

        static ShownConflict of(ConflictView conflict) {
            String entity = entity(conflict.entity());
            ObjectNode json = ToolJson.object(new Fields(
                    conflict.id().toString(),
                    conflict.connector(),
                    entity,
                    ToolJson.word(conflict.kind()),
                    conflict.field(),
                    ToolJson.word(conflict.state()),
                    conflict.base(),
                    conflict.local(),
                    conflict.remote(),
                    conflict.choices(),
                    conflict.firstSeenAt(),
                    conflict.alsoIn()));
            return new ShownConflict(json);
        }

        /** Adds the choice that a person made. */
        ShownConflict chosen(Choice choice) {
            return new ShownConflict(json.deepCopy().put("chosen", ToolJson.word(choice)));
        }

        /** Builds a line from the structured form, some of which may have been cut. */
        static String line(JsonNode conflict) {
            String choices = conflict.path("choices")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(Collectors.joining(", "));
            String chosen = conflict.has("chosen") ? ", chosen " + text(conflict, "chosen") : "";
            String others = conflict.path("alsoIn")
                    .valueStream()
                    .map(other -> text(other, "connector") + " " + text(other, "id"))
                    .collect(Collectors.joining(", "));
            return "%s %s %s: local %s, remote %s%s%s%s"
                    .formatted(
                            text(conflict, "id"),
                            text(conflict, "entity"),
                            text(conflict, conflict.has("field") ? "field" : "kind"),
                            value(conflict, "local"),
                            value(conflict, "remote"),
                            choices.isEmpty() ? " (" + text(conflict, "state") + ")" : "; choose " + choices,
                            chosen,
                            others.isEmpty() ? "" : "; the same choice settles " + others);
        }

        private static String text(JsonNode conflict, String field) {
            return conflict.path(field).asString("");
        }

        private static String entity(EntityView entity) {
            return entity.key() == null ? entity.type() + " " + entity.id() : entity.key();
        }

        private static String value(JsonNode json, String side) {
            JsonNode value = json.path(side);
            return value.isMissingNode() ? "nothing" : Quoted.line(value.toString());
        }
    }
}
