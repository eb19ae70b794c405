package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agents changed, over MCP and over the API. Claims are no changes, but who claims was seen. */
public interface AgentWork {

    /**
     * Who changed something, and through what. Two that came with different access tokens are two, whatever they call
     * themselves.
     *
     * @param name of the program, as it gives it; over the API that of the agent, where the call says one; empty where there is
     *     none
     * @param said whether it is that of such an agent
     * @param actor the access token by its name, or {@code owner}; null for whichever
     * @param channel {@code mcp} or {@code rest}; null for whichever
     */
    record Agent(
            String name,
            boolean said,
            @Nullable String actor,
            @Nullable String channel) {}

    /**
     * What one changed since a time.
     *
     * @param undone how many of the change sets somebody took back; null where some are older than what is known of undos
     * @param tools the most used first
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

    /** @param times for how many change sets */
    record ToolUse(String tool, long times) {}

    /** @param changes how many */
    record Done(UUID changeSet, @Nullable String tool, long changes, Instant at) {}

    /**
     * The change sets that came to their end in one of the equal parts of a time.
     *
     * @param part its number, from 0
     * @param changes how many all of them have
     */
    record Mark(int part, long changeSets, long changes, Instant first, Instant last) {}

    /** When one changed something; oldest first, and a part without a change set has no mark. */
    record Strip(Agent agent, List<Mark> marks) {
        public Strip {
            marks = List.copyOf(marks);
        }
    }

    /** Of each who changed something from a time on and before another, at most so many, who made the most change sets first. */
    List<Strip> strips(Instant from, Instant until, int parts, int most);

    /** At most so many, who changed most first. */
    List<Figures> since(Instant since, int most);

    /** The change sets of one from a time on and before another, at most so many, the newest first. */
    List<Done> of(Agent agent, Instant from, Instant until, int most);
}
