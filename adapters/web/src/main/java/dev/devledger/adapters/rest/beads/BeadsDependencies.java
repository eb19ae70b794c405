package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsReader.BeadsRemarks;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Violations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts the dependencies of an issue. The issue's first note also contains all dependencies, word for word. */
final class BeadsDependencies {
    private static final String FIELD = "dependencies";

    private final BeadsIndex index;
    private final String id;
    private final BeadsRemarks remarks;
    private final Set<String> blockedBy = new LinkedHashSet<>();
    private final Set<String> related = new LinkedHashSet<>();
    private final List<String> discoveredFrom = new ArrayList<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private boolean below;

    BeadsDependencies(BeadsIndex index, String id, BeadsRemarks remarks) {
        this.index = index;
        this.id = id;
        this.remarks = remarks;
    }

    /** Writes the dependencies to the row. Returns the issues whose dependency does not fit into the row. */
    Set<String> read(ObjectNode issue, ObjectNode row) {
        JsonNode dependencies = issue.path(FIELD);
        if (!dependencies.isArray() && !dependencies.isNull() && !dependencies.isMissingNode()) {
            remarks.kept(FIELD, "is no list; a list of objects is expected");
        }
        dependencies.forEach(each ->
                tie(each.path("type").asString(""), each.path("depends_on_id").asString("")));
        String parent = index.place(id);
        if (parent != null) {
            row.put("parent", parent);
        }
        put(row, "blockedBy", blockedBy);
        put(row, "related", related);
        if (!discoveredFrom.isEmpty()) {
            row.put("discoveredFrom", discoveredFrom.getFirst());
        }
        return leftOut;
    }

    private void tie(String type, String other) {
        if (!index.has(other) || other.equals(id)) {
            remarks.add(
                    FIELD,
                    "has " + other + " (" + type + "), which is "
                            + (other.equals(id) ? "the issue itself" : "not in the file")
                            + "; it is kept in the first note only");
            return;
        }
        switch (BeadsDependency.of(type)) {
            case PARENT -> parent(other);
            case BLOCKED_BY -> blocked(type, other);
            case DISCOVERED_FROM -> discovered(other);
            case RELATED -> related(type, other);
        }
    }

    private void parent(String other) {
        if (below || !other.equals(index.parent(id))) {
            related.add(other);
            remarks.add(FIELD, "has " + other + " as one more parent; it is kept as related");
            return;
        }
        below = true;
        String place = index.place(id);
        if (!other.equals(place)) {
            related.add(other);
            String moved = NearestValues.moved(FIELD, "parent " + other, String.valueOf(place))
                    .message();
            remarks.add(FIELD, moved + ", and related to " + other);
        }
    }

    private void blocked(String type, String other) {
        if (index.isAbove(other, id) || index.isAbove(id, other)) {
            remarks.add(
                    FIELD,
                    "has " + other + " (" + type + "), which is "
                            + (index.isAbove(other, id) ? "above it" : "below it")
                            + ": the tree says already which is done first");
            return;
        }
        if (index.closesCircle(id, other)) {
            remarks.add(
                    FIELD, "has " + other + " (" + type + "), which waits for it; it is kept in the first note only");
            leftOut.add(other);
            return;
        }
        blockedBy.add(other);
        if (!BeadsDependency.isWhole(type)) {
            remarks.add(FIELD, "has " + other + " (" + type + "); it is kept as blocked by it");
        }
    }

    private void discovered(String other) {
        if (discoveredFrom.isEmpty()) {
            discoveredFrom.add(other);
        } else {
            related.add(other);
            remarks.add(FIELD, "has " + other + " as one more that it was discovered from; it is kept as related");
        }
    }

    private void related(String type, String other) {
        related.add(other);
        if (!BeadsDependency.isWhole(type)) {
            remarks.add(FIELD, "has " + other + " (" + type + "); it is kept as related");
        }
    }

    /** Writes the others to a field, open issues first, as closed issues block nothing. */
    private void put(ObjectNode row, String field, Set<String> others) {
        if (others.isEmpty()) {
            return;
        }
        ArrayNode array = row.putArray(field);
        List<String> sorted =
                others.stream().sorted(Comparator.comparing(index::isClosed)).toList();
        sorted.stream().limit(Violations.DEPENDENCIES).forEach(array::add);
        sorted.stream().skip(Violations.DEPENDENCIES).forEach(leftOut::add);
        if (others.size() > Violations.DEPENDENCIES) {
            remarks.add(
                    FIELD,
                    "has " + others.size() + " for " + field + ", and a task has " + Violations.DEPENDENCIES
                            + "; the others, closed ones before open ones, are kept in the first note only");
        }
    }

    /** The kinds of dependencies of a task, to which the some twenty types of beads are mapped. */
    enum BeadsDependency {
        PARENT("parent-child"),
        BLOCKED_BY("blocks"),
        DISCOVERED_FROM("discovered-from"),
        RELATED("related");

        private static final Set<String> BLOCKING = Set.of("conditional-blocks", "waits-for");

        private final String type;

        BeadsDependency(String type) {
            this.type = type;
        }

        static BeadsDependency of(String type) {
            return Arrays.stream(values())
                    .filter(each -> each.type.equals(type))
                    .findFirst()
                    .orElse(BLOCKING.contains(type) ? BLOCKED_BY : RELATED);
        }

        /** Returns true if a task's dependency expresses the type completely. */
        static boolean isWhole(String type) {
            return type.equals("relates-to") || of(type).type.equals(type);
        }

        /** Returns the type to export for a dependency that beads does not have yet. */
        String type() {
            return type;
        }
    }
}
