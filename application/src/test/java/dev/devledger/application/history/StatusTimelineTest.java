package dev.devledger.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.history.StatusTimelines.StatusTimeline;
import dev.devledger.application.history.StatusTimelines.StatusTimeline.StatusPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTimelineTest {
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final UUID PROJECT = new UUID(1, 1);

    private final List<HistoryView> entries = new ArrayList<>();

    @Test
    void a_new_project_is_as_it_was_made_until_now() {
        happened("project.created", "2026-03-31T23:59:58.900Z", "owner", null, to("status", "planned"));

        assertThat(timeline()).containsExactly(stay("planned", "2026-03-31T23:59:58.900Z", null, 1, null, "owner"));
    }

    @Test
    void each_change_ends_what_was_and_begins_what_is() {
        happened("project.created", "2026-03-01T00:00:00Z", "owner", null, to("status", "active"));
        happened("project.edited", "2026-03-02T00:00:00Z", "owner", null, to("name", "other"));
        happened(
                "project.status-changed",
                "2026-03-03T00:00:00Z",
                "agent",
                "holidays",
                to("status", "paused"),
                to("statusReason", "holidays"));
        happened(
                "project.status-changed",
                "2026-03-31T00:00:00Z",
                "ticktick",
                null,
                to("status", "active"),
                to("statusReason", null));

        assertThat(timeline())
                .containsExactly(
                        stay("active", "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z", 2 * 86400, null, "owner"),
                        stay("paused", "2026-03-03T00:00:00Z", "2026-03-31T00:00:00Z", 28 * 86400, "holidays", "agent"),
                        stay("active", "2026-03-31T00:00:00Z", null, 86400, null, "ticktick"));
    }

    @Test
    void a_reason_that_stayed_the_same_is_the_reason_still() {
        happened(
                "project.created",
                "2026-03-30T00:00:00Z",
                "owner",
                null,
                to("status", "paused"),
                to("statusReason", "no money"));
        happened("project.status-changed", "2026-03-31T00:00:00Z", "owner", "no money", to("status", "blocked"));

        assertThat(timeline()).extracting(StatusPeriod::reason).containsExactly("no money", "no money");
    }

    @Test
    void while_it_is_deleted_it_is_in_no_status() {
        happened("project.created", "2026-03-01T00:00:00Z", "owner", null, to("status", "active"));
        happened("project.deleted", "2026-03-02T00:00:00Z", "agent", "by mistake");

        assertThat(timeline())
                .containsExactly(stay("active", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", 86400, null, "owner"));

        happened("project.restored", "2026-03-31T00:00:00Z", "owner", null);

        assertThat(timeline())
                .containsExactly(
                        stay("active", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", 86400, null, "owner"),
                        stay("active", "2026-03-31T00:00:00Z", null, 86400, null, "owner"));
    }

    @Test
    void two_changes_at_once_are_both_there_and_a_clock_set_back_takes_no_time_away() {
        happened("project.created", "2026-03-31T00:00:00Z", "owner", null, to("status", "planned"));
        happened("project.status-changed", "2026-03-31T00:00:00Z", "owner", null, to("status", "active"));
        happened("project.status-changed", "2026-03-30T00:00:00Z", "owner", null, to("status", "paused"));

        assertThat(timeline()).extracting(StatusPeriod::seconds).containsExactly(0L, 0L, 2 * 86400L);
    }

    @Test
    void without_entries_there_is_no_time() {
        assertThat(timeline()).isEmpty();
    }

    private List<StatusPeriod> timeline() {
        return StatusTimeline.of(entries, NOW);
    }

    private static StatusPeriod stay(
            String status, String from, @Nullable String to, long seconds, @Nullable String reason, String actor) {
        return new StatusPeriod(
                status, Instant.parse(from), to == null ? null : Instant.parse(to), seconds, reason, actor);
    }

    private static ChangedField to(String field, @Nullable String to) {
        return new ChangedField(field, null, to);
    }

    private void happened(String event, String at, String actor, @Nullable String reason, ChangedField... changes) {
        entries.add(new HistoryView(
                entries.size() + 1,
                Instant.parse(at),
                new HistoryView.Entity("project", PROJECT, "P-1"),
                event,
                "It happened.",
                List.of(changes),
                reason,
                actor,
                "rest",
                null,
                null,
                "r-1",
                new UUID(9, 9)));
    }
}
