package dev.devledger.domain.project;

import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Projects for tests. */
final class ProjectSamples {
    static final ProjectId ID = new ProjectId(new UUID(1, 1));
    static final ProjectKey KEY = new ProjectKey(12);
    static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    static final ReservedTags RESERVED = new ReservedTags(Set.of("planned", "paused", "blocked"));
    static final Instant LATER = AT.plusSeconds(60);
    static final ZoneId UTC = ZoneOffset.UTC;

    private ProjectSamples() {}

    static ProjectDetails named(String name) {
        return new ProjectDetails(name, "", Priority.NONE, tags(), "", Schedule.none(UTC), Placement.CARD);
    }

    static ProjectDetails tagged(String... tags) {
        return new ProjectDetails("Ledger", "", Priority.NONE, tags(tags), "", Schedule.none(UTC), Placement.CARD);
    }

    static ProjectDetails at(String repositoryUrl) {
        return new ProjectDetails(
                "Ledger", "", Priority.NONE, tags(), repositoryUrl, Schedule.none(UTC), Placement.CARD);
    }

    static ProjectDetails scheduled(Schedule schedule) {
        return new ProjectDetails("Ledger", "", Priority.NONE, tags(), "", schedule, Placement.CARD);
    }

    static SortedSet<String> tags(String... tags) {
        return new TreeSet<>(List.of(tags));
    }

    static ProjectCommand.Create toCreate(ProjectDetails details) {
        return new ProjectCommand.Create(ID, KEY, details, ProjectStatus.PLANNED, null, RESERVED, AT);
    }

    static ProjectEvent created() {
        return created(named("Ledger"));
    }

    static ProjectEvent created(ProjectDetails details) {
        return new ProjectEvent.Created(ID, KEY, details, ProjectStatus.PLANNED, null, AT);
    }

    static ProjectEvent moved(ProjectStatus from, ProjectStatus to) {
        return new ProjectEvent.StatusChanged(ID, new Change<>(from, to), new Change<>(null, null), AT);
    }

    static ProjectEvent noted() {
        return new ProjectEvent.NoteAdded(ID, new UUID(9, 9), "a note", AT);
    }

    static ProjectEvent deleted() {
        return new ProjectEvent.Deleted(ID, AT);
    }

    static ProjectEvent restored() {
        return new ProjectEvent.Restored(ID, AT);
    }

    static ProjectEdit rename(String name) {
        return new ProjectEdit(Patch.of(ProjectDetails.NAME, name));
    }

    static ProjectCommand.Edit edit(ProjectEdit edit) {
        return new ProjectCommand.Edit(ID, edit, RESERVED, null, LATER);
    }
}
