package dev.devledger.application.project;

import dev.devledger.application.ledger.axon.CommandCase;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectCommandsTest {
    private static final ProjectId ID = new ProjectId(new UUID(1, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final ProjectEvent CREATED =
            new ProjectEvent.Created(ID, new ProjectKey(1), details(), ProjectStatus.PLANNED, null, AT);
    private static final ProjectEvent DELETED = new ProjectEvent.Deleted(ID, AT);

    private static final ProjectEvent RETRACTED = new ProjectEvent.NoteRetracted(ID, new UUID(9, 9), "a note", AT);

    private static final ReservedTags RESERVED = new ReservedTags(Set.of());

    private static ProjectDetails details() {
        return new ProjectDetails(
                "Ledger", "", Priority.NONE, new TreeSet<>(), "", Schedule.none(ZoneOffset.UTC), Placement.CARD);
    }

    static Stream<CommandCase> commands() {
        ProjectEdit clearing = new ProjectEdit(Patch.of(ProjectDetails.DESCRIPTION, null));
        return Stream.of(
                new CommandCase(
                        List.of(),
                        new ProjectCommand.Create(
                                ID, new ProjectKey(1), details(), ProjectStatus.PLANNED, null, RESERVED, AT),
                        List.of(CREATED)),
                new CommandCase(List.of(CREATED), new ProjectCommand.Edit(ID, clearing, RESERVED, 1L, AT), List.of()),
                new CommandCase(
                        List.of(CREATED),
                        new ProjectCommand.ChangeStatus(ID, ProjectStatus.ACTIVE, null, 1L, AT),
                        List.of(new ProjectEvent.StatusChanged(
                                ID,
                                new Change<>(ProjectStatus.PLANNED, ProjectStatus.ACTIVE),
                                new Change<>(null, null),
                                AT))),
                new CommandCase(
                        List.of(CREATED),
                        new ProjectCommand.AddNote(ID, new UUID(9, 9), "a note", 1L, AT),
                        List.of(new ProjectEvent.NoteAdded(ID, new UUID(9, 9), "a note", AT))),
                new CommandCase(
                        List.of(CREATED),
                        new ProjectCommand.RetractNote(ID, new UUID(9, 9), "a note", 1L, AT),
                        List.of(RETRACTED)),
                new CommandCase(
                        List.of(CREATED, RETRACTED),
                        new ProjectCommand.RestoreNote(ID, new UUID(9, 9), "a note", 2L, AT),
                        List.of(new ProjectEvent.NoteRestored(ID, new UUID(9, 9), "a note", AT))),
                new CommandCase(List.of(CREATED), new ProjectCommand.Delete(ID, 1L, AT), List.of(DELETED)),
                new CommandCase(
                        List.of(CREATED, DELETED),
                        new ProjectCommand.Restore(ID, 2L, AT),
                        List.of(new ProjectEvent.Restored(ID, AT))),
                new CommandCase(List.of(CREATED), new ProjectCommand.RequireVersion(ID, 1, AT), List.of()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reaches_its_project(CommandCase each) {
        each.run();
    }

    @Test
    void these_tests_know_every_command() {
        CommandCase.assertEveryCommand(commands(), ProjectCommand.class);
    }
}
