package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.Rows.RowsOfPeople;
import dev.devledger.adapters.postgres.query.DirectoryRows.PostgresPersonQueries;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rows of {@link Rows} are all of position 1; what happens to them has positions of its own. */
class AsOfTest {
    private static final Instant LATER = Rows.AT.plusSeconds(60);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private Rows rows;
    private PostgresProjectQueries projects;
    private PostgresTaskQueries tasks;
    private PostgresPersonQueries people;
    private ProjectId website;
    private ProjectId shop;
    private TaskId draft;

    @BeforeEach
    void aStory() {
        rows = new Rows(database);
        projects = new PostgresProjectQueries(database.jdbc, Rows.ACCOUNTS, Rows.SETTLED);
        people = new PostgresPersonQueries(database.jdbc);
        tasks = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
        website = rows.project("Website");
        shop = rows.project("Shop");
        draft = rows.task(website, null, "Draft");
        rows.board.changeStatus(website, ProjectStatus.ACTIVE, "begun", LATER, new Revision(2, 20));
        rows.tasks.changeStatus(draft, TaskStatus.COMPLETED, LATER, new Revision(2, 30));
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
    void the_projects_are_counted_as_they_were() {
        assertThat(projects.asOf(19).counts()).isEqualTo(Map.of(ProjectStatus.PLANNED, 2));
        assertThat(projects.asOf(20).counts()).isEqualTo(Map.of(ProjectStatus.PLANNED, 1, ProjectStatus.ACTIVE, 1));
        assertThat(projects.asOf(0).counts()).isEmpty();
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
    void what_an_event_superseded_is_kept_once_and_what_is_there_is_not() {
        rows.tasks.restore(draft, LATER, new Revision(5, 60));
        assertThat(database.jdbc
                        .sql("select position || ' to ' || until from task_versions where id = :id order by position")
                        .param("id", draft.value())
                        .query(String.class)
                        .list())
                .containsExactly("1 to 30", "30 to 40", "40 to 50", "50 to 60");
        assertThat(database.jdbc
                        .sql("select count(*) from project_versions")
                        .query(Long.class)
                        .single())
                .as("two were made, and one of them changed")
                .isEqualTo(1);
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
    void people_are_among_what_is_different() {
        RowsOfPeople list = new RowsOfPeople(database.dataSource);
        PersonId ana = new PersonId(new UUID(0, 9));
        list.add(ana, new PersonKey(9), new PersonDetails("Ana", null, false), LATER, new Revision(1, 70));
        Changes<PersonDetails> named = Changes.of(PersonDetails.NAME, "Ana", "Ana K.");
        list.edit(ana, named, LATER, new Revision(2, 80));

        assertThat(between(60, 70, null))
                .extracting(each -> each.entity().type(), each -> each.entity().key(), Difference::change)
                .containsExactly(tuple("person", "U-9", Differences.Kind.CREATED));
        assertThat(between(70, 80, null).getFirst().changes())
                .containsExactly(new ChangedField("name", "Ana", "Ana K."));
        assertThat(between(60, 80, null)).hasSize(1);
        assertThat(between(80, 60, null)).extracting(Difference::change).containsExactly(Differences.Kind.DELETED);
        assertThat(between(60, 80, website)).as("of the project").isEmpty();
    }

    /** 150 tasks are made at 101 to 250, and each third of them is deleted at 301 to 350. */
    @Test
    void a_long_diff_comes_in_pages_of_the_same_moments() {
        List<TaskId> made = LongStream.rangeClosed(101, 250)
                .mapToObj(position -> rows.task(website, "One of many", position))
                .toList();
        for (int i = 0; i < 150; i += 3) {
            rows.tasks.delete(made.get(i), null, LATER, new Revision(2, 301 + i / 3));
        }
        List<String> whole = keys(pages(100, 350L, null, 200));
        assertThat(whole).hasSize(100).doesNotHaveDuplicates();
        assertThat(keys(pages(100, 350L, null, 7)))
                .as("what came and went is no item")
                .isEqualTo(whole);
        assertThat(keys(pages(100, 350L, website, 7))).isEqualTo(whole);
        assertThat(pages(100, 350L, shop, 7)).isEmpty();
        assertThat(keys(pages(100, 300L, null, 33))).hasSize(150).startsWith("T-153");
        assertThat(pages(300, 350L, null, 33))
                .hasSize(50)
                .extracting(Difference::change)
                .containsOnly(Differences.Kind.DELETED);
        assertThat(pages(350, 300L, null, 33))
                .hasSize(50)
                .extracting(Difference::change)
                .containsOnly(Differences.Kind.CREATED);
    }

    @Test
    void without_an_end_a_diff_ends_where_its_first_page_did() {
        rows.task(website, "Before", 101);
        rows.task(website, "Before too", 102);
        AtomicLong head = new AtomicLong(102);
        Differences differences = new Differences(
                projects,
                tasks,
                new PostgresNoteQueries(database.jdbc),
                people,
                new PostgresChangedEntities(database.jdbc),
                Rows.settled(head::get));
        Differences.DifferencePage first = differences.between(100, null, null, new PageRequest(1, null));
        rows.task(website, "Meanwhile", 103);
        head.set(103);
        Differences.DifferencePage second =
                differences.between(100, null, null, new PageRequest(1, first.nextCursor()));
        assertThat(keys(first.items())).containsExactly("T-5");
        assertThat(keys(second.items())).containsExactly("T-4");
        assertThat(second.nextCursor()).isNull();
        assertThat(List.of(first.from(), first.to(), second.from(), second.to()))
                .containsExactly(100L, 102L, 100L, 102L);
    }

    @Test
    void a_cursor_of_a_diff_is_good_for_its_question_alone() {
        rows.task(website, "One", 101);
        rows.task(website, "Two", 102);
        String cursor =
                differences().between(100, 102L, null, new PageRequest(1, null)).nextCursor();
        PageRequest next = new PageRequest(1, cursor);
        assertThat(differences().between(100, 102L, null, next).items()).hasSize(1);
        for (ThrowingCallable other : List.<ThrowingCallable>of(
                () -> differences().between(99, 102L, null, next),
                () -> differences().between(100, 101L, null, next),
                () -> differences().between(102, 100L, null, next),
                () -> differences().between(100, 102L, website.value(), next),
                () -> differences().between(100, null, null, next),
                () -> differences().between(100, null, null, new PageRequest(1, "101." + cursor)))) {
            assertThatThrownBy(other).isInstanceOf(Rejection.class).hasMessageContaining("nextCursor");
        }
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
                    .list(ProjectFilter.ALL, new PageRequest(50, null))
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
        return pages(from, to, project, 50);
    }

    private List<Difference> pages(long from, long to, @Nullable ProjectId project, int limit) {
        UUID of = project == null ? null : project.value();
        List<Difference> all = new ArrayList<>();
        String cursor = null;
        do {
            Differences.DifferencePage page = differences().between(from, to, of, new PageRequest(limit, cursor));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.nextCursor() == null || page.items().size() == limit)
                    .isTrue();
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    private static List<String> keys(List<Difference> items) {
        return items.stream().map(each -> each.entity().key()).toList();
    }

    private Differences differences() {
        return new Differences(
                projects,
                tasks,
                new PostgresNoteQueries(database.jdbc),
                people,
                new PostgresChangedEntities(database.jdbc),
                Rows.SETTLED);
    }
}
