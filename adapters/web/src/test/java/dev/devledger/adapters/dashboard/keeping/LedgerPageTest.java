package dev.devledger.adapters.dashboard.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.Verification.VerificationRuns.VerificationRun;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the page of the ledger says of its proof and of what is made of it. */
class LedgerPageTest extends RestTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");
    private static final Frame FRAME = new Frame("Ledger", "/ledger", true, null, List.of(), List.of(), null, null);

    private static Replays.ProjectionStatus status(String name, long lag, Replays.@Nullable ReplayProgress replay) {
        return new Replays.ProjectionStatus(name, "live", 1_000_000 - lag, 1_000_000, lag, 0, replay);
    }

    private static Replays.ReplayProgress progress(String state, double perSecond) {
        return new Replays.ReplayProgress(state, 712_000, 1_000_000, perSecond, NOW.minusSeconds(60), null);
    }

    private static String page(
            List<Replays.ProjectionStatus> each, Replays.ProjectionStatus all, List<ParkedEvents.Parked> parked) {
        return page(each, all, parked, null);
    }

    private static String page(
            List<Replays.ProjectionStatus> each,
            Replays.ProjectionStatus all,
            List<ParkedEvents.Parked> parked,
            @Nullable VerificationRun verified) {
        LedgerPage.View view = new LedgerPage.View(
                FRAME,
                LedgerHead.of(4811, 4811, 203, "9f3c", NOW.minusSeconds(180)),
                each,
                LedgerPage.Rebuilding.of(all, each),
                new Page<>(parked, null),
                List.of("The due date of P-1-1"),
                verified,
                NOW);
        return new String(Templates.render("dashboard/keeping/ledger.jte", view), StandardCharsets.UTF_8);
    }

    @Test
    void the_head_can_be_kept_and_the_page_is_not_open_to_everybody() {
        String page = Browser.loggedIn(port, owner.secret()).get("/ledger").text();
        assertThat(page)
                .contains("<p>A projection fills the tables that the pages read.")
                .contains(
                        "id=\"chain-head\"",
                        "verify --head=",
                        "data-rebuild=\"projects\"",
                        "None. If a projection cannot apply an event")
                .doesNotContain("data-rebuilding", "style=");
        assertThat(new Browser(port).get("/ledger").header("Location")).startsWith("/login?to=");
        assertThat(new Browser(port).get("/dashboard/ledger.js").status()).isEqualTo(200);
    }

    @Test
    void each_projection_says_how_far_behind_it_is() {
        assertThat(page(List.of(status("tasks", 1234, null)), status("all", 0, null), List.of()))
                .contains("<td data-name=\"Events behind\">1,234</td>", "4,811 events are sealed in 203 batches")
                .contains(
                        "203:9f3c",
                        "reads all events again (4,811 sealed events, and the newest ones that are not sealed yet)",
                        "data-rebuild=\"all\"");
    }

    @Test
    void what_cannot_be_read_is_listed_where_people_see_it() {
        assertThat(page(List.of(), status("all", 0, null), List.of()))
                .contains("Unreadable values", "<bdi>The due date of P-1-1</bdi>");
    }

    @Test
    void one_event_in_one_batch_is_told_as_one() {
        LedgerPage.View view = new LedgerPage.View(
                FRAME,
                LedgerHead.of(1, 1, 1, "9f3c", NOW),
                List.of(),
                List.of(),
                new Page<>(List.of(), null),
                List.of(),
                new VerificationRun(NOW, NOW, "ada", false, 1, 1, 1, List.of()),
                NOW);
        assertThat(new String(Templates.render("dashboard/keeping/ledger.jte", view), StandardCharsets.UTF_8))
                .contains("1 event is sealed in 1 batch, the last batch", ": 1 event up to event 1, ");
    }

    @Test
    void a_rebuild_of_all_is_one_that_can_be_stopped_and_none_is_begun_beside_it() {
        Replays.ReplayProgress running = progress("running", 24_000);
        assertThat(page(List.of(status("tasks", 0, running)), status("all", 0, running), List.of()))
                .contains("712,000 of 1,000,000 events · 24,000 per second · about 12 s left", "data-stop=\"all\"")
                .doesNotContain("data-stop=\"tasks\"", "data-rebuild=\"");
        assertThat(page(List.of(status("tasks", 0, progress("running", 0))), status("all", 0, null), List.of()))
                .contains("<strong>Rebuilding tasks</strong> · 712,000 of 1,000,000 events</p>", "data-stop=\"tasks\"");
        assertThat(page(
                        List.of(status("tasks", 0, progress("cancelled", 9))),
                        status("all", 0, progress("done", 9)),
                        List.of()))
                .contains("cancelled, started")
                .doesNotContain("data-rebuilding");
    }

    private static String verified(boolean heads, String... differences) {
        VerificationRun run = new VerificationRun(
                NOW.minusSeconds(7203), NOW.minusSeconds(7200), "a<b", heads, 4711, 4700, 200, List.of(differences));
        return page(List.of(), status("all", 0, null), List.of(), run);
    }

    @Test
    void the_last_verification_is_told_with_who_when_how_far_and_what_was_found() {
        assertThat(verified(true))
                .contains("2 h ago</time> by <bdi>a&lt;b</bdi>, with heads kept elsewhere: 4,700 events")
                .contains("up to event 4,711, 3.0 s. The check found no differences.")
                .doesNotContain("The check found these differences");
        assertThat(verified(false, "Event 7: it is <i>another</i> one."))
                .contains(
                        "<bdi>a&lt;b</bdi>: 4,700",
                        "The check found these differences from the original events:</strong>")
                .contains("<li><bdi>Event 7: it is &lt;i&gt;another")
                .doesNotContain("The check found no differences.");
        assertThat(page(List.of(), status("all", 0, null), List.of())).contains("No check is recorded yet.");
    }

    @Test
    void what_is_parked_is_told_with_its_reason_as_text() {
        ParkedEvents.Parked one = new ParkedEvents.Parked(
                "tasks", 4711, "task-1", "task.edited", "<script>x</script> is too long", NOW.minusSeconds(7200));
        assertThat(page(List.of(status("tasks", 0, null)), status("all", 0, null), List.of(one)))
                .contains("<th scope=\"row\">4711</th>", "<bdi>&lt;script&gt;x", "2 h ago", "Rebuild the projection")
                .doesNotContain("<script>x");
    }
}
