package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.application.history.Differences;
import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.HistoryView.ChangedField;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of {@link Rows} are all of position 1; what happens to them has positions of its own. */
class AsOfTest {
    private static final Instant LATER = Rows.AT.plusSeconds(60);

    private static Database database;
    private Rows rows;
    private PostgresProjectQueries projects;
    private PostgresTaskQueries tasks;
    private ProjectId website;
    private ProjectId shop;
    private TaskId draft;

    @BeforeAll
    static void start() {
        database = Database.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void aStory() {
        database.truncate();
        rows = new Rows(database);
        projects = new PostgresProjectQueries(database.jdbc, Rows.ACCOUNT, Rows.SETTLED);
        tasks = new PostgresTaskQueries(database.jdbc, Rows.JSON, Rows.ACCOUNT, Rows.SETTLED);
        website = rows.project("Website");
        shop = rows.project("Shop");
        draft = rows.task(website, null, "Draft");
        rows.board.changeStatus(website, ProjectStatus.ACTIVE, "begun", LATER, LATER, new Revision(2, 20));
        rows.tasks.changeStatus(draft, TaskStatus.COMPLETED, LATER, LATER, new Revision(2, 30));
        rows.tasks.move(draft, new Place(shop, null), LATER, new Revision(3, 40));
        rows.tasks.delete(draft, null, LATER, new Revision(4, 50));
        rows.tasks.restore(draft, LATER, new Revision(5, 60));
    }

    @Test
    void one_is_as_it_was_after_each_of_its_events() {
        assertThat(IntStream.of(1, 29, 30, 39, 40, 50, 60, 1_000)
                        .mapToObj(this::draftAt)
                        .map(each -> each.version() + " " + each.status() + " " + each.projectKey() + " "
                                + (each.deletedAt() == null ? "there" : "deleted")))
                .containsExactly(
                        "1 OPEN P-1 there",
                        "1 OPEN P-1 there",
                        "2 COMPLETED P-1 there",
                        "2 COMPLETED P-1 there",
                        "3 COMPLETED P-2 there",
                        "4 COMPLETED P-2 deleted",
                        "5 COMPLETED P-2 there",
                        "5 COMPLETED P-2 there");
        assertThat(projects.asOf(19).find("P-1").orElseThrow().status()).isEqualTo(ProjectStatus.PLANNED);
        assertThat(projects.asOf(20).find("P-1").orElseThrow().statusReason()).isEqualTo("begun");
    }

    @Test
    void before_its_first_event_there_was_nothing() {
        assertThat(tasks.asOf(0).find("T-3")).isEmpty();
        assertThat(projects.asOf(0).findAll(List.of(website.value(), shop.value())))
                .isEmpty();
    }

    @Test
    void a_list_is_filtered_by_what_was() {
        assertThat(titles(39, "P-1", TaskStatus.COMPLETED)).containsExactly("Draft");
        assertThat(titles(29, "P-1", TaskStatus.COMPLETED)).isEmpty();
        assertThat(titles(40, "P-1", TaskStatus.COMPLETED)).isEmpty();
        assertThat(titles(40, "P-2", TaskStatus.COMPLETED)).containsExactly("Draft");
        assertThat(titles(50, null, TaskStatus.COMPLETED)).as("deleted then").isEmpty();
    }

    @Test
    void the_tasks_of_a_project_are_counted_as_they_were() {
        assertThat(counts(29)).containsExactly("1/0/0", "0/0/0");
        assertThat(counts(39)).containsExactly("0/1/0", "0/0/0");
        assertThat(counts(40)).containsExactly("0/0/0", "0/1/0");
        assertThat(counts(50)).containsExactly("0/0/0", "0/0/0");
    }

    @Test
    void applying_an_event_twice_keeps_one_copy() {
        rows.tasks.restore(draft, LATER, new Revision(5, 60));
        assertThat(database.jdbc
                        .sql("select position from task_versions where id = :id order by position")
                        .param("id", draft.value())
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 30L, 40L, 50L, 60L);
    }

    @Test
    void what_is_different_between_two_moments() {
        assertThat(between(1, 20, null))
                .extracting(each -> each.entity().key(), Difference::change, Difference::changes)
                .containsExactly(tuple(
                        "P-1",
                        Differences.Kind.CHANGED,
                        List.of(
                                new ChangedField("status", ProjectStatus.PLANNED, ProjectStatus.ACTIVE),
                                new ChangedField("statusReason", null, "begun"))));
        assertThat(between(20, 50, null)).extracting(Difference::change).containsExactly(Differences.Kind.DELETED);
        assertThat(between(40, 60, null)).as("gone and back").isEmpty();
        assertThat(between(0, 1, null)).extracting(Difference::change).containsOnly(Differences.Kind.CREATED);
        assertThat(between(0, 1, null)).hasSize(3);
        assertThat(between(30, 40, shop))
                .extracting(each -> each.entity().key())
                .containsExactly("T-3");
        assertThat(between(20, 30, shop)).as("it came there later").isEmpty();
        assertThat(between(20, 30, website)).hasSize(1);
        assertThat(between(30, 40, website)).as("it left").hasSize(1);
        assertThat(between(40, 60, website)).as("it was gone already").isEmpty();
        assertThat(between(30, 20, null).getFirst().changes())
                .containsExactly(new ChangedField("status", TaskStatus.COMPLETED, TaskStatus.OPEN));
    }

    @Test
    void more_than_are_compared_at_once_are_all_told() {
        for (int i = 0; i < 501; i++) {
            rows.task(website, null, "One of many " + i);
        }
        assertThat(between(0, 1, website)).hasSize(1 + 1 + 501).doesNotHaveDuplicates();
    }

    /** Other events of the same entities do not make it slower: one statement, whatever there is. */
    @Test
    void a_read_of_then_is_one_statement() {
        assertThat(database.statements(() -> tasks.asOf(40).find("T-3"))).isEqualTo(1);
        assertThat(database.statements(() -> counts(40))).isEqualTo(1);
    }

    private TaskView draftAt(long position) {
        return tasks.asOf(position).find("T-3").orElseThrow();
    }

    private List<String> titles(long position, @Nullable String project, TaskStatus status) {
        Page<TaskView> page = tasks.asOf(position)
                .list(TaskFilter.of(Set.of(status), project, Sort.DEFAULT), new PageRequest(50, null));
        return page.items().stream().map(TaskView::title).toList();
    }

    private List<String> counts(long position) {
        return projects.asOf(position).findAll(List.of(website.value(), shop.value())).stream()
                .map(ProjectView::taskCounts)
                .map(each -> each.open() + "/" + each.completed() + "/" + each.abandoned())
                .toList();
    }

    @Test
    void a_list_counts_as_one_does() {
        for (long position : List.of(1L, 30L, 40L, 50L, 60L)) {
            List<ProjectView> listed = projects.asOf(position)
                    .list(
                            new ProjectFilter(Set.of(), null, null, null, null, false, Sort.DEFAULT),
                            new PageRequest(50, null))
                    .items();
            assertThat(listed).hasSize(2);
            for (ProjectView each : listed) {
                assertThat(each.taskCounts())
                        .as(each.key() + " at " + position)
                        .isEqualTo(projects.asOf(position)
                                .find(each.key())
                                .orElseThrow()
                                .taskCounts());
            }
        }
    }

    private List<Difference> between(long from, long to, @Nullable ProjectId project) {
        return new Differences(projects, tasks).between(from, to, project == null ? null : project.value());
    }
}
