package dev.devledger.domain.project;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What an edit changed, field by field: what was and what is. A field that did not change is null. */
public record ProjectChanges(
        @Nullable Change<String> name,
        @Nullable Change<String> description,
        @Nullable Change<Priority> priority,
        @Nullable Change<SortedSet<String>> tags,
        @Nullable Change<String> repositoryUrl,
        @Nullable Change<When> startDate,
        @Nullable Change<When> dueDate,
        @Nullable Change<ZoneId> timeZone,
        @Nullable Change<Placement> placement) {

    static ProjectChanges between(ProjectDetails from, ProjectDetails to) {
        return new ProjectChanges(
                Change.between(from.name(), to.name()),
                Change.between(from.description(), to.description()),
                Change.between(from.priority(), to.priority()),
                Change.between(from.tags(), to.tags()),
                Change.between(from.repositoryUrl(), to.repositoryUrl()),
                Change.between(from.schedule().startDate(), to.schedule().startDate()),
                Change.between(from.schedule().dueDate(), to.schedule().dueDate()),
                Change.between(from.schedule().timeZone(), to.schedule().timeZone()),
                Change.between(from.placement(), to.placement()));
    }

    public ProjectDetails applyTo(ProjectDetails details) {
        Schedule schedule = details.schedule();
        return new ProjectDetails(
                Change.orElse(name, details.name()),
                Change.orElse(description, details.description()),
                Change.orElse(priority, details.priority()),
                Change.orElse(tags, details.tags()),
                Change.orElse(repositoryUrl, details.repositoryUrl()),
                new Schedule(
                        Change.toOrElse(startDate, schedule.startDate()),
                        Change.toOrElse(dueDate, schedule.dueDate()),
                        Change.orElse(timeZone, schedule.timeZone())),
                Change.orElse(placement, details.placement()));
    }

    /** The changes as the history shows them, under the field names of docs/contract.md, section 4. */
    public List<FieldChange> list() {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.collect(changes, "name", name);
        FieldChange.collect(changes, "description", description);
        FieldChange.collect(changes, "priority", priority);
        FieldChange.collect(changes, "tags", tags);
        FieldChange.collect(changes, "repositoryUrl", repositoryUrl);
        FieldChange.collect(changes, "startDate", startDate);
        FieldChange.collect(changes, "dueDate", dueDate);
        FieldChange.collect(changes, "timeZone", timeZone);
        FieldChange.collect(changes, "placement", placement);
        return List.copyOf(changes);
    }
}
