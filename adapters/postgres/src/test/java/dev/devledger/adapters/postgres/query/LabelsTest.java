package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.task.Task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelsTest {
    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresLabels labels = new PostgresLabels(database.jdbc);
    private Rows rows;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
    }

    private void delete(ProjectId project) {
        rows.board.delete(project, Rows.AT, new Revision(2, 2));
    }

    @Test
    void projects_and_tasks_have_keys_and_names_also_when_they_are_deleted() {
        ProjectId project = rows.project("Website");
        TaskId task = rows.task(project, null, "Write it");
        delete(project);

        Label named = new Label(project.value(), "P-1", "Website");
        Label titled = new Label(task.value(), "T-2", "Write it");
        assertThat(labels.of(List.of(project.value(), task.value(), UUID.randomUUID())))
                .isEqualTo(Map.of(named.id(), named, titled.id(), titled));
        assertThat(labels.of(List.of())).isEmpty();
        assertThat(labels.ofKey("P-1")).contains(named);
        assertThat(labels.ofKey("T-2")).contains(titled);
        assertThat(labels.ofKey("T-1")).isEmpty();
        assertThat(database.statements(() -> labels.of(List.of(named.id(), titled.id()))))
                .isEqualTo(1);
    }

    @Test
    void a_project_is_called_by_its_key_or_by_its_whole_name() {
        rows.project("Öffentliche API");
        rows.project("öffentliche api");
        ProjectId gone = rows.project("Gone");
        delete(gone);

        assertThat(called("p-1")).containsExactly("P-1");
        assertThat(called("ÖFFENTLICHE api")).containsExactly("P-1", "P-2");
        assertThat(called("Öffentliche")).isEmpty();
        assertThat(called("Gone")).isEmpty();
        assertThat(called("P-3")).containsExactly("P-3");
        assertThat(called("%")).isEmpty();
        assertThat(called("")).isEmpty();
        assertThat(called("a\u0000b")).isEmpty();
        assertThat(labels.projectsCalled("öffentliche API", 1)).hasSize(1);
    }

    /** A name can look like the key of another project; the key is what people mean by it. */
    @Test
    void a_key_goes_before_a_name() {
        rows.project("P-2");
        rows.project("Other");

        assertThat(called("P-2")).containsExactly("P-2");
    }

    private static List<String> called(String text) {
        return labels.projectsCalled(text, 10).stream().map(Label::key).toList();
    }

    @Test
    void a_name_is_the_same_in_whichever_form_it_is_written() {
        rows.project("Caf\u00e9  API");
        rows.project("cafe\u0301\u00a0api ");
        rows.project("CAFE API");
        delete(rows.project("Caf\u00e9 API"));

        assertThat(labels.projectsNamed(NormalizedName.of("CAFE\u0301 API")))
                .extracting(Label::key)
                .containsExactly("P-1", "P-2");
        assertThat(labels.projectsNamed(NormalizedName.of("P-1"))).isEmpty();
        assertThat(database.statements(() -> labels.projectsNamed(NormalizedName.of("x"))))
                .isEqualTo(1);
    }

    @Test
    void what_begins_so_is_found_by_key_and_by_name() {
        rows.project("Alpha");
        rows.project("alphabet");
        rows.project("Beta");
        delete(rows.project("Alps"));
        rows.project("P-1 and more");

        assertThat(beginning("ALPHA")).containsExactly("P-1", "P-2");
        assertThat(beginning("p-")).containsExactly("P-1", "P-2", "P-3", "P-5");
        assertThat(beginning("P-1")).containsExactly("P-1", "P-5");
        assertThat(beginning("")).hasSize(4);
        assertThat(beginning("_")).isEmpty();
        assertThat(beginning("\u0000")).isEmpty();
        assertThat(labels.projectsBeginning("", 2)).hasSize(2);
    }

    private static List<String> beginning(String prefix) {
        return labels.projectsBeginning(prefix, 100).stream().map(Label::key).toList();
    }
}
