package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsTies.BeadsTie;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.domain.shared.Nearest;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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

    /** Gives each issue of a file an id of its own, the same ones each time that the file is read. */
    static final class BeadsIds {
        private static final int MOST = 200;
        private static final int DIGITS = 12;

        private final Set<String> taken = new HashSet<>();

        /** Sets it; answers why it is another than the line has, null where it is the same. */
        @Nullable
        String set(ObjectNode issue) {
            String said = issue.path("id").asString("");
            String why = wrong(said);
            String id = why == null ? said : "bd-" + hash(issue);
            String free = id;
            for (int number = 2; !taken.add(free); number++) {
                free = id + "-" + number;
            }
            issue.put("id", free);
            if (why == null && free.equals(said)) {
                return null;
            }
            return (why == null ? "is " + said + ", as in a line before" : why) + "; it is taken as " + free;
        }

        private static @Nullable String wrong(String said) {
            if (said.isEmpty()) {
                return "is missing";
            }
            if (said.length() > MOST - DIGITS) {
                return "has " + said.length() + " characters, and " + (MOST - DIGITS) + " are allowed";
            }
            try {
                Parser.search(said);
                return null;
            } catch (Parser.Wrong unreadable) {
                return unreadable.why();
            }
        }

        private static String hash(ObjectNode issue) {
            byte[] digest = Sha256.digest().digest(Json.text(issue).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        }
    }

    /** What a line of a file of beads is. */
    public enum BeadsKind {
        ISSUE,
        /** A tombstone, as versions before 0.50 leave one of each issue that was deleted. */
        DELETED,
        /** What an agent wanted to remember, and what later versions may have. */
        OTHER;

        public static BeadsKind of(ObjectNode line) {
            if (!line.path("_type").asString("issue").equals("issue")) {
                return OTHER;
            }
            return line.path("status").asString("").equals("tombstone") ? DELETED : ISSUE;
        }
    }

    /** Which issues a file has wait for each other. What is above an issue is among what it waits for. */
    static final class BeadsCircles {
        private record Wait(String issue, String other) {}

        private final Map<String, List<String>> waits;
        private final Function<String, List<String>> above;
        private final Set<Wait> leftOut = new HashSet<>();
        private final List<String> path = new ArrayList<>();
        private final Map<String, Integer> open = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private boolean isFound;

        /**
         * @param waits what each waits for, in the order of the file
         * @param above what it is directly below, if anything
         */
        BeadsCircles(Map<String, List<String>> waits, Function<String, List<String>> above) {
            this.waits = waits;
            this.above = above;
            do {
                isFound = false;
                seen.clear();
                waits.keySet().stream().filter(each -> !seen.contains(each)).forEach(this::walk);
            } while (isFound); // what was left out can have been in a circle only with another one
        }

        boolean has(String issue, String other) {
            return leftOut.contains(new Wait(issue, other));
        }

        /** In depth, without recursion: a chain can be as long as the file. */
        private void walk(String first) {
            List<Iterator<String>> next = new ArrayList<>();
            enter(first, next);
            while (!path.isEmpty()) {
                Iterator<String> others = next.getLast();
                if (!others.hasNext()) {
                    next.removeLast();
                    open.remove(path.removeLast());
                    continue;
                }
                String other = others.next();
                if (open.containsKey(other)) {
                    open(other);
                } else if (!seen.contains(other)) {
                    enter(other, next);
                }
            }
        }

        private void enter(String issue, List<Iterator<String>> next) {
            seen.add(issue);
            open.put(issue, path.size());
            path.add(issue);
            List<String> others = new ArrayList<>(waits.getOrDefault(issue, List.of()));
            others.removeIf(other -> has(issue, other));
            others.addAll(above.apply(issue));
            next.add(others.iterator());
        }

        /** Leaves out the last wait of a circle; one of the tree alone is the tree's. */
        private void open(String first) {
            String to = first;
            for (int i = path.size() - 1; i >= open.getOrDefault(first, 0); i--) {
                String from = path.get(i);
                if (waits.getOrDefault(from, List.of()).contains(to)) {
                    isFound |= leftOut.add(new Wait(from, to));
                    return;
                }
                to = from;
            }
        }
    }
}
