package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

/** The address of a page. */
class AskedTest {
    private static final PageQuery ASKED = new PageQuery("/", Map.of("q", "a&b=c #{1}", "tag", " ", "cursor", "x"));

    @Test
    void another_value_begins_the_list_anew_and_keeps_the_rest() {
        assertThat(ASKED.with("status", "active")).isEqualTo("/?q=a%26b%3Dc%20%23%7B1%7D&status=active");
        assertThat(ASKED.with("q", null)).isEqualTo("/");
    }

    @Test
    void what_is_behind_keeps_all_of_it() {
        assertThat(ASKED.next("y")).isEqualTo("/?cursor=y&q=a%26b%3Dc%20%23%7B1%7D");
        assertThat(ASKED.next(null)).isNull();
    }

    @Test
    void a_field_that_was_left_empty_asks_for_nothing() {
        assertThat(ASKED.text("tag")).isNull();
    }

    @Test
    void each_word_is_looked_for() {
        assertThat(new PageQuery("/", Map.of("q", "  query \n planner ")).search("q"))
                .containsExactly("query", "planner");
        assertThat(ASKED.search("tag")).isEmpty();
        assertThat(ASKED.search("none")).isEmpty();
    }

    @Test
    void a_word_that_there_is_not_is_told_with_those_that_there_are() {
        assertThat(new PageQuery("/", Map.of("status", "blocked")).word("status", ProjectStatus.class))
                .isEqualTo(ProjectStatus.BLOCKED);
        assertThatThrownBy(() -> new PageQuery("/", Map.of("status", "Blocked")).word("status", ProjectStatus.class))
                .isInstanceOf(Rejection.class)
                .satisfies(
                        refused -> assertThat(((Rejection) refused).violations().toString())
                                .contains("allowed are planned, active, paused, blocked, completed, abandoned"));
    }

    @Test
    void what_is_asked_for_several_times_stays_so_in_each_address() {
        PageQuery asked = PageQuery.of(
                "/",
                new LinkedMultiValueMap<>(Map.of(
                        "status",
                        List.of("paused", "active,paused", " "),
                        "q",
                        List.of("a", "b"),
                        "asOf",
                        List.of("7"))),
                "status");
        assertThat(asked.words("status", ProjectStatus.class))
                .containsExactly(ProjectStatus.ACTIVE, ProjectStatus.PAUSED);
        assertThat(asked.text("q")).isEqualTo("a");
        for (String address : List.of(asked.next("x"), asked.with("q", "c"))) {
            assertThat(address).contains("asOf=7", "status=paused%2Cactive%2Cpaused");
        }
        assertThat(ASKED.words("status", ProjectStatus.class)).isEmpty();
        assertThatThrownBy(() ->
                        new PageQuery("/", Map.of("status", "active,Paused")).words("status", ProjectStatus.class))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void what_is_behind_of_another_value_has_both() {
        assertThat(ASKED.next("status", "active", "y")).isEqualTo("/?cursor=y&q=a%26b%3Dc%20%23%7B1%7D&status=active");
    }
}
