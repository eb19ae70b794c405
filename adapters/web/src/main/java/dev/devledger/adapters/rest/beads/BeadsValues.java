package dev.devledger.adapters.rest.beads;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.Violations.Characters;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Maps values between beads and the ledger. */
final class BeadsValues {
    static final String CLOSED = "closed";

    private static final Set<String> STATUSES = Set.of("in_progress", "blocked", "deferred", "pinned", "hooked");

    /** The types without a meaning for a task: a plain issue, or an issue with subtasks. */
    private static final Set<String> PLAIN_TYPES = Set.of("", "task", "epic");

    /** The types that every version of beads accepts. */
    private static final Set<String> TYPES = Set.of("bug", "feature", "chore");

    /** The priorities, by the numbers of beads. */
    private static final List<Priority> PRIORITIES =
            List.of(Priority.HIGH, Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.NONE);

    /** The first plausible time, as Go writes the year 1 for an unknown time. */
    private static final Instant KNOWN = Instant.parse("1900-01-01T00:00:00Z");

    private BeadsValues() {}

    record State(TaskStatus status, @Nullable String stage) {}

    static State state(JsonNode issue) {
        String status = issue.path("status").asString("");
        JsonNode ours = ours(issue);
        if (status.equals(CLOSED)) {
            boolean abandoned = ours.path("status").asString("").equals("abandoned");
            return new State(abandoned ? TaskStatus.ABANDONED : TaskStatus.COMPLETED, null);
        }
        String stage = ours.path("stage").asString("");
        return new State(TaskStatus.OPEN, !stage.isEmpty() && status(stage).equals(status) ? stage : stage(status));
    }

    /** Returns the fields that an export of the ledger has added. */
    static JsonNode ours(JsonNode issue) {
        return issue.path("metadata").path("devledger");
    }

    private static @Nullable String stage(String status) {
        String stage =
                status.substring(0, Math.min(status.length(), Violations.STAGE)).replace('_', ' ');
        return status.isBlank() || status.equals("open") ? null : stage;
    }

    /** Returns the status of an open task. A stage that beads does not know counts as work in progress. */
    static String status(@Nullable String stage) {
        if (stage == null) {
            return "open";
        }
        String status = stage.toLowerCase(Locale.ROOT).replace(' ', '_');
        return STATUSES.contains(status) ? status : "in_progress";
    }

    /** Returns true if the stage follows from the status. */
    static boolean tells(@Nullable String stage) {
        return stage == null || stage.equals(stage(status(stage)));
    }

    /** Returns the priority; null if the number is not a priority. */
    static @Nullable Priority priority(int number) {
        return number < 0 || number >= PRIORITIES.size() ? null : PRIORITIES.get(number);
    }

    static int number(Priority priority) {
        return PRIORITIES.lastIndexOf(priority);
    }

    /** Returns the labels, followed by the type, as far as they can be tags. */
    static List<String> tags(JsonNode issue) {
        List<String> words = new ArrayList<>();
        issue.path("labels").forEach(label -> words.add(label.asString("")));
        String type = issue.path("issue_type").asString("");
        if (!PLAIN_TYPES.contains(type)) {
            words.add(type);
        }
        List<String> tags = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            if (isTag(word) && tags.size() < Violations.TAGS && seen.add(word.toLowerCase(Locale.ROOT))) {
                tags.add(word);
            }
        }
        return tags;
    }

    static boolean isPlain(String type) {
        return PLAIN_TYPES.contains(type);
    }

    private static boolean isTag(String word) {
        return new Violations().tags("labels", List.of(word)).none() && !Characters.hasUnpairedSurrogate(word);
    }

    /** Returns the type of a task that beads does not have yet. */
    static String type(List<String> tags, boolean hasSubtasks) {
        return tags.stream().filter(TYPES::contains).findFirst().orElse(hasSubtasks ? "epic" : "task");
    }

    /** Returns the time; null if it is missing or invalid. */
    static @Nullable Instant instant(ObjectNode issue, String field) {
        try {
            Instant instant =
                    OffsetDateTime.parse(issue.path(field).asString("")).toInstant();
            return instant.isBefore(KNOWN) ? null : instant;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** The four texts of an issue in one description. Each text except the first is below a heading. */
    record BeadsSections(String description, Map<String, Heading> made) {
        private static final String FIRST = "description";
        private static final String BREAK = "\n\n";

        /**
         * A heading that an import made, with the data that tells it apart from equal headings in the texts.
         *
         * @param before the number of equal headings before the heading
         * @param of the number of all equal headings, including the heading itself
         * @param opening the hash of the first line below the heading; null if another equal heading has the same first
         *     line
         */
        record Heading(int before, int of, @Nullable Integer opening) {}

        /** The headings, in the order of the description. */
        private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

        static {
            HEADINGS.put("design", "## Design\n\n");
            HEADINGS.put("acceptance_criteria", "## Acceptance criteria\n\n");
            HEADINGS.put("notes", "## Notes\n\n");
        }

        /** The marks that take the first heading of each field as made by an import. */
        static final Map<String, Heading> ANY =
                HEADINGS.keySet().stream().collect(Collectors.toMap(field -> field, field -> new Heading(0, 1, null)));

        /** @param texts returns the text of a field, empty if the text is missing */
        static BeadsSections join(UnaryOperator<String> texts) {
            String first = texts.apply(FIRST);
            StringBuilder all = new StringBuilder(first.isBlank() ? "" : first);
            Map<String, Integer> starts = new LinkedHashMap<>();
            HEADINGS.forEach((field, heading) -> {
                String text = texts.apply(field);
                if (!text.isBlank()) {
                    all.append(all.isEmpty() ? "" : BREAK);
                    starts.put(field, all.length());
                    all.append(heading).append(text);
                }
            });
            String joined = all.toString();
            Map<String, Heading> made = new LinkedHashMap<>();
            starts.forEach((field, start) -> made.put(field, made(joined, HEADINGS.getOrDefault(field, ""), start)));
            return new BeadsSections(joined, made);
        }

        private static Heading made(String text, String heading, int start) {
            List<Integer> same = all(text, heading);
            int opening = opening(text, start + heading.length());
            boolean alone = opened(text, heading, same, opening).size() == 1;
            return new Heading(same.indexOf(start), same.size(), alone ? opening : null);
        }

        /**
         * Splits the description into the texts. If a heading cannot be told apart from headings in the texts, the
         * description may stay in one piece, so that no text gets into a wrong field.
         *
         * @param made the headings that an import made; all other headings belong to the texts
         * @param asItCame true if the description was not edited after the import
         */
        static Map<String, String> split(String all, Map<String, Heading> made, boolean asItCame) {
            TreeMap<Integer, String> found = new TreeMap<>();
            int doubtful = -1;
            for (Map.Entry<String, String> next : HEADINGS.entrySet()) {
                Heading heading = made.get(next.getKey());
                if (heading != null) {
                    List<Integer> same = all(all, next.getValue());
                    int at = asItCame ? numbered(same, heading.before()) : at(all, next.getValue(), same, heading);
                    if (at >= 0) {
                        found.put(at, next.getKey());
                    } else if (!same.isEmpty()) {
                        doubtful = Math.max(doubtful, same.getLast());
                    }
                }
            }
            if (!found.isEmpty() && found.firstKey() < doubtful) {
                found.clear();
            }
            return cut(all, found);
        }

        private static Map<String, String> cut(String all, Map<Integer, String> starts) {
            Map<String, String> texts = new LinkedHashMap<>();
            String field = FIRST;
            int from = 0;
            for (Map.Entry<Integer, String> next : starts.entrySet()) {
                int at = next.getKey();
                texts.put(field, all.substring(from, Math.max(from, at - BREAK.length())));
                field = next.getValue();
                from = at + HEADINGS.getOrDefault(field, "").length();
            }
            texts.put(field, all.substring(from));
            texts.values().removeIf(String::isBlank);
            return texts;
        }

        private static int numbered(List<Integer> same, int before) {
            return before < same.size() ? same.get(before) : -1;
        }

        /**
         * Finds the heading in an edited text: the heading with the same first line, or the only equal heading before
         * and now.
         */
        private static int at(String text, String heading, List<Integer> same, Heading made) {
            List<Integer> opened = made.opening() == null ? List.of() : opened(text, heading, same, made.opening());
            if (opened.size() == 1) {
                return opened.getFirst();
            }
            return made.of() == 1 && same.size() == 1 ? same.getFirst() : -1;
        }

        private static List<Integer> opened(String text, String heading, List<Integer> same, int opening) {
            return same.stream()
                    .filter(at -> opening(text, at + heading.length()) == opening)
                    .toList();
        }

        private static int opening(String text, int from) {
            int end = text.indexOf('\n', from);
            return text.substring(from, end < 0 ? text.length() : end).hashCode();
        }

        private static List<Integer> all(String text, String heading) {
            List<Integer> all = new ArrayList<>();
            for (int at = text.indexOf(heading); at >= 0; at = text.indexOf(heading, at + 1)) {
                if (at == 0 || text.startsWith(BREAK, at - BREAK.length())) {
                    all.add(at);
                }
            }
            return all;
        }
    }
}
