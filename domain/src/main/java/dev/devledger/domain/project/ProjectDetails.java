package dev.devledger.domain.project;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a person says of a project, apart from its status. Texts that are not set are empty. */
public record ProjectDetails(
        String name,
        String description,
        Priority priority,
        SortedSet<String> tags,
        String repositoryUrl,
        Schedule schedule,
        Placement placement) {

    /** The tags that say a card's status in TickTick, and so cannot be a project's own. */
    public static final Set<String> RESERVED_TAGS = Set.of("planned", "paused", "blocked");

    public ProjectDetails {
        SortedSet<String> sorted = new TreeSet<>();
        sorted.addAll(tags); // the constructor would keep an order of the caller's, and with it what is equal
        tags = Collections.unmodifiableSortedSet(sorted);
    }

    /** All that the rules have against it, whatever else there is. */
    public Violations violations() {
        Violations violations = new Violations()
                .title("name", name)
                .text("description", description, Violations.DESCRIPTION)
                .tags("tags", tags)
                .repositoryUrl("repositoryUrl", repositoryUrl)
                .schedule(schedule);
        tags.stream()
                .filter(tag -> RESERVED_TAGS.contains(tag.toLowerCase(Locale.ROOT)))
                .forEach(
                        tag -> violations.add("tags", "\"" + tag + "\" is reserved; set the project's status instead"));
        return violations;
    }
}
