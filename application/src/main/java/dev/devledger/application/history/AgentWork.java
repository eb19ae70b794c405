package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changes of agents, over MCP and over the API. Claims do not count as changes, but as a sign of life. */
public interface AgentWork {

    /**
     * An agent or another program that changed something, and its channel. Those with different access tokens are
     * different ones, whatever they call themselves.
     *
     * @param name the agent's name, as in claims; for a caller without one the name that its program gives itself; else
     *     empty
     * @param said true if {@code name} is an agent's name
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
     * An agent by its name in claims, with its work since a time, whatever its programs, tokens and channels.
     *
     * @param named false for a caller without an agent's name, whose name is its access token's
     * @param undone as in {@link Figures}
     * @param lastSeen the time of its last change or claim
     * @param lastChange null if it changed nothing
     * @param newest its newest change sets, the newest first
     */
    record Summary(
            String name,
            boolean named,
            long changes,
            long changeSets,
            @Nullable Long undone,
            Instant lastSeen,
            @Nullable Instant lastChange,
            List<NewestSet> newest) {
        public Summary {
            newest = List.copyOf(newest);
        }
    }

    /**
     * A change set without what it tells.
     *
     * @param last the position of its last change
     * @param changes the number of changes
     */
    record NewestSet(long last, long changes) {}

    /**
     * Returns the strips of the {@code most} agents with the most change sets from {@code from} to before
     * {@code until}.
     */
    List<Strip> strips(Instant from, Instant until, int parts, int most);

    /** Returns the figures of the {@code most} agents with the most changes since then. */
    List<Figures> since(Instant since, int most);

    /**
     * Returns the agents that changed something since then, and those that hold something: these first, then by the
     * time of the last change. Takes as many statements for many agents as for one.
     *
     * @param holders the names of those that hold something; one that was not seen since then is left out
     * @param newest the most change sets of each agent
     */
    List<Summary> agents(Instant since, Set<String> holders, int most, int newest);

    /**
     * Returns the newest change sets of one agent from {@code from} to before {@code until}, at most {@code most}, the
     * newest first. A program over MCP has also those of its agents.
     */
    List<Done> of(Agent agent, Instant from, Instant until, int most);
}
