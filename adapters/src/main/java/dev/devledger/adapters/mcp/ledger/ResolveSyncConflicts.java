package dev.devledger.adapters.mcp.ledger;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.ConflictView;
import dev.devledger.application.sync.Conflicts;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.Choice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class ResolveSyncConflicts implements Tool {
    private static final Declaration DECLARATION = new Declaration(
            "resolve_sync_conflicts",
            "Sync conflicts",
            "Without resolutions: list open conflicts, both sides of each. With: settle them.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            WriteSchema.input(Schema.closed(
                    "resolutions", Schema.list(resolution(), 50),
                    "limit", Schema.number(1, 100).orElse(20),
                    "cursor", Schema.text(512).described("nextCursor of the last answer; same filters"))),
            Schema.open(
                            "conflicts",
                            Schema.list(
                                    Schema.open("id", Schema.text(), "entity", Schema.text(), "field", Schema.text())
                                            .requiring("id", "entity")),
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
                        "value", Schema.text(100_000).described("With choose=value"))
                .requiring("conflict", "choose");
    }

    private final LedgerWrites writes;
    private final Conflicts conflicts;

    ResolveSyncConflicts(LedgerWrites writes, Conflicts conflicts) {
        this.writes = writes;
        this.conflicts = conflicts;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        return call.arguments().objects("resolutions").isEmpty()
                ? list(call.arguments())
                : writes.write(call, this::work);
    }

    private ToolAnswer list(Arguments arguments) {
        Page<ConflictView> page = conflicts.list(
                ConflictView.State.OPEN, new PageRequest(arguments.number("limit", 20), arguments.text("cursor")));
        ObjectNode json = ToolJson.object();
        ArrayNode shown = json.putArray("conflicts");
        List<String> text = new ArrayList<>();
        text.add(page.items().isEmpty() ? "No open conflicts." : "Open conflicts; local is the ledger's side:");
        for (ConflictView each : page.items()) {
            ShownConflict conflict = ShownConflict.of(each);
            shown.add(conflict.json());
            text.add(conflict.line());
        }
        if (page.nextCursor() != null) {
            json.put("nextCursor", page.nextCursor());
            text.add("More with cursor=" + page.nextCursor());
        }
        return new ToolAnswer(json, String.join("\n", text));
    }

    private record Chosen(
            Arguments given,
            UUID conflict,
            Choice choice,
            @Nullable String value) {}

    private Work work(Arguments arguments) {
        List<Chosen> chosen = arguments.objects("resolutions").stream()
                .map(ResolveSyncConflicts::chosen)
                .toList();
        Given.once(
                chosen.stream().map(each -> each.conflict().toString()).toList(),
                index -> "resolutions[" + index + "].conflict");
        return writing -> run(writing, chosen);
    }

    private static Chosen chosen(Arguments given) {
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
        return new Chosen(given, Ids.of(id, () -> unknown(List.of(id))), choice, value);
    }

    private Supplier<Result> run(Writing writing, List<Chosen> chosen) {
        Map<UUID, ConflictView> known = new LinkedHashMap<>();
        for (Chosen each : chosen) {
            conflicts.find(each.conflict()).ifPresent(view -> known.put(each.conflict(), view));
        }
        List<String> missing = chosen.stream()
                .map(Chosen::conflict)
                .filter(each -> !known.containsKey(each))
                .map(UUID::toString)
                .toList();
        if (!missing.isEmpty()) {
            throw unknown(missing);
        }
        writing.hold(keys(known.values(), "project"), keys(known.values(), "task"));
        for (Chosen each : chosen) {
            ConflictView view = known.get(each.conflict());
            Object value = value(each, view);
            ItemRules.of(
                    each.given()::place,
                    "Conflict " + each.conflict(),
                    () -> conflicts.resolve(writing.changes(), each.conflict(), each.choice(), value));
        }
        return () -> result(chosen);
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

    /** Text is all that the argument can be; where the field has another form, it is that in JSON. */
    private static @Nullable Object value(Chosen chosen, @Nullable ConflictView conflict) {
        String text = chosen.value();
        String field = conflict == null ? null : conflict.field();
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

    private static Object json(Chosen chosen, String text, String example) {
        return ToolJson.plain(text).orElseThrow(() -> chosen.given()
                .wrong("value", "is not of this field's form. Give JSON in the text, such as " + example + "."));
    }

    private Result result(List<Chosen> chosen) {
        ObjectNode json = ToolJson.object();
        json.putArray("conflicts");
        ArrayNode results = json.putArray("results");
        List<String> lines = new ArrayList<>();
        for (Chosen each : chosen) {
            conflicts.find(each.conflict()).map(ShownConflict::of).ifPresent(shown -> {
                results.add(shown.json().put("chosen", ToolJson.word(each.choice())));
                lines.add(shown.line() + ", chosen " + ToolJson.word(each.choice()));
            });
        }
        return new Result(new Deed("settled", "settle", Deed.count(chosen.size(), "conflict")), json, lines, null);
    }

    private static ToolFailure unknown(List<String> ids) {
        return new ToolFailure(
                ToolProblem.NOT_FOUND,
                "There is no conflict %s. Call resolve_sync_conflicts without resolutions to list those that there are."
                        .formatted(ids.stream().map(Given::shown).collect(Collectors.joining(", "))));
    }
}
