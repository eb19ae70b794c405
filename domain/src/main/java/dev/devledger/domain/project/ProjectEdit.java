package dev.devledger.domain.project;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A wish to change some details: a field that is null here stays as it is. {@code defaultZone} is what a cleared zone means. */
public record ProjectEdit(
        @Nullable SetTo<String> name,
        @Nullable SetTo<String> description,
        @Nullable SetTo<Priority> priority,
        @Nullable SetTo<SortedSet<String>> tags,
        @Nullable SetTo<String> repositoryUrl,
        @Nullable SetTo<When> startDate,
        @Nullable SetTo<When> dueDate,
        @Nullable SetTo<ZoneId> timeZone,
        @Nullable SetTo<Placement> placement,
        @Nullable PlacementsEdit placements,
        ProjectBilling.@Nullable Edit billing,
        ZoneId defaultZone) {

    /** Where nothing is said of other services and of bills. */
    public ProjectEdit(
            @Nullable SetTo<String> name,
            @Nullable SetTo<String> description,
            @Nullable SetTo<Priority> priority,
            @Nullable SetTo<SortedSet<String>> tags,
            @Nullable SetTo<String> repositoryUrl,
            @Nullable SetTo<When> startDate,
            @Nullable SetTo<When> dueDate,
            @Nullable SetTo<ZoneId> timeZone,
            @Nullable SetTo<Placement> placement,
            ZoneId defaultZone) {
        this(
                name,
                description,
                priority,
                tags,
                repositoryUrl,
                startDate,
                dueDate,
                timeZone,
                placement,
                null,
                null,
                defaultZone);
    }

    /** All that the rules have against the fields that are set, whatever the project is like. */
    public Violations violations(ReservedTags reserved) {
        return applyTo(new ProjectDetails(
                        "-", "", Priority.NONE, new TreeSet<>(), "", Schedule.none(defaultZone), Placement.CARD))
                .violations(reserved);
    }

    ProjectDetails applyTo(ProjectDetails details) {
        Placement place = SetTo.orElse(placement, details.placement(), Placement.CARD);
        return new ProjectDetails(
                SetTo.orElse(name, details.name(), ""),
                SetTo.orElse(description, details.description(), ""),
                SetTo.orElse(priority, details.priority(), Priority.NONE),
                SetTo.orElse(tags, details.tags(), new TreeSet<>()),
                SetTo.orElse(repositoryUrl, details.repositoryUrl(), ""),
                details.schedule().with(startDate, dueDate, timeZone, defaultZone),
                place,
                placements == null ? details.placements() : placements.applyTo(details, place),
                billing == null ? details.billing() : billing.applyTo(details.billing()));
    }
}
