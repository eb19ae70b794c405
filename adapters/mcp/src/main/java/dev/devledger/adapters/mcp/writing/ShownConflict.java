package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        String choices =
                conflict.path("choices").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
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
