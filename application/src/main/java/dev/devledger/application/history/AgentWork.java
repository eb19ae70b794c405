package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changes of agents, over MCP and over the API. Claims are no changes, but count as a sign of life. */
public interface AgentWork {

    /**
     * An agent that changed something, and its channel. Two with different access tokens are two, whatever they call
     * themselves.
     *
     * @param name the name of the program, as it gives it; over the API that of the agent, if the call names one; else
     *     empty
     * @param said true if the name is that of such an agent
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
     * @param undone the number of the change sets that were taken back; null if some are older than what is known of
     *     undos
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
     * The change sets that came to their end in one of the equal parts of a time.
     *
     * @param part the part's number, from 0
     * @param changes the number of changes of all of them
     */
    record Mark(int part, long changeSets, long changes, Instant first, Instant last) {}

    /** The marks of one agent, oldest first; a part without a change set has none. */
    record Strip(Agent agent, List<Mark> marks) {
        public Strip {
            marks = List.copyOf(marks);
        }
    }

    /**
     * Returns the strips of agents with changes from a time on and before another, at most {@code most}, by number of
     * change sets.
     */
    List<Strip> strips(Instant from, Instant until, int parts, int most);

    /** Returns the figures of at most so many agents, by number of changes. */
    List<Figures> since(Instant since, int most);

    /** Returns the change sets of one agent from a time on and before another, at most so many, the newest first. */
    List<Done> of(Agent agent, Instant from, Instant until, int most);
}
