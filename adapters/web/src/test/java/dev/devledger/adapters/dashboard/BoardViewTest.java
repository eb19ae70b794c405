package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.dashboard.BoardFilter.ShownProjects;
import dev.devledger.adapters.dashboard.BoardPage.BoardView;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChange;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectState;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which cards stand where, and what is known of them beside their projects. */
class BoardViewTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");

    private static ProjectView project(int number, ProjectStatus status, String... tags) {
        return project(number, status, List.of(tags), List.of());
    }

    private static ProjectView linked(int number, String... states) {
        return project(
                number,
                ProjectStatus.ACTIVE,
                List.of(),
                Stream.of(states)
                        .map(state -> new LinkView("connector-of-" + state, null, null, state, null, null))
                        .toList());
    }

    private static ProjectView project(int number, ProjectStatus status, List<String> tags, List<LinkView> links) {
        return new ProjectView(
                new UUID(0, number),
                "P-" + number,
                new ProjectDetails(
                        "Number " + number,
                        "",
                        Priority.NONE,
                        new TreeSet<>(tags),
                        "",
                        Schedule.none(ZoneId.of("UTC")),
                        Placement.NONE),
                status,
                null,
                NOW,
                Map.of(),
                null,
                null,
                new ProjectView.TaskCounts(0, 0, 0),
                NOW,
                NOW,
                null,
                null,
                null,
                1,
                links,
                0);
    }

    private static BoardView board(String query, List<ProjectView> projects, BoardView.BoardContext beside) {
        return board(query, projects, Map.of(ProjectStatus.ACTIVE, projects.size()), beside);
    }

    /** Of 1,000 projects that are active and 500 that are completed. */
    private static BoardView board(
            String query,
            List<ProjectView> projects,
            Map<ProjectStatus, Integer> counted,
            BoardView.BoardContext beside) {
        return board(query, new ShownProjects(projects, Map.of(), null), counted, beside);
    }

    private static BoardView board(
            String query, ShownProjects shown, Map<ProjectStatus, Integer> counted, BoardView.BoardContext beside) {
        Map<String, String> parameters = query.isEmpty()
                ? Map.of()
                : Map.of(query.substring(0, query.indexOf('=')), query.substring(query.indexOf('=') + 1));
        return BoardView.of(
                BoardFilter.of(new PageQuery("/", parameters)),
                Map.of(ProjectStatus.ACTIVE, 1000, ProjectStatus.COMPLETED, 500),
                counted,
                shown,
                beside,
                NOW);
    }

    private static BoardView.BoardContext beside(
            Map<UUID, CardView.ChangeAuthor> latest, @Nullable List<ProjectState> now) {
        return new BoardView.BoardContext(List.of(), latest, 0, List.of(), now);
    }

    private static BoardView.Column active(BoardView board) {
        return board.columns().stream()
                .filter(column -> column.status().word().equals("active"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void beside_others_a_column_has_a_hundred_cards_and_says_how_many_more_there_are() {
        List<ProjectView> many = Stream.iterate(1, number -> number + 1)
                .limit(123)
                .map(number -> project(number, ProjectStatus.ACTIVE))
                .toList();
        BoardView.Column column = active(board("", many, beside(Map.of(), null)));
        assertThat(column.cards()).hasSize(100);
        assertThat(column.count()).isEqualTo(123);
        assertThat(column.hidden()).isEqualTo(23);
        assertThat(column.more()).isEqualTo("/?status=active");
        BoardView.Column alone = active(board("status=active", many, beside(Map.of(), null)));
        assertThat(alone.cards()).hasSize(123);
        assertThat(alone.more()).isNull();
        assertThat(active(board("tag=x", many, beside(Map.of(), null))).count()).isEqualTo(123);
    }

    @Test
    void a_column_that_was_read_by_itself_goes_on_behind_its_last_card() {
        ShownProjects shown = new ShownProjects(
                List.of(project(1, ProjectStatus.ACTIVE), project(2, ProjectStatus.PAUSED)),
                Map.of(ProjectStatus.ACTIVE, "behind"),
                null);
        Map<ProjectStatus, Integer> counted = Map.of(ProjectStatus.ACTIVE, 1235, ProjectStatus.PAUSED, 1);
        BoardView board = board("tag=rust", shown, counted, beside(Map.of(), null));
        assertThat(active(board).more()).isEqualTo("/?cursor=behind&status=active&tag=rust");
        assertThat(active(board).words()).isEqualTo("1,234 more");
        assertThat(board.columns()).extracting(BoardView.Column::isEmpty).containsExactly(true, false, false, true);
        assertThat(board.columns()).filteredOn(column -> column.more() != null).hasSize(1);
        assertThat(active(board("need=true", shown, counted, beside(Map.of(), null)))
                        .words())
                .isEqualTo("More");
    }

    /** Its cards are on a page before. */
    @Test
    void a_column_without_a_card_says_that_there_is_none_only_where_there_is_none() {
        BoardView.Column column = active(board("", List.of(), Map.of(ProjectStatus.ACTIVE, 5), beside(Map.of(), null)));
        assertThat(column.cards()).isEmpty();
        assertThat(column.isEmpty()).isFalse();
        assertThat(column.words()).isEqualTo("5 more");
        assertThat(column.more()).isEqualTo("/?status=active");
    }

    @Test
    void a_filtered_board_counts_what_it_was_asked_for_and_no_more() {
        List<ProjectView> two = List.of(project(1, ProjectStatus.ACTIVE), project(2, ProjectStatus.ACTIVE));
        Map<ProjectStatus, Integer> counted = Map.of(ProjectStatus.ACTIVE, 12, ProjectStatus.COMPLETED, 3);
        BoardView tagged = board("tag=rust", two, counted, beside(Map.of(), null));
        assertThat(tagged.many()).isEqualTo("15 of 1,500 projects");
        assertThat(active(tagged).count()).isEqualTo(12);
        assertThat(tagged.finished()).extracting(BoardView.Column::count).containsExactly(3, 0);
        assertThat(tagged.finished().getFirst().more()).contains("tag=rust", "status=completed");
        BoardView needing = board("need=true", two, counted, beside(Map.of(), null));
        assertThat(needing.many()).isEqualTo("0 of 1,500 projects");
        assertThat(active(needing).count()).isZero();
        assertThat(needing.finished()).isEmpty();
        Map<ProjectStatus, Integer> all = Map.of(ProjectStatus.ACTIVE, 1000, ProjectStatus.COMPLETED, 500);
        assertThat(board("", two, all, beside(Map.of(), null)).many()).isEqualTo("1,500 projects");
        assertThat(board("status=active", two, all, beside(Map.of(), null)).many())
                .isEqualTo("1,000 of 1,500 projects");
        assertThat(board("status=finished", two, all, beside(Map.of(), null)).many())
                .isEqualTo("500 of 1,500 projects");
    }

    @Test
    void several_statuses_are_columns_beside_each_other() {
        BoardView board = board("status=paused,active", List.of(), Map.of(), beside(Map.of(), null));
        assertThat(board.columns()).extracting(column -> column.status().word()).containsExactly("active", "paused");
        assertThat(board.only()).isEqualTo("active, paused");
        assertThat(board("", List.of(), beside(Map.of(), null)).only()).isNull();
        assertThat(board("status=finished", List.of(), beside(Map.of(), null)).only())
                .isEqualTo("finished");
    }

    /** As over REST. */
    @Test
    void an_order_is_reversed_by_a_sign_before_it() {
        assertThat(sort("/")).isEqualTo(Sort.DEFAULT).isEqualTo(sort("-updated"));
        assertThat(sort("updated")).isEqualTo(new Sort(Sort.By.UPDATED, false));
        assertThat(sort("-due")).isEqualTo(new Sort(Sort.By.DUE, true));
        assertThat(sort("-priority")).isEqualTo(new Sort(Sort.By.PRIORITY, true));
        assertThat(sort("name")).isEqualTo(new Sort(Sort.By.NAME, false));
        assertThatThrownBy(() -> sort("--name")).isInstanceOf(Rejection.class).satisfies(refused -> assertThat(
                        ((Rejection) refused).violations().toString())
                .contains("allowed are updated, due, priority, name, or one of these with - before it"));
    }

    private static Sort sort(String word) {
        Map<String, String> asked = word.equals("/") ? Map.of() : Map.of("sort", word);
        return BoardFilter.of(new PageQuery("/", asked)).projects().get(ProjectFilter.SORT);
    }

    @Test
    void from_a_filtered_board_there_is_a_way_back_to_all_in_the_same_order_and_at_the_same_moment() {
        Map<String, String> asked = Map.of(
                "q", "parser", "tag", "rust", "priority", "high", "status", "paused", "sort", "name", "asOf", "7");
        assertThat(BoardFilter.all(new PageQuery("/", asked))).isEqualTo("/?asOf=7&sort=name");
        assertThat(BoardFilter.all(new PageQuery("/", Map.of("need", "true")))).isEqualTo("/");
    }

    @Test
    void a_conflict_with_any_service_needs_somebody_and_is_what_the_card_says() {
        List<CardView> cards = board(
                        "",
                        List.of(linked(1, "pending", "conflict"), linked(2, "pending", "synced"), linked(3, "synced")),
                        beside(Map.of(), null))
                .cards();
        assertThat(cards).extracting(CardView::mark).containsExactly("conflict", "pending", null);
        assertThat(cards).extracting(CardView::needing).containsExactly(true, false, false);
        BoardView.BoardContext needing =
                new BoardView.BoardContext(List.of(), Map.of(), 0, List.of(linked(1, "conflict")), null);
        assertThat(board("", List.of(), needing).need()).isEqualTo("1 needs your attention");
    }

    @Test
    void a_card_says_who_was_last_at_work_on_it() {
        CardView.ChangeAuthor ada = worker("owner", "ada", "mcp");
        List<CardView> cards = board(
                        "",
                        List.of(project(1, ProjectStatus.ACTIVE), project(2, ProjectStatus.ACTIVE)),
                        beside(Map.of(new UUID(0, 1), ada), null))
                .cards();
        CardView.ChangeAuthor last = cards.getFirst().last();
        assertThat(last).isNotNull();
        assertThat(last.who()).isEqualTo("ada");
        assertThat(last.at().ago()).isEqualTo("2 min ago");
        assertThat(cards.getLast().last()).isNull();
    }

    private static CardView.ChangeAuthor worker(String actor, @Nullable String agent, String channel) {
        return CardView.ChangeAuthor.of(
                new LastChange(actor, agent, channel, NOW.minusSeconds(150)),
                new Connectors(List.of(new CannedConnector("ticktick", "TickTick"))),
                NOW);
    }

    @Test
    void a_service_that_was_at_work_is_called_by_its_title() {
        assertThat(worker("ticktick", null, "ticktick").who()).isEqualTo("TickTick");
        assertThat(worker("ticktick", null, "rest").who()).isEqualTo("ticktick");
    }

    @Test
    void a_card_of_then_says_where_it_stands_now_where_that_is_elsewhere() {
        List<ProjectView> then = List.of(
                project(1, ProjectStatus.ACTIVE), project(2, ProjectStatus.ACTIVE), project(3, ProjectStatus.ACTIVE));
        List<ProjectState> now = List.of(
                new ProjectState(new UUID(0, 1), "P-1", "Number 1", ProjectStatus.COMPLETED),
                new ProjectState(new UUID(0, 2), "P-2", "Number 2", ProjectStatus.ACTIVE));
        assertThat(board("", then, beside(Map.of(), now)).cards())
                .extracting(CardView::moved)
                .containsExactly("completed", null, "deleted");
        assertThat(board("", then, beside(Map.of(), null)).cards())
                .extracting(CardView::moved)
                .containsOnlyNulls();
    }

    @Test
    void the_tags_of_its_cards_can_be_chosen_from() {
        List<ProjectView> projects =
                List.of(project(1, ProjectStatus.ACTIVE, "rust", "CLI"), project(2, ProjectStatus.PLANNED, "rust"));
        assertThat(board("", projects, beside(Map.of(), null)).tags()).containsExactly("CLI", "rust");
    }
}
