package dev.devledger.adapters.dashboard.frame;

import dev.devledger.domain.field.Field;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A field as people call it; most are called as they are. */
public final class FieldWord {
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
            Map.entry("remoteUrl", "its page"),
            Map.entry("repositoryUrl", "repository"),
            Map.entry("startDate", "start date"),
            Map.entry("statusReason", "status reason"),
            Map.entry("timeZone", "time zone"));

    /** {@code value} is null where there is none. */
    public record Text(String name, String label, @Nullable String value) {
        public static Text of(Field<?, ?> field, @Nullable Object value) {
            String label = field.phrase().substring(0, 1).toUpperCase(Locale.ROOT) + field.phrase().substring(1);
            return new Text(field.name(), label, value == null ? null : value.toString());
        }
    }

    private FieldWord() {}

    public static String of(String field) {
        return WORDS.getOrDefault(field, field);
    }

    /** Those that are called otherwise. */
    static Map<String, String> all() {
        return new TreeMap<>(WORDS);
    }
}
