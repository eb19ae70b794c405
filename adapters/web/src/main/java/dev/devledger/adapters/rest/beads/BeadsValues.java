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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The values of beads and those of the ledger, both ways. */
final class BeadsValues {
    static final String CLOSED = "closed";

    private static final Set<String> STATUSES = Set.of("in_progress", "blocked", "deferred", "pinned", "hooked");

    /** Types that say no more than that it is an issue, or that it has others below it. */
    private static final Set<String> PLAIN_TYPES = Set.of("", "task", "epic");

    /** Types that each version of beads takes. */
    private static final Set<String> TYPES = Set.of("bug", "feature", "chore");

    /** Go writes the year 1 where it knows no time. */
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

    /** What an export of the ledger has added. */
    static JsonNode ours(JsonNode issue) {
        return issue.path("metadata").path("devledger");
    }

    private static @Nullable String stage(String status) {
        return status.isBlank() || status.equals("open") ? null : cut(status.replace('_', ' '));
    }

    private static String cut(String stage) {
        return stage.length() > Violations.STAGE ? stage.substring(0, Violations.STAGE) : stage;
    }

    /** Of an open task. A stage that beads has no word for is work that has begun. */
    static String status(@Nullable String stage) {
        if (stage == null) {
            return "open";
        }
        String status = stage.toLowerCase(Locale.ROOT).replace(' ', '_');
        return STATUSES.contains(status) ? status : "in_progress";
    }

    /** Whether the status alone says the stage. */
    static boolean tells(@Nullable String stage) {
        return stage == null || stage.equals(stage(status(stage)));
    }

    /** Null for a number that is none. */
    static @Nullable Priority priority(int number) {
        return switch (number) {
            case 0, 1 -> Priority.HIGH;
            case 2 -> Priority.MEDIUM;
            case 3 -> Priority.LOW;
            case 4 -> Priority.NONE;
            default -> null;
        };
    }

    static int number(Priority priority) {
        return switch (priority) {
            case HIGH -> 1;
            case MEDIUM -> 2;
            case LOW -> 3;
            case NONE -> 4;
        };
    }

    /** Its labels, and its type as one more, as far as they can be tags. */
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

    /** The type of a task that beads has not heard of yet. */
    static String type(List<String> tags, boolean hasSubtasks) {
        return tags.stream().filter(TYPES::contains).findFirst().orElse(hasSubtasks ? "epic" : "task");
    }

    /** Null where it says none, or no time. */
    static @Nullable Instant instant(ObjectNode issue, String field) {
        try {
            Instant instant =
                    OffsetDateTime.parse(issue.path(field).asString("")).toInstant();
            return instant.isBefore(KNOWN) ? null : instant;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
