package dev.devledger.domain.project;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import java.util.Collections;
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

    public ProjectDetails {
        SortedSet<String> sorted = new TreeSet<>();
        sorted.addAll(tags); // the constructor would keep an order of the caller's, and with it what is equal
        tags = Collections.unmodifiableSortedSet(sorted);
    }

    /** All that the rules have against it, whatever else there is. */
    public Violations violations(ReservedTags reserved) {
        Violations violations = new Violations()
                .title("name", name)
                .text("description", description, Violations.DESCRIPTION)
                .tags("tags", tags)
                .repositoryUrl("repositoryUrl", repositoryUrl)
                .schedule(schedule);
        reserved.among(tags, violations);
        return violations;
    }
}
