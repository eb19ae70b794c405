package dev.devledger.domain.project;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Violations;
import org.jspecify.annotations.Nullable;

/**
 * A wish to change some details.
 *
 * @param places null leaves what is said for other services
 */
public record ProjectEdit(Patch<ProjectDetails> fields, @Nullable PlacementsEdit places) {
    public ProjectEdit(Patch<ProjectDetails> fields) {
        this(fields, null);
    }

    /** All that the rules have against the fields that are set, whatever the project is like. */
    public Violations violations(ReservedTags reserved) {
        return applyTo(ProjectDetails.SOUND).violations(reserved);
    }

    ProjectDetails applyTo(ProjectDetails details) {
        ProjectDetails edited = ProjectDetails.KIND.edited(details, fields);
        return places == null ? edited : edited.with(places.applyTo(details, edited.placement()));
    }
}
