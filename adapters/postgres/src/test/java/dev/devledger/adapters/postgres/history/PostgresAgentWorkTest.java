package dev.devledger.adapters.postgres.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.Story;
import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.AgentWork.Agent;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who changed how much, told apart by program, access token and channel. */
class PostgresAgentWorkTest {
    private static final Instant BEGIN = Instant.parse("2026-03-30T00:00:00Z");
    private static final Agent CURSOR = new Agent("Cursor", true, "owner", "mcp");
    private static final Agent LAPTOP = new Agent("Cursor@laptop", true, "laptop", "mcp");
    private static final Agent SCRIPT = new Agent("curl/8", false, "ci", "rest");
    private static final Agent NIGHT = new Agent("night", true, "ci", "rest");
    private static final Agent NAMELESS = new Agent("", false, "ci", "rest");

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final AgentWork work = new PostgresAgentWork(database.jdbc);
    private Story story;
    private ProjectId project;
    private long position;

    @BeforeEach
    void clear() {
        project = new Rows(database).project("one");
        story = new Story(database);
        note("owner", "mcp", "Cursor/1", "add_notes", "Cursor");
        note("owner", "mcp", "Cursor/2", "add_notes", "Cursor");
        note("laptop", "mcp", "Cursor/2", "add_notes", "Cursor@laptop");
        note("ci", "rest", "curl/8", null, null);
        note("ci", "rest", "curl/8", null, "night");
        note("ci", "rest", "python", null, "night");
        note("ci", "rest", null, null, null);
        note("owner", "web", "Firefox", null, null);
        note("ticktick", "ticktick", null, null, null);
    }

    private void note(
            String actor, String channel, @Nullable String client, @Nullable String tool, @Nullable String agent) {
        position++;
        Instant at = BEGIN.plusSeconds(60 * position);
        story.tell(
                position,
                at,
                new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "n", at),
                new Provenance(actor, channel, client, tool, "r", "r", null, agent),
                new UUID(1, position));
    }

    @Test
    void agents_over_the_api_are_there_and_whoever_has_another_access_token_is_another_one() {
        assertThat(work.since(BEGIN, 10))
                .extracting(AgentWork.Figures::agent, AgentWork.Figures::changes)
                .containsExactlyInAnyOrder(
                        tuple(CURSOR, 2L), tuple(LAPTOP, 1L), tuple(SCRIPT, 1L), tuple(NIGHT, 2L), tuple(NAMELESS, 1L));
        assertThat(work.strips(BEGIN, BEGIN.plusSeconds(3_600), 10, 10))
                .extracting(AgentWork.Strip::agent)
                .containsExactlyInAnyOrder(CURSOR, LAPTOP, SCRIPT, NIGHT, NAMELESS);
        assertThat(work.since(BEGIN, 10))
                .filteredOn(each -> each.agent().equals(CURSOR))
                .singleElement()
                .satisfies(each -> assertThat(each.tools()).containsExactly(new AgentWork.ToolUse("add_notes", 2)));
    }

    @Test
    void a_day_is_of_one_of_them_or_of_all_with_that_name() {
        assertThat(done(CURSOR)).isEqualTo(2);
        assertThat(done(LAPTOP)).isEqualTo(1);
        assertThat(done(new Agent("Cursor/2", false, null, null)))
                .as("of a program, with whatever names")
                .isEqualTo(2);
        assertThat(done(new Agent("Cursor/2", false, null, "rest"))).isZero();
        assertThat(done(SCRIPT)).as("not those of an agent that said its name").isEqualTo(1);
        assertThat(done(NIGHT)).isEqualTo(2);
        assertThat(done(new Agent("Firefox", false, null, null)))
                .as("a browser is no agent")
                .isZero();
    }

    /** What it did is all older than what is known of undos, but for who did nothing that could be undone. */
    @Test
    void of_who_only_claimed_nothing_was_undone() {
        claim("ada");
        assertThat(work.since(BEGIN, 10))
                .filteredOn(each -> each.agent().name().equals("ada"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.changes()).isZero();
                    assertThat(each.undone()).isZero();
                });
        assertThat(work.since(BEGIN, 10))
                .filteredOn(each -> each.agent().equals(CURSOR))
                .extracting(AgentWork.Figures::undone)
                .containsOnlyNulls();
    }

    @Test
    void an_agent_is_one_by_its_name_whatever_its_programs_and_tokens() {
        note("laptop", "mcp", "Cursor/3", "add_notes", "Cursor");
        assertThat(agents())
                .as("who changed something last comes first, and a program is none")
                .extracting(AgentWork.Summary::name, AgentWork.Summary::changes, AgentWork.Summary::named)
                .containsExactly(tuple("Cursor", 3L, true), tuple("night", 2L, true), tuple("Cursor@laptop", 1L, true));
        assertThat(agents().getFirst().newest())
                .containsExactly(new AgentWork.NewestSet(10, 1), new AgentWork.NewestSet(2, 1));
        assertThat(work.agents(BEGIN, Set.of(), 1, 2))
                .extracting(AgentWork.Summary::name)
                .containsExactly("Cursor");
    }

    @Test
    void who_holds_something_comes_first_also_without_a_name_or_a_change() {
        note("owner", "mcp", null, "add_notes", null);
        claim("ada");
        assertThat(agents())
                .extracting(AgentWork.Summary::name)
                .as("a claim is no change")
                .doesNotContain("ada");
        assertThat(agents("ada", "ci", "nobody"))
                .extracting(AgentWork.Summary::name, AgentWork.Summary::changes, AgentWork.Summary::named)
                .containsExactly(
                        tuple("ci", 2L, false),
                        tuple("ada", 0L, true),
                        tuple("owner", 1L, false),
                        tuple("night", 2L, true),
                        tuple("Cursor@laptop", 1L, true),
                        tuple("Cursor", 2L, true));
        assertThat(agents("ada").getFirst()).satisfies(ada -> {
            assertThat(ada.lastChange()).isNull();
            assertThat(ada.lastSeen()).isEqualTo(BEGIN.plusSeconds(3_000));
            assertThat(ada.newest()).isEmpty();
            assertThat(ada.undone()).isZero();
        });
    }

    private void claim(String agent) {
        Instant at = BEGIN.plusSeconds(3_000);
        ClaimEvent claimed = new ClaimEvent.Claimed(new TaskId(UUID.randomUUID()), agent, 1, at.plusSeconds(60), at);
        LedgerEvent event = new LedgerEvent(
                50,
                UUID.randomUUID().toString(),
                claimed.address(),
                1,
                EventTypes.nameOf(claimed),
                at,
                claimed,
                new Provenance("ci", "rest", null, null, "r", "r", null, agent),
                new UUID(1, 50));
        story.store(List.of(event));
        story.file(List.of(HistoryRecord.of(event)));
    }

    private static List<AgentWork.Summary> agents(String... holders) {
        return work.agents(BEGIN, Set.of(holders), 10, 2);
    }

    private static int done(Agent agent) {
        return work.of(agent, BEGIN, BEGIN.plusSeconds(3_600), 10).size();
    }
}
