package dev.devledger.adapters.dashboard.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.history.ChangeSetView;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.shared.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

/** Which figures the page of the agents asks for, and how it tells them. */
class AgentWorkPartTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** In Berlin it is the next day already. */
    private static final Instant NOW = Instant.parse("2026-11-22T23:30:00Z");

    /** Remembers what it was asked. */
    private static final class Asking implements AgentWork {
        private final List<Instant> asked = new ArrayList<>();
        private final List<Figures> figures = new ArrayList<>();
        private final List<Strip> strips = new ArrayList<>();
        private final List<Instant> hours = new ArrayList<>();
        private final List<Agent> agents = new ArrayList<>();
        private int done;

        @Override
        public List<Strip> strips(Instant from, Instant until, int parts, int most) {
            hours.add(from);
            hours.add(until);
            return strips;
        }

        @Override
        public List<Figures> since(Instant since, int most) {
            asked.add(since);
            return figures;
        }

        @Override
        public List<Summary> agents(Instant since, Set<String> holders, int most, int newest) {
            return List.of();
        }

        @Override
        public List<Done> of(Agent agent, Instant from, Instant until, int most) {
            agents.add(agent);
            asked.add(from);
            asked.add(until);
            return LongStream.range(0, Math.min(done, most))
                    .mapToObj(each -> new Done(new UUID(0, each), null, 1, NOW))
                    .toList();
        }
    }

    private static final Frame FRAME = new Frame("Agents", "/agents", true, null, List.of(), List.of(), null, null);

    private final Asking work = new Asking();
    private final List<ChangeSetView> told = new ArrayList<>();

    private AgentWorkPart.View view(Map<String, String> parameters) {
        return new AgentWorkPart(work, (agent, from, until, most, now) -> told, Clock.fixed(NOW, ZONE))
                .of(new PageQuery("/agents", parameters), FRAME);
    }

    private static AgentWork.Agent agent(String name) {
        return new AgentWork.Agent(name, false, "owner", "mcp");
    }

    private String html(Map<String, String> parameters) {
        return new String(
                Templates.render("dashboard/keeping/agentwork.jte", view(parameters)), StandardCharsets.UTF_8);
    }

    @BeforeEach
    void in_berlin() {
        LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));
    }

    @AfterEach
    void anywhere() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void a_week_is_asked_for_and_a_day_of_one_by_the_clock_of_the_ledger() {
        view(Map.of());
        assertThat(work.asked).containsExactly(Instant.parse("2026-11-15T23:30:00Z"));
        work.asked.clear();
        view(Map.of("days", "30", "client", "a"));
        assertThat(work.asked)
                .containsExactly(
                        Instant.parse("2026-10-23T23:30:00Z"),
                        Instant.parse("2026-11-22T23:00:00Z"),
                        Instant.parse("2026-11-23T23:00:00Z"));
        assertThatThrownBy(() -> view(Map.of("days", "9"))).isInstanceOf(Rejection.class);
        for (String day : List.of("today", "+999999999-12-31", "-9999-01-01", "+300000-01-01", "9999-12-31")) {
            assertThatThrownBy(() -> view(Map.of("day", day))).as(day).isInstanceOf(Rejection.class);
        }
    }

    @Test
    void the_strip_is_of_the_last_hours_or_of_the_day_that_is_chosen() {
        view(Map.of());
        assertThat(work.hours).containsExactly(Instant.parse("2026-11-21T23:30:00Z"), NOW);
        work.hours.clear();
        view(Map.of("client", "a"));
        view(Map.of("day", "2026-10-25"));
        assertThat(work.hours)
                .as("the second one is the day on which an hour comes twice")
                .containsExactly(
                        Instant.parse("2026-11-22T23:00:00Z"),
                        Instant.parse("2026-11-23T23:00:00Z"),
                        Instant.parse("2026-10-24T22:00:00Z"),
                        Instant.parse("2026-10-25T23:00:00Z"));
        assertThat(html(Map.of())).contains("No agent changed anything in these 24 hours.");
    }

    @Test
    void a_mark_is_higher_the_more_it_stands_for_and_the_strip_is_told_in_words() {
        Instant morning = Instant.parse("2026-11-22T08:10:00Z");
        work.strips.add(new AgentWork.Strip(
                agent("<b>"),
                List.of(
                        new AgentWork.Mark(30, 1, 3, morning, morning),
                        new AgentWork.Mark(90, 11, 20, morning.plusSeconds(18_000), morning.plusSeconds(18_120)))));
        work.strips.add(new AgentWork.Strip(agent(""), List.of(new AgentWork.Mark(119, 1, 1, NOW, NOW))));
        assertThat(html(Map.of()))
                .contains(
                        "<span class=\"hint\">12 change sets between 09:10 and 14:12 yesterday · <bdi>owner, MCP</bdi></span>")
                .contains(
                        "x=\"25.000%\" width=\"0.833%\" y=\"18\" height=\"10\"><title>1 change set at 09:10 yesterday, 3 changes")
                .contains(
                        "x=\"75.000%\" width=\"0.833%\" y=\"0\" height=\"28\"><title>11 change sets between 14:10 and 14:12 yesterday, 20 changes")
                .contains(
                        "href=\"/agents?actor=owner&amp;channel=mcp&amp;client=%3Cb%3E&amp;day=2026-11-22#day\"",
                        "<bdi>&lt;b&gt;</bdi>")
                .contains("<form class=\"filters\" method=\"get\" action=\"/agents\">")
                .contains("href=\"/history?actor=owner&amp;channel=mcp\"><bdi>without a name", "1 change set at 00:30")
                .doesNotContain("<b>", "style=");
        assertThat(html(Map.of("day", "2026-11-22")))
                .contains("On 22 Nov 2026", "12 change sets between 09:10 and 14:12")
                .contains("<text class=\"hour\" x=\"37.500%\" y=\"11\">09</text>");
    }

    @Test
    void an_agent_is_told_by_its_name_which_is_text() {
        work.figures.add(new AgentWork.Figures(
                agent("<b> & \"c\""),
                212,
                84,
                6L,
                6,
                NOW.minusSeconds(120),
                List.of(
                        new AgentWork.ToolUse("complete_tasks", 61),
                        new AgentWork.ToolUse("create_tasks", 18),
                        new AgentWork.ToolUse("add_note", 4),
                        new AgentWork.ToolUse("save_project", 1))));
        work.figures.add(new AgentWork.Figures(agent(""), 1, 1, null, 1, NOW, List.of()));
        assertThat(html(Map.of()))
                .contains("<bdi>&lt;b> &amp; \"c\"</bdi>".replace("b>", "b&gt;"))
                .contains("<td data-name=\"Changes\">212</td>", "2 min ago", "without a name")
                .contains("<td data-name=\"Undone\">6 (7 %)</td>", "<td data-name=\"Undone\">–</td>")
                .contains("complete_tasks 61, create_tasks 18, add_note 4 …")
                .contains("href=\"/history?actor=owner&amp;channel=mcp&amp;client=%3Cb%3E%20%26%20%22c%22\"")
                .contains("<p>In the last 7 days.</p>")
                .contains(
                        "<td data-name=\"Through\"><bdi>owner, MCP</bdi></td>",
                        "<td data-name=\"Tools\"><bdi>–</bdi></td>")
                .doesNotContain("save_project", "<b>", "undo-day");
    }

    @Test
    void one_that_only_claimed_has_no_day_on_which_it_changed_something() {
        work.figures.add(new AgentWork.Figures(agent("ada"), 0, 0, 0L, 0, NOW, List.of()));
        assertThat(html(Map.of()))
                .contains("<bdi>ada</bdi>", "<td data-name=\"Undone\">0</td>", "a claim is not a change")
                .doesNotContain("one day</a>");
        work.figures.add(new AgentWork.Figures(agent("ben"), 1, 1, 0L, 1, NOW, List.of()));
        assertThat(html(Map.of())).containsOnlyOnce("one day</a>");
    }

    @Test
    void more_than_one_undo_takes_is_said() {
        work.done = 2;
        assertThat(html(Map.of("client", "a")))
                .contains("data-undo-day=\"" + new UUID(0, 0) + "," + new UUID(0, 1) + "\"")
                .contains("<bdi>a</bdi> on 23 Nov 2026")
                .doesNotContain("These are the newest");
        work.done = 1000;
        assertThat(html(Map.of("client", "a")))
                .contains("These are the newest 200 change sets.")
                .doesNotContain(new UUID(0, 200).toString());
        work.done = 0;
        assertThat(html(Map.of("client", "a"))).contains("This agent changed nothing on this day.");
    }

    @Test
    void who_came_over_the_api_is_told_by_the_access_token_and_asked_for_with_it() {
        work.figures.add(new AgentWork.Figures(
                new AgentWork.Agent("night", true, "ci <b>", "rest"), 3, 3, 0L, 1, NOW, List.of()));
        work.figures.add(new AgentWork.Figures(
                new AgentWork.Agent("curl/8", false, "laptop", "rest"), 2, 2, 0L, 1, NOW, List.of()));
        work.done = 1;
        assertThat(html(Map.of("client", "gone", "day", "2026-11-22")))
                .contains(
                        "<td data-name=\"Through\"><bdi>ci &lt;b&gt;, the API</bdi></td>", "<bdi>laptop, the API</bdi>")
                .contains("href=\"/history?actor=ci%20%3Cb%3E&amp;agent=night&amp;channel=rest\"")
                .contains("href=\"/agents?actor=ci%20%3Cb%3E&amp;agent=night&amp;channel=rest&amp;day=2026-11-22#day\"")
                .contains("href=\"/agents?actor=laptop&amp;channel=rest&amp;client=curl%2F8&amp;day=2026-11-22#day\"");
        assertThat(html(Map.of("agent", "night", "actor", "ci", "channel", "rest")))
                .contains(
                        "Through <bdi>ci, the API</bdi>.",
                        "name=\"agent\" value=\"night\"",
                        "name=\"actor\" value=\"ci\"");
        assertThat(work.agents)
                .as("an address of one by its program alone means all of its access tokens")
                .containsExactly(
                        new AgentWork.Agent("gone", false, null, null),
                        new AgentWork.Agent("night", true, "ci", "rest"));
    }

    @Test
    void each_change_set_of_a_day_is_told_with_what_it_changed_and_its_own_way_back() {
        work.done = 2;
        told.add(set(new UUID(0, 1), "complete_tasks"));
        told.add(set(new UUID(0, 7), "claim_tasks"));
        assertThat(html(Map.of("client", "a")))
                .contains("MCP (a, complete_tasks)", "<q class=\"reason\"><bdi>the tests &lt;pass&gt;</bdi></q>")
                .contains("data-undo=\"" + new UUID(0, 1) + "\"", "status: open → completed")
                .contains("href=\"/change-sets/" + new UUID(0, 0) + "\">1 change</a>")
                .as("a claim is not taken back")
                .doesNotContain("claim_tasks")
                .as("and nothing is told twice")
                .doesNotContain("href=\"/change-sets/" + new UUID(0, 1) + "\">1 change</a></li>");
    }

    private static ChangeSetView set(UUID id, String tool) {
        HistoryView entry = new HistoryView(
                7,
                NOW,
                new HistoryView.Entity("task", new UUID(9, 9), "T-9"),
                "task.status-changed",
                "status: open → completed",
                List.of(),
                "the tests <pass>",
                "owner",
                "mcp",
                "a",
                tool,
                "r",
                id);
        return ChangeSetView.of(List.of(entry), new Connectors(List.of()), NOW).getFirst();
    }
}
