package dev.devledger.adapters.rest.beads;

import dev.devledger.application.task.TaskView;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a task has to do with others, as dependencies of its issue: those that beads has still hold, or new ones. */
final class BeadsGivenTies {
    private final TaskView task;
    private final String id;
    private final JsonNode kept;
    private final Set<String> leftOut;
    private final BeadsNames names;
    private final Map<String, Set<BeadsTie>> ties = new LinkedHashMap<>();
    private final ArrayNode given = JsonNodeFactory.instance.arrayNode();

    BeadsGivenTies(TaskView task, String id, BeadsRecord record, BeadsNames names) {
        this.task = task;
        this.id = id;
        kept = record.kept().path("dependencies");
        leftOut = record.marks().leftOut();
        this.names = names;
    }

    ArrayNode array() {
        String parent = task.parentId() == null ? null : names.of(task.parentId());
        if (parent != null) {
            tie(parent, BeadsTie.PARENT);
        }
        task.blockedBy().forEach(key -> tie(names.of(key), BeadsTie.BLOCKED_BY));
        if (task.discoveredFrom() != null) {
            tie(names.of(task.discoveredFrom()), BeadsTie.DISCOVERED_FROM);
        }
        task.related().forEach(key -> tie(names.of(key), BeadsTie.RELATED));
        kept.forEach(this::keep);
        ties.forEach((other, left) -> left.forEach(tie -> add(other, tie)));
        return given;
    }

    private void tie(String other, BeadsTie tie) {
        ties.computeIfAbsent(other, any -> EnumSet.noneOf(BeadsTie.class)).add(tie);
    }

    private void keep(JsonNode dependency) {
        String other = dependency.path("depends_on_id").asString("");
        BeadsTie tie = BeadsTie.of(dependency.path("type").asString(""));
        Set<BeadsTie> now = ties.getOrDefault(other, EnumSet.noneOf(BeadsTie.class));
        if (now.remove(tie)) {
            given.add(dependency);
        } else if (tie != BeadsTie.BLOCKED_BY && now.remove(BeadsTie.RELATED)) {
            given.add(dependency);
            if (tie == BeadsTie.PARENT) { // too deep down for a task: its place is another one
                ties.values().forEach(each -> each.remove(BeadsTie.PARENT));
            }
        } else if (!names.has(other)
                || leftOut.contains(other)
                || (tie == BeadsTie.BLOCKED_BY && names.areInLine(id, other))) {
            given.add(dependency);
        }
    }

    /** That two are related is told once. */
    private void add(String other, BeadsTie tie) {
        if (tie == BeadsTie.RELATED && names.isWritten(other) && (names.isTold(other, id) || other.compareTo(id) < 0)) {
            return;
        }
        given.addObject()
                .put("issue_id", id)
                .put("depends_on_id", other)
                .put("type", tie.type())
                .put("created_at", task.updatedAt().toString());
    }
}
