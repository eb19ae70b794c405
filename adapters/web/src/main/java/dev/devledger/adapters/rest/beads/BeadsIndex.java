package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsDependencies.BeadsDependency;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.DependencyCycleSearch;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The data of a whole file that is needed to convert its first line: the ids of the issues, and their parents. */
public final class BeadsIndex {
    private final BeadsIds ids = new BeadsIds();
    private final Set<String> issues = new HashSet<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<String>> waits = new LinkedHashMap<>();
    private @Nullable Set<Wait> leftOut;
    private final Set<String> closed = new HashSet<>();
    private final Set<String> assignees = new LinkedHashSet<>();

    private record Wait(String issue, String other) {}

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
            switch (BeadsDependency.of(each.path("type").asString(""))) {
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

    /** Returns the first parent that the issue names, if the file contains it. */
    @Nullable
    String parent(String issue) {
        String parent = parents.get(issue);
        return parent == null || !has(parent) ? null : parent;
    }

    /** Returns the nearest ancestor that can have a subtask, as a tree of issues can be deeper than a tree of tasks. */
    @Nullable
    String place(String issue) {
        return NearestValues.parent(above(issue), 1);
    }

    /** Returns true if the dependency would close a cycle. Called after all lines are known. */
    boolean closesCircle(String issue, String other) {
        leftOut = leftOut == null ? leftOut() : leftOut;
        return leftOut.contains(new Wait(issue, other));
    }

    /**
     * Returns the last dependency of each cycle. A subtask waits together with its parent. A cycle of parents alone is
     * left to the rules of the tree.
     */
    private Set<Wait> leftOut() {
        waits.forEach(
                (each, others) -> others.removeIf(next -> !has(next) || isAbove(next, each) || isAbove(each, next)));
        List<String> all = Stream.concat(waits.keySet().stream(), issues.stream())
                .distinct()
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        all.forEach(each -> numbers.put(each, numbers.size()));
        Set<Wait> found = new HashSet<>();
        int before;
        do {
            before = found.size();
            DependencyCycleSearch rows = new DependencyCycleSearch();
            for (String each : all) {
                int number = numbers.getOrDefault(each, 0);
                waits.getOrDefault(each, List.of()).stream()
                        .filter(other -> !found.contains(new Wait(each, other)))
                        .forEach(other -> rows.blocked(number, numbers.getOrDefault(other, 0)));
                String place = place(each);
                if (place != null) {
                    rows.below(number, numbers.getOrDefault(place, number));
                }
            }
            rows.circles(
                    all.size(),
                    () -> false,
                    circle -> last(circle.stream().map(all::get).toList()).ifPresent(found::add));
        } while (found.size() > before); // each pass can break further cycles
        return found;
    }

    private Optional<Wait> last(List<String> circle) {
        String to = circle.getFirst();
        for (String from : circle.reversed()) {
            if (waits.getOrDefault(from, List.of()).contains(to)) {
                return Optional.of(new Wait(from, to));
            }
            to = from;
        }
        return Optional.empty();
    }

    boolean isAbove(String upper, String lower) {
        return above(lower).contains(upper);
    }

    /**
     * Returns the ancestors, the nearest first. A cycle ends at its first repeated issue: the rules refuse the cycle,
     * with its line.
     */
    private List<String> above(String issue) {
        List<String> above = new ArrayList<>();
        for (String each = parent(issue); each != null && !above.contains(each); each = parent(each)) {
            above.add(each);
        }
        return above;
    }

    /** Gives each issue of a file a unique id, which is the same each time the file is read. */
    static final class BeadsIds {
        private static final int MOST = 200;
        private static final int DIGITS = 12;

        private final Set<String> taken = new HashSet<>();

        /** Sets the id. Returns the reason if the id differs from the line's id; null if it does not. */
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
            } catch (Parser.InvalidText unreadable) {
                return unreadable.why();
            }
        }

        private static String hash(ObjectNode issue) {
            byte[] digest = Sha256.digest().digest(Json.text(issue).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        }
    }

    /** The kinds of lines in a file of beads. */
    public enum BeadsKind {
        ISSUE,
        /** A tombstone. Versions before 0.50 leave a tombstone for each deleted issue. */
        DELETED,
        /** A memory of an agent, or a kind that a later version introduced. */
        OTHER;

        public static BeadsKind of(ObjectNode line) {
            if (!line.path("_type").asString("issue").equals("issue")) {
                return OTHER;
            }
            return line.path("status").asString("").equals("tombstone") ? DELETED : ISSUE;
        }
    }

    /** Reads the issues of a file as rows. An unknown name gives only one remark. */
    public static final class BeadsReader {
        private final BeadsIndex index;
        private final Map<String, String> people;
        private final BeadsIds ids = new BeadsIds();
        private final Set<String> nobody = new HashSet<>();

        /** @param people the keys of people, by the names of assignees */
        public BeadsReader(BeadsIndex index, Map<String, String> people) {
            this.index = index;
            this.people = people;
        }

        /** Reads an issue. Unreadable parts are kept in the notes of the task. */
        public BeadsRow read(ObjectNode issue) {
            BeadsRemarks remarks = new BeadsRemarks();
            String otherId = ids.set(issue);
            if (otherId != null) {
                remarks.add("id", otherId);
            }
            BeadsIssue read = new BeadsIssue(issue, remarks);
            read.texts();
            read.values();
            ObjectNode kept = read.kept();
            assign(read, kept, remarks);
            read.notes(kept, new BeadsDependencies(index, read.id(), remarks).read(issue, read.row()));
            return new BeadsRow(read.row(), remarks.found(), known(issue));
        }

        private void assign(BeadsIssue read, ObjectNode kept, BeadsRemarks remarks) {
            String name = kept.path("assignee").asString("").strip();
            String person = people.get(name);
            if (person != null) {
                kept.remove("assignee");
                read.row().putArray("assignees").add(person);
            } else if (!name.isEmpty() && nobody.add(name)) {
                remarks.add(
                        "assignee",
                        "is " + Parser.quoted(name) + ", which means nobody here; the name is kept in the first note of"
                                + " each such task");
            }
        }

        private static @Nullable UUID known(ObjectNode issue) {
            try {
                return Parser.uuid(BeadsValues.ours(issue).path("id").asString(""));
            } catch (Parser.InvalidText none) {
                return null;
            }
        }

        /**
         * An issue as a task, in the form of the ledger's own files.
         *
         * @param remarks the differences between the task and the issue
         * @param known the task from which an export of the ledger made the issue; null if another program made the
         *     issue
         */
        public record BeadsRow(
                ObjectNode task,
                List<Violation> remarks,
                @Nullable UUID known) {}

        /** Collects the remarks about an issue. */
        static final class BeadsRemarks {
            private final List<Violation> found = new ArrayList<>();

            void add(String field, String message) {
                found.add(new Violation(field, message));
            }

            void kept(String field, String message) {
                add(field, message + "; it is kept in the first note");
            }

            List<Violation> found() {
                return List.copyOf(found);
            }
        }
    }
}
