package dev.devledger.adapters.dashboard.frame;

import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Project.ProjectStatus;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The label of a field; most labels are the field's name. */
public final class FieldLabel {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("blockedBy", "waits for"),
            Map.entry("discoveredFrom", "found in"),
            Map.entry("dueDate", "due date"),
            Map.entry("email", "e-mail"),
            Map.entry("estimateMinutes", "estimate in minutes"),
            Map.entry("handOver", "hand-over"),
            Map.entry("parentId", "place"),
            Map.entry("parentKey", "parent"),
            Map.entry("projectKey", "project"),
            Map.entry("remoteUrl", "page in the service"),
            Map.entry("repositoryUrl", "repository"),
            Map.entry("startDate", "start date"),
            Map.entry("statusReason", "status reason"),
            Map.entry("taskKey", "task"),
            Map.entry("timeZone", "time zone"));

    /** @param value the text; null if the field is empty */
    public record Text(String name, String label, @Nullable String value) {
        public static Text of(Field<?, ?> field, @Nullable Object value) {
            String label = field.phrase().substring(0, 1).toUpperCase(Locale.ROOT)
                    + field.phrase().substring(1);
            return new Text(field.name(), label, value == null ? null : value.toString());
        }
    }

    private FieldLabel() {}

    public static String of(String field) {
        return WORDS.getOrDefault(field, field);
    }

    /** Returns the labels that differ from the fields' names. */
    static Map<String, String> all() {
        return new TreeMap<>(WORDS);
    }

    /** Writes a plain value of a field as text. Null becomes a dash. */
    public static final class FieldText {
        private static final String NOTHING = "–";

        private FieldText() {}

        /**
         * Encloses a name in two characters that isolate its text direction, as a menu option cannot contain an element
         * that does so.
         */
        public static String isolated(String name) {
            return '\u2068' + name.replaceAll("[\u202C\u2066-\u2069]", "") + '\u2069';
        }

        public static String of(@Nullable Object value) {
            return switch (value) {
                case null -> NOTHING;
                case Collection<?> items ->
                    items.isEmpty()
                            ? NOTHING
                            : items.stream().map(FieldText::of).collect(Collectors.joining(", "));
                case Map<?, ?> fields ->
                    fields.values().stream().map(FieldText::of).collect(Collectors.joining(" "));
                default -> value.toString().isEmpty() ? NOTHING : value.toString();
            };
        }
    }

    /**
     * A status as a page shows it.
     *
     * @param word the API's word for the status
     */
    public record StatusLabel(String word, String title) {
        /** The unfinished statuses, from left to right. */
        public static final List<ProjectStatus> UNFINISHED =
                List.of(ProjectStatus.PLANNED, ProjectStatus.ACTIVE, ProjectStatus.PAUSED, ProjectStatus.BLOCKED);

        public static final List<ProjectStatus> FINISHED = List.of(ProjectStatus.COMPLETED, ProjectStatus.ABANDONED);

        public static StatusLabel of(Enum<?> status) {
            String word = status.name().toLowerCase(Locale.ROOT);
            return new StatusLabel(word, Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
    }
}
