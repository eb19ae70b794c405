package dev.devledger.adapters.rest.beads;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.Violations.Characters;
import dev.devledger.domain.task.TaskStatus;
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

    /** Types without a meaning of their own: an issue, or one with subtasks. */
    private static final Set<String> PLAIN_TYPES = Set.of("", "task", "epic");

    /** Types that each version of beads accepts. */
    private static final Set<String> TYPES = Set.of("bug", "feature", "chore");

    /** Priorities by the numbers of beads. */
    private static final List<Priority> PRIORITIES =
            List.of(Priority.HIGH, Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.NONE);

    /** The first plausible time, as Go writes the year 1 for an unknown one. */
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

    /** Returns the status of an open task. A stage that beads does not know means work in progress. */
    static String status(@Nullable String stage) {
        if (stage == null) {
            return "open";
        }
        String status = stage.toLowerCase(Locale.ROOT).replace(' ', '_');
        return STATUSES.contains(status) ? status : "in_progress";
    }

    /** Returns true if the status alone gives the stage. */
    static boolean tells(@Nullable String stage) {
        return stage == null || stage.equals(stage(status(stage)));
    }

    /** Returns null for a number that is no priority. */
    static @Nullable Priority priority(int number) {
        return number < 0 || number >= PRIORITIES.size() ? null : PRIORITIES.get(number);
    }

    static int number(Priority priority) {
        return PRIORITIES.lastIndexOf(priority);
    }

    /** Returns the labels, with the type as one more, as far as they can be tags. */
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

    /** Returns null for a missing or invalid time. */
    static @Nullable Instant instant(ObjectNode issue, String field) {
        try {
            Instant instant =
                    OffsetDateTime.parse(issue.path(field).asString("")).toInstant();
            return instant.isBefore(KNOWN) ? null : instant;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** The four texts of an issue as one description: each but the first below a heading of its own. */
    record BeadsSections(String description, Map<String, Heading> made) {
        private static final String FIRST = "description";
        private static final String BREAK = "\n\n";

        /**
         * A heading that an import made, with the data to tell it from equal ones in the texts themselves.
         *
         * @param before the number of equal ones before it
         * @param of the number of equal ones in all
         * @param opening the hash of the first line below it; null if that line is the same below another equal one
         */
        record Heading(int before, int of, @Nullable Integer opening) {}

        /** The headings in the order of the text. */
        private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

        static {
            HEADINGS.put("design", "## Design\n\n");
            HEADINGS.put("acceptance_criteria", "## Acceptance criteria\n\n");
            HEADINGS.put("notes", "## Notes\n\n");
        }

        /** The first heading of each field, whatever its origin. */
        static final Map<String, Heading> ANY =
                HEADINGS.keySet().stream().collect(Collectors.toMap(field -> field, field -> new Heading(0, 1, null)));

        /** @param texts the text of a field, empty if it is missing */
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
         * Splits the description into the texts. If a heading cannot be told from those of the texts, no text may get
         * into a wrong field.
         *
         * @param made the headings of an import; others belong to the text
         * @param asItCame true if it was not edited since
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

        /** Finds the heading in an edited text: the one with the same opening, or the only one ever. */
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
