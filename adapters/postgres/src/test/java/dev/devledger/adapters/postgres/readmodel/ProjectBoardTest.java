package dev.devledger.adapters.postgres.readmodel;

import static dev.devledger.adapters.postgres.SampleEvents.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.Rows.RowsOfProjects;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.query.PostgresProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProjectBoardTest {

    private static final Instant LATER = SampleEvents.AT.plusSeconds(60);
    private static final ProjectEvent.Created CREATED = SampleEvents.first(ProjectEvent.Created.class);
    private static final ProjectEvent.Edited EDITED = SampleEvents.first(ProjectEvent.Edited.class);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final RowsOfProjects board = new RowsOfProjects(database.dataSource);
    private static final PostgresProjectQueries queries =
            new PostgresProjectQueries(database.jdbc, Rows.ACCOUNTS, Rows.SETTLED);

    @BeforeEach
    void add() {
        board.add(CREATED, new Revision(1, 1));
    }

    @Test
    void a_created_project_is_there_with_all_it_has() {
        assertThat(project())
                .isEqualTo(new ProjectView(
                        PROJECT.value(),
                        "P-12",
                        CREATED.details(),
                        ProjectStatus.PLANNED,
                        "an idea",
                        SampleEvents.AT,
                        Map.of("ticktick", Placement.CARD),
                        null,
                        null,
                        new ProjectView.TaskCounts(0, 0, 0),
                        SampleEvents.AT,
                        SampleEvents.AT,
                        null,
                        null,
                        null,
                        1,
                        List.of(),
                        0));
        assertThat(column("due_at")).isEqualTo("2026-04-29 22:00:00+00");
    }

    @Test
    void an_edit_changes_what_it_names() {
        board.edit(PROJECT, EDITED.changes(), LATER, new Revision(2, 2));

        ProjectView project = project();
        assertThat(project.name()).isEqualTo("Ledger 2");
        assertThat(project.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(project.schedule().dueDate()).isEqualTo(SampleEvents.moment("2026-04-30T08:00:00.250Z"));
        assertThat(project.schedule().allDay()).isFalse();
        assertThat(project.schedule().timeZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(project.details().placement()).isEqualTo(Placement.LIST);
        assertThat(project.updatedAt()).isEqualTo(LATER);
        assertThat(project.createdAt()).isEqualTo(SampleEvents.AT);
        assertThat(project.version()).isEqualTo(2);
        assertThat(column("due_at")).isEqualTo("2026-04-30 08:00:00.25+00");
    }

    @Test
    void each_further_service_has_a_placement_of_its_own() {
        PostgresProjectQueries several = new PostgresProjectQueries(
                database.jdbc, List.of(Rows.ACCOUNT, lists("clickup"), lists("other")), Rows.SETTLED);
        place(2, "clickup", new Change<>(null, Placement.NONE));
        place(3, "other", new Change<>(null, Placement.NONE));
        place(4, "clickup", new Change<>(Placement.NONE, Placement.LIST));

        assertThat(several.find("P-12").orElseThrow().placements())
                .containsExactly(
                        Map.entry("ticktick", Placement.CARD),
                        Map.entry("clickup", Placement.LIST),
                        Map.entry("other", Placement.NONE));
        place(5, "other", new Change<>(Placement.NONE, null));
        assertThat(several.find("P-12").orElseThrow().placements()).containsEntry("other", Placement.LIST);
        assertThat(several.asOf(3).find("P-12").orElseThrow().placements())
                .containsEntry("clickup", Placement.NONE)
                .containsEntry("other", Placement.NONE);
    }

    private static ConnectedAccount lists(String connector) {
        return new ConnectedAccount(connector, "sandbox", ConnectorMode.OFF, remote -> "", new ListLayout());
    }

    private void place(long version, String service, Change<Placement> change) {
        board.edit(
                PROJECT,
                Changes.of(Field.entry(ProjectDetails.PLACEMENTS, service), change),
                LATER,
                new Revision(version, version));
    }

    @Test
    void a_new_zone_alone_moves_the_begin_of_the_day() {
        board.edit(
                PROJECT,
                Changes.of(ProjectDetails.TIME_ZONE, SampleEvents.BERLIN, ZoneId.of("UTC")),
                LATER,
                new Revision(2, 2));

        assertThat(column("due_at")).isEqualTo("2026-04-30 00:00:00+00");
        assertThat(column("due_day")).isEqualTo("2026-04-30");
    }

    @Test
    void cleared_fields_are_null() {
        board.edit(
                PROJECT,
                Changes.of(ProjectDetails.DESCRIPTION, "Keeps books", "")
                        .with(ProjectDetails.TAGS, SampleEvents.tags("Java"), SampleEvents.tags())
                        .with(ProjectDetails.DUE_DATE, SampleEvents.day("2026-04-30"), null),
                LATER,
                new Revision(2, 2));

        assertThat(project().description()).isNull();
        assertThat(project().tags()).isEmpty();
        assertThat(project().schedule().dueDate()).isNull();
        assertThat(column("due_at")).isNull();
    }

    @Test
    void started_is_the_first_time_active_and_completed_the_last() {
        board.changeStatus(PROJECT, ProjectStatus.ACTIVE, null, LATER, new Revision(2, 2));
        board.changeStatus(PROJECT, ProjectStatus.COMPLETED, "done", LATER.plusSeconds(1), new Revision(3, 3));
        assertThat(project().completedAt()).isEqualTo(LATER.plusSeconds(1));
        assertThat(project().statusReason()).isEqualTo("done");

        board.changeStatus(PROJECT, ProjectStatus.ACTIVE, null, LATER.plusSeconds(2), new Revision(4, 4));

        ProjectView project = project();
        assertThat(project.startedAt()).isEqualTo(LATER);
        assertThat(project.completedAt()).isNull();
        assertThat(project.statusReason()).isNull();
        assertThat(project.statusSince()).isEqualTo(LATER.plusSeconds(2));
    }

    @Test
    void deleted_and_restored() {
        board.delete(PROJECT, LATER, new Revision(2, 2));
        assertThat(project().deletedAt()).isEqualTo(LATER);
        board.restore(PROJECT, LATER.plusSeconds(1), new Revision(3, 3));
        assertThat(project().deletedAt()).isNull();
        assertThat(project().version()).isEqualTo(3);
    }

    @Test
    void a_missing_row_is_an_error() {
        ProjectId unknown = new ProjectId(UUID.randomUUID());

        Revision second = new Revision(2, 2);
        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> board.touch(unknown, LATER, second),
                () -> board.edit(unknown, EDITED.changes(), LATER, second),
                () -> board.changeStatus(unknown, ProjectStatus.ACTIVE, null, LATER, second),
                () -> board.delete(unknown, LATER, second),
                () -> board.restore(unknown, LATER, second))) {
            assertThatThrownBy(change).hasMessageContaining("There is no row");
        }
    }

    private static ProjectView project() {
        return queries.find(PROJECT.toString()).orElseThrow();
    }

    private static String column(String column) {
        Map<String, Object> row = database.jdbc
                .sql("select cast(" + column
                        + " as text) as value from dev_projects, (select set_config('timezone', 'UTC', false)) utc")
                .query()
                .singleRow();
        return (String) row.get("value");
    }
}
