package dev.devledger.domain.project;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a project, apart from its status. Texts that are not set are empty.
 *
 * @param placement where it is in the service whose words these are
 * @param placements where it is in others, by their names, as far as it was said
 * @param billing whom it is for
 */
public record ProjectDetails(
        String name,
        String description,
        Priority priority,
        SortedSet<String> tags,
        String repositoryUrl,
        Schedule schedule,
        Placement placement,
        SortedMap<String, Placement> placements,
        ProjectBilling billing) {

    public ProjectDetails {
        SortedSet<String> sorted = new TreeSet<>();
        sorted.addAll(tags); // the constructor would keep an order of the caller's, and with it what is equal
        tags = Collections.unmodifiableSortedSet(sorted);
        placements = sorted(placements);
        billing = orNone(billing);
    }

    /** What was stored before there were customers has none. */
    private static ProjectBilling orNone(@Nullable ProjectBilling billing) {
        return billing == null ? ProjectBilling.NONE : billing;
    }

    /** What was stored while there was one service has none. */
    private static SortedMap<String, Placement> sorted(@Nullable SortedMap<String, Placement> placements) {
        return placements == null || placements.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(placements));
    }

    /** Of a project of which nothing is said for other services, and that is for nobody. */
    public ProjectDetails(
            String name,
            String description,
            Priority priority,
            SortedSet<String> tags,
            String repositoryUrl,
            Schedule schedule,
            Placement placement) {
        this(
                name,
                description,
                priority,
                tags,
                repositoryUrl,
                schedule,
                placement,
                Collections.emptySortedMap(),
                ProjectBilling.NONE);
    }

    public ProjectDetails with(SortedMap<String, Placement> others) {
        return new ProjectDetails(
                name, description, priority, tags, repositoryUrl, schedule, placement, others, billing);
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
