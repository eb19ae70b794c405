package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook;
import dev.devledger.adapters.postgres.sync.PostgresPendingWork;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectQueriesTest {

    private static final ProjectFilter ALL = ProjectFilter.ALL;

    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresProjectQueries queries =
            new PostgresProjectQueries(database.jdbc, Rows.ACCOUNTS, Rows.SETTLED);
    private Rows rows;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATED, true",
        "UPDATED, false",
        "DUE, true",
        "DUE, false",
        "PRIORITY, true",
        "PRIORITY, false",
        "NAME, true",
        "NAME, false",
        "KEY, true",
        "KEY, false"
    })
    void pages_show_each_of_a_thousand_rows_once_and_in_order(Sort.By by, boolean descending) {
        thousand();
        Sort sort = new Sort(by, descending);
        ProjectFilter filter = ProjectFilter.ALL.with(ProjectFilter.SORT, sort);

        List<ProjectView> paged = readAll(filter, 37);

        List<ProjectView> sorted = new ArrayList<>(paged);
        sorted.sort(order(sort));
        assertThat(paged).hasSize(1_000).doesNotHaveDuplicates().isEqualTo(sorted);
    }

    @Test
    void a_page_is_one_statement() {
        ProjectId project = rows.project("one");
        rows.task(project, null, "task");
        rows.project("two");

        assertThat(database.statements(() -> queries.list(ALL, new PageRequest(50, null))))
                .isEqualTo(1);
        assertThat(database.statements(() -> queries.find(project.toString()))).isEqualTo(1);
        assertThat(database.statements(() -> queries.findAll(List.of(project.value()))))
                .isEqualTo(1);
    }

    @Test
    void tasks_are_counted_by_status() {
        ProjectId project = rows.project("one");
        rows.task(project, null, "open");
        TaskId done = rows.task(project, null, "done");
        rows.tasks.changeStatus(done, TaskStatus.COMPLETED, Rows.AT, new Revision(2, 2));
        TaskId dropped = rows.task(project, null, "dropped");
        rows.tasks.changeStatus(dropped, TaskStatus.ABANDONED, Rows.AT, new Revision(2, 2));
        rows.tasks.delete(rows.task(project, null, "deleted"), null, Rows.AT, new Revision(2, 2));
        rows.task(rows.project("two"), null, "other");

        assertThat(queries.find(project.toString()).orElseThrow().taskCounts())
                .isEqualTo(new ProjectView.TaskCounts(1, 1, 1));
    }

    @Test
    void projects_are_counted_by_status() {
        assertThat(queries.counts()).isEmpty();
        rows.project("one", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
        rows.project("two", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
        rows.project("three", ProjectStatus.PAUSED, Priority.NONE, null, Rows.AT);
        rows.board.delete(rows.project("gone"), Rows.AT, new Revision(2, 2));

        assertThat(queries.counts()).isEqualTo(Map.of(ProjectStatus.ACTIVE, 2, ProjectStatus.PAUSED, 1));
        assertThat(queries.counts(ALL)).isEqualTo(queries.counts());
        assertThat(queries.counts(ProjectFilter.ALL.with(ProjectFilter.TEXTS, List.of("T"))))
                .isEqualTo(Map.of(ProjectStatus.ACTIVE, 1, ProjectStatus.PAUSED, 1));
        assertThat(queries.counts(ProjectFilter.ALL
                        .with(ProjectFilter.STATUS, Set.of(ProjectStatus.PAUSED))
                        .with(ProjectFilter.TEXTS, List.of("T"))))
                .isEqualTo(Map.of(ProjectStatus.PAUSED, 1));
    }

    @Test
    void where_those_stand_that_are_asked_for_is_told_in_the_order_in_which_they_were_made() {
        rows.project("two", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
        rows.project("one", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
        rows.project("three", ProjectStatus.PAUSED, Priority.NONE, null, Rows.AT);
        rows.board.delete(rows.project("too late"), Rows.AT, new Revision(2, 2));

        assertThat(queries.standings(ALL)).isEqualTo(queries.standings());
        assertThat(queries.standings(ProjectFilter.ALL.with(ProjectFilter.TEXTS, List.of("T"))))
                .extracting(each -> each.name() + " " + each.status())
                .containsExactly("two ACTIVE", "three PAUSED");
    }

    /** The page knows more of days and zones; what is left out here it never sees. */
    @Test
    void those_that_may_need_somebody_are_found_however_many_there_are() {
        When due = SampleEvents.day("2026-04-01");
        Instant dueBegins = Instant.parse("2026-03-31T22:00:00Z");
        Instant now = dueBegins.plusSeconds(1);
        rows.project("due", ProjectStatus.ACTIVE, Priority.NONE, due, Rows.AT);
        rows.project("stuck", ProjectStatus.BLOCKED, Priority.NONE, null, now.minus(Duration.ofDays(8)));
        rows.project("stopped just now", ProjectStatus.BLOCKED, Priority.NONE, null, now.minus(Duration.ofDays(6)));
        rows.project("well", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
        ProjectId apart = rows.project("apart");
        new PostgresLinkBook(database.dataSource, Rows.JSON)
                .put(Rows.ACCOUNT.link(EntityRef.project(apart.value())), new SyncLink.Stopped("two"));

        assertThat(names(ALL.with(ProjectFilter.NEEDING, now))).containsExactlyInAnyOrder("due", "stuck", "apart");
        assertThat(names(ALL.with(ProjectFilter.NEEDING, dueBegins))).containsExactlyInAnyOrder("stuck", "apart");
        assertThat(names(filter(Set.of(ProjectStatus.ACTIVE), null, null, null, null, false)
                        .with(ProjectFilter.NEEDING, now)))
                .containsExactly("due");
        String cursor = queries.list(ALL.with(ProjectFilter.NEEDING, now), new PageRequest(2, null))
                .nextCursor();
        assertThat(queries.list(ALL.with(ProjectFilter.NEEDING, now.plusSeconds(1)), new PageRequest(2, cursor))
                        .items())
                .hasSize(1);
    }

    @Test
    void filters_narrow_the_list() {
        rows.project("Alpha", ProjectStatus.ACTIVE, Priority.HIGH, null, Rows.AT, "Java", "Ärger");
        rows.project("beta 100%_x", ProjectStatus.PLANNED, Priority.LOW, null, Rows.AT.plusSeconds(1));
        rows.project("Gamma", ProjectStatus.PAUSED, Priority.LOW, null, Rows.AT.plusSeconds(2), "java");
        rows.board.delete(rows.project("gone"), Rows.AT, new Revision(2, 2));

        assertThat(names(ALL)).containsExactly("Gamma", "beta 100%_x", "Alpha");
        assertThat(names(filter(Set.of(ProjectStatus.ACTIVE, ProjectStatus.PAUSED), null, null, null, null, false)))
                .containsExactly("Gamma", "Alpha");
        assertThat(names(filter(Set.of(), Priority.LOW, null, null, null, false)))
                .containsExactly("Gamma", "beta 100%_x");
        assertThat(names(filter(Set.of(), null, "JAVA", null, null, false))).containsExactly("Gamma", "Alpha");
        assertThat(names(filter(Set.of(), null, "ärger", null, null, false))).containsExactly("Alpha");
        assertThat(names(filter(Set.of(), null, null, "ALP", null, false))).containsExactly("Alpha");
        assertThat(names(filter(Set.of(), null, null, "0%_", null, false))).containsExactly("beta 100%_x");
        assertThat(names(filter(Set.of(), null, null, "\\", null, false))).isEmpty();
        assertThat(names(filter(Set.of(), null, null, null, Rows.AT.plusSeconds(1), false)))
                .containsExactly("Gamma", "beta 100%_x");
        assertThat(names(filter(Set.of(), null, null, null, null, true))).containsExactly("gone");
    }

    @Test
    void each_word_is_in_the_name_or_in_the_description() {
        rows.project("Query planner");
        rows.project("Planner");
        ProjectId described = rows.project("Query");
        database.jdbc
                .sql("update dev_projects set description = 'a PLANNER' where id = :id")
                .param("id", described.value())
                .update();
        ProjectFilter words = having("planner", "query");

        assertThat(names(words)).containsExactlyInAnyOrder("Query planner", "Query");
        assertThat(names(having("planner query"))).isEmpty();
        assertThat(names(having("query planner"))).containsExactly("Query planner");
        String cursor = queries.list(words, new PageRequest(1, null)).nextCursor();
        assertThat(queries.list(words, new PageRequest(1, cursor)).items()).hasSize(1);
        assertThatThrownBy(() -> queries.list(having("planner, query"), new PageRequest(1, cursor)))
                .isInstanceOf(Rejection.class);
    }

    private static ProjectFilter having(String... texts) {
        return ProjectFilter.ALL.with(ProjectFilter.TEXTS, List.of(texts));
    }

    @Test
    void a_null_character_finds_nothing() {
        rows.project("Alpha");

        assertThat(names(filter(Set.of(), null, null, "a\u0000", null, false))).isEmpty();
        assertThat(names(filter(Set.of(), null, "a\u0000", null, null, false))).isEmpty();
        assertThat(queries.find("P-1\u0000")).isEmpty();
    }

    @Test
    void is_found_by_id_and_key_in_any_case() {
        ProjectId project = rows.project("one");

        assertThat(queries.find(project.toString().toUpperCase(Locale.ROOT))).isPresent();
        assertThat(queries.find("P-1")).isPresent();
        assertThat(queries.find("p-1")).isPresent();
        assertThat(queries.findAll(List.of(project.value(), UUID.randomUUID()))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "P", "P-", "P-0", "P-2", "T-1", "P--1", "P-1x", "P-99999999999999999999", "1-1-1-1-1", "'"})
    void garbage_is_not_found(String idOrKey) {
        rows.project("one");

        assertThat(queries.find(idOrKey)).isEmpty();
    }

    @Test
    void a_cursor_that_was_not_given_out_is_refused() {
        thousand();
        String given = queries.list(ALL, new PageRequest(10, null)).nextCursor();
        byte[] changed = Base64.getUrlDecoder().decode(given);
        changed[changed.length - 1]++;

        for (String madeUp : List.of(
                "",
                "x",
                "!",
                "AAAA",
                given + "A",
                given.substring(1),
                Base64.getUrlEncoder().encodeToString(changed))) {
            assertThatThrownBy(() -> queries.list(ALL, new PageRequest(10, madeUp)))
                    .isInstanceOfSatisfying(Rejection.class, rejection -> {
                        assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID);
                        assertThat(rejection.violations().getFirst().field()).isEqualTo("cursor");
                    });
        }
        assertThatThrownBy(() -> queries.list(
                        filter(Set.of(), Priority.LOW, null, null, null, false), new PageRequest(10, given)))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void links_say_how_far_the_sync_is() {
        ProjectId project = rows.project("one");
        EntityRef entity = EntityRef.project(project.value());
        PostgresLinkBook book = new PostgresLinkBook(database.dataSource, Rows.JSON);
        PostgresPendingWork work = new PostgresPendingWork(database.rows);
        Function<SyncLink, List<LinkView>> shown = link -> {
            book.put(Rows.ACCOUNT.link(entity), link);
            return links(project);
        };
        SyncLink.Linked linked =
                new SyncLink.Linked(SampleEvents.REMOTE, SampleEvents.CONTENT, List.of(), null, Rows.AT);
        SyncLink.Linked refused =
                new SyncLink.Linked(SampleEvents.REMOTE, SampleEvents.CONTENT, List.of(), "too long", Rows.AT);
        String url = "https://example.org/list-1/task-1";

        assertThat(links(project)).isEmpty();
        assertThat(shown.apply(new SyncLink.None(null))).isEmpty();
        assertThat(shown.apply(new SyncLink.None("full"))).containsExactly(link(null, null, "refused", "full", null));
        assertThat(shown.apply(linked)).containsExactly(link("task-1", url, "synced", null, Rows.AT));
        assertThat(shown.apply(refused)).containsExactly(link("task-1", url, "refused", "too long", Rows.AT));
        assertThat(shown.apply(new SyncLink.Deleting(SampleEvents.REMOTE, SampleEvents.CONTENT, Rows.AT)))
                .containsExactly(link("task-1", url, "pending", null, null));
        assertThat(shown.apply(new SyncLink.Closed(SampleEvents.REMOTE, false)))
                .containsExactly(link("task-1", url, "closed", null, null));
        assertThat(shown.apply(new SyncLink.Detached(SampleEvents.REMOTE, SampleEvents.CONTENT, "left", false)))
                .containsExactly(link("task-1", url, "detached", "left", null));
        assertThat(shown.apply(new SyncLink.Stopped("two"))).containsExactly(link(null, null, "conflict", "two", null));
        assertThat(shown.apply(new SyncLink.Creating(SampleEvents.INTENT, 1, "list-1", SampleEvents.CONTENT, Rows.AT)))
                .containsExactly(link(null, null, "pending", null, null));

        work.mark(Rows.ACCOUNT, List.of(entity));
        assertThat(shown.apply(linked)).containsExactly(link("task-1", url, "pending", null, Rows.AT));
        work.later(Rows.ACCOUNT, work.due(Rows.ACCOUNT, Rows.AT, 1).getFirst(), Rows.AT, 1, "unreachable");
        assertThat(shown.apply(linked)).containsExactly(link("task-1", url, "pending", "unreachable", Rows.AT));
        database.jdbc.sql("delete from sync_links").update();
        assertThat(links(project)).containsExactly(link(null, null, "pending", "unreachable", null));
        database.jdbc.sql("update dev_projects set placement = 'none'").update();
        assertThat(links(project)).isEmpty();
        assertThat(shown.apply(linked)).containsExactly(link("task-1", url, "pending", "unreachable", Rows.AT));
        assertThat(new PostgresProjectQueries(database.jdbc, List.of(Rows.OFF), Rows.SETTLED)
                        .find(project.toString())
                        .orElseThrow()
                        .links())
                .isEmpty();
    }

    private static LinkView link(String id, String url, String state, String reason, Instant syncedAt) {
        return new LinkView("ticktick", id, url, state, reason, syncedAt);
    }

    private static List<LinkView> links(ProjectId project) {
        return queries.find(project.toString()).orElseThrow().links();
    }

    private static ProjectFilter filter(
            Set<ProjectStatus> statuses, Priority priority, String tag, String text, Instant since, boolean deleted) {
        return ProjectFilter.ALL
                .with(ProjectFilter.STATUS, statuses)
                .with(ProjectFilter.PRIORITY, priority == null ? null : Set.of(priority))
                .with(ProjectFilter.TAGS, tag == null ? Set.of() : Set.of(tag))
                .with(ProjectFilter.TEXTS, text == null ? List.of() : List.of(text))
                .with(ProjectFilter.UPDATED_SINCE, since)
                .with(ProjectFilter.DELETED, deleted);
    }

    private static List<String> names(ProjectFilter filter) {
        return queries.list(filter, new PageRequest(50, null)).items().stream()
                .map(ProjectView::name)
                .toList();
    }

    private void thousand() {
        Random random = new Random(7);
        List<When> dues = new ArrayList<>(List.of(
                SampleEvents.day("2026-04-01"),
                SampleEvents.day("2026-04-02"),
                SampleEvents.moment("2026-04-01T05:00:00Z"),
                SampleEvents.moment("2026-03-31T22:00:00Z")));
        dues.add(null);
        database.transaction.executeWithoutResult(status -> IntStream.range(0, 1_000)
                .forEach(number -> rows.project(
                        (random.nextBoolean() ? "Name " : "name ") + random.nextInt(50),
                        ProjectStatus.PLANNED,
                        PRIORITIES.get(random.nextInt(4)),
                        dues.get(random.nextInt(dues.size())),
                        Rows.AT.plusSeconds(random.nextInt(20)))));
    }

    private static List<ProjectView> readAll(ProjectFilter filter, int limit) {
        List<ProjectView> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<ProjectView> page = queries.list(filter, new PageRequest(limit, cursor));
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    private static Comparator<ProjectView> order(Sort sort) {
        Comparator<ProjectView> by =
                switch (sort.by()) {
                    case READY -> throw new IllegalArgumentException("of tasks only");
                    case KEY ->
                        directed(
                                Comparator.comparingLong(
                                        p -> Long.parseLong(p.key().substring(2))),
                                sort);
                    case UPDATED -> directed(Comparator.comparing(ProjectView::updatedAt), sort);
                    case PRIORITY -> directed(Comparator.comparing(ProjectView::priority), sort);
                    case NAME -> directed(Comparator.comparing(p -> p.name().toLowerCase(Locale.ROOT)), sort);
                    case DUE ->
                        Comparator.comparing(
                                p -> p.schedule().dueDate() == null
                                        ? null
                                        : Times.begin(
                                                        p.schedule().dueDate(),
                                                        p.schedule().timeZone())
                                                .toInstant(),
                                Comparator.nullsLast(
                                        sort.descending()
                                                ? Comparator.<Instant>reverseOrder()
                                                : Comparator.naturalOrder()));
                };
        return by.thenComparing(
                directed(Comparator.comparingLong(p -> Long.parseLong(p.key().substring(2))), sort));
    }

    private static Comparator<ProjectView> directed(Comparator<ProjectView> comparator, Sort sort) {
        return sort.descending() ? comparator.reversed() : comparator;
    }
}
