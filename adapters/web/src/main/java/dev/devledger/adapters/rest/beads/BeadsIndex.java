package dev.devledger.adapters.rest.beads;

import dev.devledger.domain.shared.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must be known of a whole file before its first line can be read: which issues it has, and which is below which. */
public final class BeadsIndex {
    private final BeadsIds ids = new BeadsIds();
    private final Set<String> issues = new HashSet<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<String>> waits = new LinkedHashMap<>();
    private @Nullable BeadsCircles circles;
    private final Set<String> closed = new HashSet<>();
    private final Set<String> assignees = new LinkedHashSet<>();

    public void add(ObjectNode line) {
        if (BeadsKind.of(line) != BeadsKind.ISSUE) {
            return;
        }
        ids.set(line);
        String id = line.path("id").asString("");
        issues.add(id);
        if (line.path("status").asString("").equals(BeadsValues.CLOSED)) {
            closed.add(id);
        }
        assignees.add(line.path("assignee").asString("").strip());
        for (JsonNode each : line.path("dependencies")) {
            String other = each.path("depends_on_id").asString("");
            switch (BeadsTie.of(each.path("type").asString(""))) {
                case PARENT -> parents.putIfAbsent(id, other);
                case BLOCKED_BY ->
                    waits.computeIfAbsent(id, any -> new ArrayList<>(1)).add(other);
                default -> {}
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

    /** Whether it would wait for one that waits for it, once all lines are known. */
    boolean closesCircle(String issue, String other) {
        BeadsCircles found = circles;
        if (found == null) {
            waits.forEach((each, others) ->
                    others.removeIf(next -> !has(next) || isAbove(next, each) || isAbove(each, next)));
            found = new BeadsCircles(waits, each -> {
                String place = place(each);
                return place == null ? List.of() : List.of(place);
            });
            circles = found;
        }
        return found.has(issue, other);
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
