package dev.devledger.domain.project;

import dev.devledger.domain.shared.Violations;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

public enum ProjectStatus {
    PLANNED,
    ACTIVE,
    PAUSED,
    BLOCKED,
    COMPLETED,
    ABANDONED;

    /** True if the work on it has ended. */
    public boolean isClosed() {
        return this == COMPLETED || this == ABANDONED;
    }

    /**
     * Tags that stand for a project's status in a connected service, so no command may give them to a project. Stored
     * tags stay as they are.
     *
     * @param words in lower case
     */
    public record ReservedTags(Set<String> words) {
        public ReservedTags {
            words = Set.copyOf(words);
        }

        void among(Collection<String> tags, Violations violations) {
            tags.stream()
                    .filter(tag -> words.contains(tag.toLowerCase(Locale.ROOT)))
                    .forEach(tag ->
                            violations.add("tags", "\"" + tag + "\" is reserved; set the project's status instead"));
        }
    }
}
