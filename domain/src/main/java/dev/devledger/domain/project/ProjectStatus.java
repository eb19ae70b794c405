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

    /** Whether the work on it has ended. */
    public boolean isClosed() {
        return this == COMPLETED || this == ABANDONED;
    }

    /**
     * Tags that say a project's status in a service that it is kept in step with, and so cannot be its own. Only a wish is
     * held against them: what is stored stays.
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
