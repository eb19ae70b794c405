package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.history.HistoryPage.ChangeSetGroupView;
import dev.devledger.adapters.dashboard.history.HistoryPage.HistoryDay;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is rolled up, and what is not. */
class RunViewTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final List<ChangeSetView> sets = new ArrayList<>();
    private final Connectors connectors = new Connectors(List.of());

    /** As the page has them: what comes later in a test is older. */
    private RunViewTest add(String at, String actor, String channel, String... kinds) {
        UUID changeSet = UUID.randomUUID();
        List<ChangeView> changes = new ArrayList<>();
        for (String kind : kinds) {
            HistoryView entry = new HistoryView(
                    1,
                    Instant.parse(at),
                    new HistoryView.Entity(kind, UUID.randomUUID(), "T-1"),
                    kind + ".edited",
                    "Edited.",
                    List.of(),
                    null,
                    actor,
                    channel,
                    null,
                    null,
                    "r",
                    changeSet);
            changes.add(new ChangeView(entry, connectors, Instant.parse(at)));
        }
        sets.add(new ChangeSetView(changeSet, changes));
        return this;
    }

    private List<Integer> sizes() {
        return ChangeSetGroupView.of(sets).stream()
                .map(run -> run.sets().size())
                .toList();
    }

    @Test
    void a_run_says_how_much_of_what_and_from_when_to_when() {
        add("2026-11-25T13:09:00Z", "ada", "mcp", "task", "task");
        add("2026-11-25T13:05:00Z", "ada", "mcp", "task");
        add("2026-11-25T13:02:59Z", "ada", "mcp", "task", "task");
        List<ChangeSetGroupView> runs = ChangeSetGroupView.of(sets);
        assertThat(runs).hasSize(1);
        assertThat(runs.getFirst().words()).isEqualTo("5 changes of tasks");
        assertThat(runs.getFirst().begin().clock()).isEqualTo("13:02");
        assertThat(runs.getFirst().end().clock()).isEqualTo("13:09");
        assertThat(runs.getFirst().isOfOneMinute()).isFalse();
        assertThat(runs.getFirst().sets()).isEqualTo(sets);
    }

    @Test
    void two_are_no_run() {
        add("2026-11-25T13:02:00Z", "ada", "mcp", "task").add("2026-11-25T13:01:00Z", "ada", "mcp", "task");
        assertThat(sizes()).containsExactly(1, 1);
    }

    /** Its newest and its oldest are not further apart, however close each is to the next. */
    @Test
    void a_run_is_ten_minutes_long_at_most() {
        for (int minute = 21; minute >= 0; minute--) {
            add("2026-11-25T13:%02d:00Z".formatted(minute), "ada", "mcp", "task");
        }
        assertThat(sizes()).containsExactly(11, 11);
    }

    @Test
    void another_actor_another_way_or_another_kind_ends_it() {
        add("2026-11-25T13:09:00Z", "ada", "mcp", "task");
        add("2026-11-25T13:08:00Z", "ada", "mcp", "task");
        add("2026-11-25T13:07:00Z", "ben", "mcp", "task");
        add("2026-11-25T13:06:00Z", "ada", "mcp", "task");
        add("2026-11-25T13:05:00Z", "ada", "rest", "task");
        add("2026-11-25T13:04:00Z", "ada", "mcp", "project");
        add("2026-11-25T13:03:00Z", "ada", "mcp", "task", "project");
        assertThat(sizes()).containsExactly(1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void a_change_set_of_several_kinds_is_in_no_run() {
        for (int i = 0; i < 4; i++) {
            add("2026-11-25T13:09:00Z", "ada", "mcp", "task", "project");
        }
        assertThat(sizes()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void nothing_is_rolled_up_over_midnight() {
        add("2026-11-24T23:02:00Z", "ada", "mcp", "task");
        add("2026-11-24T23:01:00Z", "ada", "mcp", "task");
        add("2026-11-24T22:59:00Z", "ada", "mcp", "task");
        add("2026-11-22T12:00:00Z", "ada", "mcp", "task");
        List<HistoryDay> days = HistoryDay.of(sets, LocalDate.parse("2026-11-25"), BERLIN);
        assertThat(days).extracting(HistoryDay::name).containsExactly("Today", "Yesterday", "Sunday, 22 November 2026");
        assertThat(days).extracting(day -> day.runs().size()).containsExactly(2, 1, 1);
    }
}
