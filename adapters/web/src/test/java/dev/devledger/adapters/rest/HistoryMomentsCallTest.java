package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.history.ChangeMoments.ChangeMoment;
import dev.devledger.application.history.HistoryCounts.Count;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How much happened, and at which moments, over the API. */
class HistoryMomentsCallTest extends RestTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:00:00Z");

    @Test
    void counts_have_the_filters_of_the_history() {
        ledger.counted = List.of(new Count("curl/8", 7, 3, 1L, 2, AT), new Count(null, 1, 1, null, 0, AT));
        Http.Got got = http.get("/api/history/by?group=client&since=2099-01-01&actor=ada&kind=status");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.field("/group")).isEqualTo("client");
        assertThat(got.field("/since")).isEqualTo("2098-12-31T23:00:00Z");
        assertThat(got.field("/items/0/of")).isEqualTo("curl/8");
        assertThat(got.json().at("/items/0/changes").asInt()).isEqualTo(7);
        assertThat(got.json().at("/items/0/undone").asInt()).isEqualTo(1);
        assertThat(got.json().at("/items/1/of").isNull()).isTrue();
        assertThat(got.json().at("/items/1/undone").isNull()).isTrue();
        assertThat(ledger.lastHistory.find(HistoryFilter.ACTOR)).isEqualTo("ada");
        assertThat(ledger.lastHistory.get(HistoryFilter.STATUS_ONLY)).isTrue();
    }

    @Test
    void nobody_counts_all_there_ever_was() {
        http.get("/api/history/by?group=day");
        assertThat(Duration.between(ledger.lastHistory.find(HistoryFilter.SINCE), Instant.now()))
                .isBetween(
                        Duration.ofDays(90).minusHours(1), Duration.ofDays(91).plusHours(1));
        http.get("/api/history/by?group=day&since=2020-01-01")
                .isProblem(422, "invalid")
                .names("since");
        http.get("/api/history/by?group=year").isProblem(422, "invalid").names("group");
        http.get("/api/history/by").isProblem(422, "invalid").names("group");
        assertThat(http.get("/api/history/by?group=day&entity=P-99999").json().path("items"))
                .isEmpty();
    }

    @Test
    void a_mark_says_what_happened_last() {
        HistoryView entry = new HistoryView(
                9,
                AT,
                new HistoryView.Entity("project", UUID.randomUUID(), "P-7"),
                "project.edited",
                "Changed the name.",
                List.of(),
                null,
                "owner",
                "rest",
                null,
                null,
                "r",
                UUID.randomUUID());
        ledger.listed = List.of(entry);
        ledger.marked = List.of(new ChangeMoment(4, AT, 30, 99, true), new ChangeMoment(9, AT, 1, 2, false));
        Http.Got got = http.get("/api/history/marks?until=4711");
        assertThat(got.status()).isEqualTo(200);
        // what is at 4 is no entry of the history any more: it went elsewhere between the two reads
        assertThat(got.json().path("items")).hasSize(1);
        assertThat(got.json().at("/items/0/position").asLong()).isEqualTo(9);
        assertThat(got.field("/items/0/summary")).isEqualTo("Changed the name.");
        assertThat(got.field("/items/0/entity/key")).isEqualTo("P-7");
        assertThat(ledger.lastHistory.find(HistoryFilter.UP_TO)).isEqualTo(4711);
        assertThat(http.get("/api/history/marks?entity=T-99999").json().path("items"))
                .isEmpty();
    }
}
