package dev.devledger.adapters.rest.beads;

import dev.devledger.domain.shared.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must be known of a whole file before its first line can be read: which issues it has, and which is below which. */
public final class BeadsIndex {
    private final Set<String> issues = new HashSet<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> assignees = new LinkedHashSet<>();

    public void add(ObjectNode line) {
        if (BeadsKind.of(line) != BeadsKind.ISSUE) {
            return;
        }
        String id = line.path("id").asString("");
        issues.add(id);
        if (line.path("status").asString("").equals(BeadsValues.CLOSED)) {
            closed.add(id);
        }
        assignees.add(line.path("assignee").asString("").strip());
        for (JsonNode each : line.path("dependencies")) {
            if (BeadsTie.of(each.path("type").asString("")) == BeadsTie.PARENT) {
                parents.putIfAbsent(id, each.path("depends_on_id").asString(""));
            }
        }
    }

    public Set<String> assignees() {
        Set<String> named = new LinkedHashSet<>(assignees);
        named.removeIf(String::isEmpty);
        return named;
    }

    boolean has(String issue) {
        return issues.contains(issue);
    }

    boolean isClosed(String issue) {
        return closed.contains(issue);
    }

    /** The first one that it names, where it is in the file. */
    @Nullable
    String parent(String issue) {
        String parent = parents.get(issue);
        return parent == null || !has(parent) ? null : parent;
    }

    /** The nearest one above it that has room: a tree of beads can be deeper than one of tasks. */
    @Nullable
    String place(String issue) {
        return Nearest.parent(above(issue), 1);
    }

    boolean isAbove(String upper, String lower) {
        return above(lower).contains(upper);
    }

    /** Nearest first. A circle ends where it comes round: the rules refuse it, with its line. */
    private List<String> above(String issue) {
        List<String> above = new ArrayList<>();
        for (String each = parent(issue); each != null && !above.contains(each); each = parent(each)) {
            above.add(each);
        }
        return above;
    }
}
