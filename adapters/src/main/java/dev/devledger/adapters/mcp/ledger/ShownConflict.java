package dev.devledger.adapters.mcp.ledger;

import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.sync.ConflictView;
import dev.devledger.application.sync.EntityView;
import dev.devledger.domain.sync.Choice;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A conflict as an answer shows it: the structured form, and a line with both sides. */
record ShownConflict(ObjectNode json, String line) {

    private record Fields(
            String id,
            String entity,
            String kind,
            @Nullable String field,
            String state,
            @Nullable Object base,
            @Nullable Object local,
            @Nullable Object remote,
            List<Choice> choices,
            Instant firstSeenAt) {}

    static ShownConflict of(ConflictView conflict) {
        String entity = entity(conflict.entity());
        ObjectNode json = ToolJson.object(new Fields(
                conflict.id().toString(),
                entity,
                ToolJson.word(conflict.kind()),
                conflict.field(),
                ToolJson.word(conflict.state()),
                conflict.base(),
                conflict.local(),
                conflict.remote(),
                conflict.choices(),
                conflict.firstSeenAt()));
        String choices = conflict.choices().stream().map(ToolJson::word).collect(Collectors.joining(", "));
        return new ShownConflict(
                json,
                "%s %s %s: local %s, remote %s%s"
                        .formatted(
                                conflict.id(),
                                entity,
                                conflict.field() == null ? ToolJson.word(conflict.kind()) : conflict.field(),
                                value(json, "local"),
                                value(json, "remote"),
                                choices.isEmpty()
                                        ? " (" + ToolJson.word(conflict.state()) + ")"
                                        : "; choose " + choices));
    }

    private static String entity(EntityView entity) {
        return entity.key() == null ? entity.type() + " " + entity.id() : entity.key();
    }

    private static String value(ObjectNode json, String side) {
        JsonNode value = json.path(side);
        return value.isMissingNode() ? "nothing" : Given.line(value.toString());
    }
}
