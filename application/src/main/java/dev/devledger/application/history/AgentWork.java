package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changes of agents, over MCP and over the API. Claims do not count as changes, but as a sign of life. */
public interface AgentWork {

    /**
     * An agent that changed something, and its channel. Programs with different access tokens are different agents,
     * whatever they call themselves.
     *
     * @param name the name that the program gives itself; over the API the agent's name, if the call names one; else
     *     empty
     * @param said true if {@code name} is an agent's name that calls of the API gave
     * @param actor the access token by its name, or {@code owner}; null for any
     * @param channel {@code mcp} or {@code rest}; null for any
     */
    record Agent(
            String name,
            boolean said,
            @Nullable String actor,
            @Nullable String channel) {}

    /**
     * The figures of one agent since a time.
     *
     * @param undone the number of the change sets that were undone; null if some are older than the records of undos
     * @param tools the tools, the most used first
     */
    record Figures(
            Agent agent,
            long changes,
            long changeSets,
            @Nullable Long undone,
            long projects,
            Instant lastSeen,
            List<ToolUse> tools) {
        public Figures {
            tools = List.copyOf(tools);
        }
    }

    /** @param times the number of change sets */
    record ToolUse(String tool, long times) {}

    /** @param changes the number of changes */
    record Done(UUID changeSet, @Nullable String tool, long changes, Instant at) {}

    /**
     * The change sets that ended in one of the equal parts of a span of time.
     *
     * @param part the part's number, from 0
     * @param changes the number of changes of all these change sets
     */
    record Mark(int part, long changeSets, long changes, Instant first, Instant last) {}

    /** The marks of one agent, oldest first; a part without a change set has none. */
    record Strip(Agent agent, List<Mark> marks) {
        public Strip {
            marks = List.copyOf(marks);
        }
    }

    /**
     * Returns the strips of the {@code most} agents with the most change sets from {@code from} to before
     * {@code until}.
     */
    List<Strip> strips(Instant from, Instant until, int parts, int most);

    /** Returns the figures of the {@code most} agents with the most changes since then. */
    List<Figures> since(Instant since, int most);

    /**
     * Returns the newest change sets of one agent from {@code from} to before {@code until}, at most {@code most}, the
     * newest first.
     */
    List<Done> of(Agent agent, Instant from, Instant until, int most);
}
