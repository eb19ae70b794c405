package dev.devledger.domain.project;

import static dev.devledger.domain.project.ProjectSamples.AT;
import static dev.devledger.domain.project.ProjectSamples.ID;
import static dev.devledger.domain.project.ProjectSamples.KEY;
import static dev.devledger.domain.project.ProjectSamples.LATER;
import static dev.devledger.domain.project.ProjectSamples.RESERVED;
import static dev.devledger.domain.project.ProjectSamples.created;
import static dev.devledger.domain.project.ProjectSamples.deleted;
import static dev.devledger.domain.project.ProjectSamples.edit;
import static dev.devledger.domain.project.ProjectSamples.moved;
import static dev.devledger.domain.project.ProjectSamples.named;
import static dev.devledger.domain.project.ProjectSamples.noted;
import static dev.devledger.domain.project.ProjectSamples.rename;
import static dev.devledger.domain.project.ProjectSamples.restored;
import static dev.devledger.domain.project.ProjectSamples.toCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.shared.Violations;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectDeciderTest {
    private static final UUID NOTE = new UUID(5, 5);

    private static Scenario<ProjectCommand, Project, ProjectEvent> given(ProjectEvent... events) {
        return Scenario.given(new ProjectDecider(), events);
    }

    private static ProjectCommand.ChangeStatus change(ProjectStatus to, String reason) {
        return new ProjectCommand.ChangeStatus(ID, to, reason, null, LATER);
    }

    /** One command of each kind, with the version that its caller saw. */
    private static List<ProjectCommand> commands(long version) {
        return List.of(
                toCreate(named("Ledger")),
                new ProjectCommand.Edit(ID, rename("Other"), RESERVED, version, LATER),
                new ProjectCommand.ChangeStatus(ID, ProjectStatus.ACTIVE, null, version, LATER),
                new ProjectCommand.AddNote(ID, NOTE, "a note", version, LATER),
                new ProjectCommand.RetractNote(ID, NOTE, "a note", version, LATER),
                new ProjectCommand.RestoreNote(ID, NOTE, "a note", version, LATER),
                new ProjectCommand.Delete(ID, version, LATER),
                new ProjectCommand.Restore(ID, version, LATER),
                new ProjectCommand.RequireVersion(ID, version, LATER));
    }

    static Stream<ProjectCommand> all_but_create() {
        return commands(1).stream().filter(command -> !(command instanceof ProjectCommand.Create));
    }

    static Stream<ProjectCommand> stale() {
        return commands(7).stream().filter(command -> !(command instanceof ProjectCommand.Create));
    }

    static Stream<ProjectCommand> all_but_delete_and_restore() {
        return commands(2).stream()
                .filter(command -> !(command instanceof ProjectCommand.Delete)
                        && !(command instanceof ProjectCommand.Restore)
                        && !(command instanceof ProjectCommand.RequireVersion));
    }

    @Test
    void these_tests_know_every_command() {
        assertThat(commands(1))
                .extracting(command -> (Object) command.getClass())
                .containsExactlyInAnyOrder((Object[]) ProjectCommand.class.getPermittedSubclasses());
    }

    @Test
    void a_command_goes_to_the_stream_of_its_project() {
        assertThat(commands(1)).extracting(ProjectCommand::address).containsOnly("project-" + ID.value());
    }

    @Test
    void a_new_project_begins_with_the_status_and_reason_asked_for() {
        ProjectDetails details = named("Ledger");
        given().when(new ProjectCommand.Create(ID, KEY, details, ProjectStatus.BLOCKED, "no keyboard", RESERVED, AT))
                .then(new ProjectEvent.Created(ID, KEY, details, ProjectStatus.BLOCKED, "no keyboard", AT));
    }

    @ParameterizedTest
    @MethodSource("all_but_create")
    void an_unknown_project_is_not_found(ProjectCommand command) {
        given().when(command).thenRejected(Code.NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("stale")
    void a_stale_version_is_refused(ProjectCommand command) {
        given(created()).when(command).thenRejected(Code.STALE);
    }

    @ParameterizedTest
    @MethodSource("all_but_create")
    void the_current_version_is_accepted(ProjectCommand command) {
        assertThat(new ProjectDecider().decide(command, given(created()).state()))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("all_but_delete_and_restore")
    void a_deleted_project_refuses_all_but_delete_and_restore(ProjectCommand command) {
        given(created(), deleted()).when(command).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void a_project_is_created_once() {
        given(created()).when(toCreate(named("Ledger"))).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void an_edit_tells_what_was_and_what_is() {
        given(created())
                .when(edit(rename("Other")))
                .then(new ProjectEvent.Edited(ID, Changes.of(ProjectDetails.NAME, "Ledger", "Other"), LATER));
    }

    @Test
    void an_edit_to_what_it_is_already_is_no_event() {
        given(created()).when(edit(rename("Ledger"))).thenNothing();
    }

    @Test
    void an_edit_is_checked_as_a_whole() {
        given(created()).when(edit(rename(" "))).thenInvalid("name");
    }

    @ParameterizedTest
    @EnumSource
    void every_status_can_follow_every_other(ProjectStatus to) {
        for (ProjectStatus from : ProjectStatus.values()) {
            Scenario<ProjectCommand, Project, ProjectEvent> project =
                    given(created(), moved(ProjectStatus.PLANNED, from));
            if (from == to) {
                project.when(change(to, "again")).thenNothing();
            } else {
                Scenario<ProjectCommand, Project, ProjectEvent> after = project.when(change(to, "because"))
                        .then(new ProjectEvent.StatusChanged(
                                ID, new Change<>(from, to), new Change<>(null, "because"), LATER));
                assertThat(after.state()).isEqualTo(new Project.Present(to, "because", named("Ledger"), Set.of(), 3));
            }
        }
    }

    @Test
    void a_status_without_a_reason_clears_the_reason_before() {
        Scenario<ProjectCommand, Project, ProjectEvent> paused = given(created())
                .when(change(ProjectStatus.PAUSED, "holidays"))
                .then(new ProjectEvent.StatusChanged(
                        ID,
                        new Change<>(ProjectStatus.PLANNED, ProjectStatus.PAUSED),
                        new Change<>(null, "holidays"),
                        LATER));
        paused.when(change(ProjectStatus.ACTIVE, null))
                .then(new ProjectEvent.StatusChanged(
                        ID,
                        new Change<>(ProjectStatus.PAUSED, ProjectStatus.ACTIVE),
                        new Change<>("holidays", null),
                        LATER));
    }

    @Test
    void a_reason_of_500_characters_is_taken_and_one_more_is_not() {
        given(created())
                .when(change(ProjectStatus.PAUSED, "r".repeat(Violations.REASON)))
                .then(new ProjectEvent.StatusChanged(
                        ID,
                        new Change<>(ProjectStatus.PLANNED, ProjectStatus.PAUSED),
                        new Change<>(null, "r".repeat(Violations.REASON)),
                        LATER));
        given(created())
                .when(change(ProjectStatus.PAUSED, "r".repeat(Violations.REASON + 1)))
                .thenInvalid("reason");
        given().when(new ProjectCommand.Create(
                        ID,
                        KEY,
                        named("Ledger"),
                        ProjectStatus.PAUSED,
                        "r".repeat(Violations.REASON + 1),
                        RESERVED,
                        AT))
                .thenInvalid("reason");
    }

    @Test
    void a_note_is_added_every_time() {
        ProjectCommand.AddNote note = new ProjectCommand.AddNote(ID, NOTE, "done\twith\nit", null, LATER);
        given(created(), noted()).when(note).then(new ProjectEvent.NoteAdded(ID, NOTE, "done\twith\nit", LATER));
    }

    @Test
    void a_note_has_1_to_10000_characters() {
        String longest = "🙂".repeat(Violations.NOTE);
        given(created())
                .when(new ProjectCommand.AddNote(ID, NOTE, longest, null, LATER))
                .then(new ProjectEvent.NoteAdded(ID, NOTE, longest, LATER));
        given(created())
                .when(new ProjectCommand.AddNote(ID, NOTE, longest + "x", null, LATER))
                .thenInvalid("text");
        given(created())
                .when(new ProjectCommand.AddNote(ID, NOTE, " \n", null, LATER))
                .thenInvalid("text");
        given(created())
                .when(new ProjectCommand.AddNote(ID, NOTE, "a\0b", null, LATER))
                .thenInvalid("text");
    }

    @Test
    void a_note_is_retracted_once_and_restored_once() {
        ProjectCommand.RetractNote retract = new ProjectCommand.RetractNote(ID, NOTE, "a note", null, LATER);
        ProjectCommand.RestoreNote restore = new ProjectCommand.RestoreNote(ID, NOTE, "a note", null, LATER);
        ProjectEvent retracted = new ProjectEvent.NoteRetracted(ID, NOTE, "a note", LATER);
        ProjectEvent back = new ProjectEvent.NoteRestored(ID, NOTE, "a note", LATER);
        given(created(), noted()).when(restore).thenNothing();
        given(created(), noted()).when(retract).then(retracted).when(retract).thenNothing();
        given(created(), noted(), retracted)
                .when(restore)
                .then(back)
                .when(restore)
                .thenNothing();
        given(created(), noted(), retracted, back).when(retract).then(retracted);
    }

    @Test
    void a_project_is_deleted_once() {
        ProjectCommand.Delete delete = new ProjectCommand.Delete(ID, null, LATER);
        given(created())
                .when(delete)
                .then(new ProjectEvent.Deleted(ID, LATER))
                .when(delete)
                .thenNothing();
    }

    @Test
    void only_a_deleted_project_is_restored() {
        ProjectCommand.Restore restore = new ProjectCommand.Restore(ID, null, LATER);
        given(created()).when(restore).thenNothing();
        given(created(), deleted())
                .when(restore)
                .then(new ProjectEvent.Restored(ID, LATER))
                .when(restore)
                .thenNothing();
    }

    @Test
    void a_deleted_project_keeps_what_it_was() {
        Project before = given(created(), moved(ProjectStatus.PLANNED, ProjectStatus.ACTIVE))
                .state();
        Project after = given(created(), moved(ProjectStatus.PLANNED, ProjectStatus.ACTIVE), deleted(), restored())
                .state();
        Project.Present was = (Project.Present) before;
        assertThat(after).isEqualTo(new Project.Present(was.status(), was.statusReason(), was.details(), Set.of(), 4));
    }

    @Test
    void the_version_of_a_deleted_project_is_checked_too() {
        given(created(), deleted())
                .when(new ProjectCommand.Restore(ID, 1L, LATER))
                .thenRejected(Code.STALE);
        given(created(), deleted())
                .when(new ProjectCommand.Delete(ID, 1L, LATER))
                .thenRejected(Code.STALE);
        given(created(), deleted())
                .when(new ProjectCommand.Restore(ID, 2L, LATER))
                .then(new ProjectEvent.Restored(ID, LATER));
    }

    @Test
    void the_version_grows_with_each_event() {
        ProjectEvent renamed = new ProjectDecider()
                .decide(edit(rename("Other")), given(created()).state())
                .getFirst();
        ProjectEvent[] all = {
            created(),
            renamed,
            moved(ProjectStatus.PLANNED, ProjectStatus.ACTIVE),
            noted(),
            new ProjectEvent.NoteRetracted(ID, NOTE, "a note", LATER),
            new ProjectEvent.NoteRestored(ID, NOTE, "a note", LATER),
            deleted(),
            restored()
        };
        assertThat(List.of(all)).extracting(event -> (Object) event.getClass()).containsExactlyInAnyOrder((Object[])
                ProjectEvent.class.getPermittedSubclasses());
        ProjectDecider decider = new ProjectDecider();
        Project state = decider.initial();
        for (int i = 0; i < all.length; i++) {
            state = decider.evolve(state, all[i]);
            Project.Present known = state instanceof Project.Deleted gone ? gone.last() : (Project.Present) state;
            assertThat(known.version()).isEqualTo(i + 1L);
        }
    }

    @Test
    void requiring_the_current_version_changes_nothing() {
        given(created()).when(new ProjectCommand.RequireVersion(ID, 1, LATER)).thenNothing();
    }

    @Test
    void of_a_deleted_project_the_version_can_be_required_as_well() {
        given(created(), deleted())
                .when(new ProjectCommand.RequireVersion(ID, 2, LATER))
                .thenNothing();
        given(created(), deleted())
                .when(new ProjectCommand.RequireVersion(ID, 1, LATER))
                .thenRejected(Code.STALE);
    }
}
