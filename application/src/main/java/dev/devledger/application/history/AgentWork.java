package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agents changed, each by the name that its program gives. Claims are no changes, but who claims was seen. */
public interface AgentWork {

    /**
     * What one changed since a time.
     *
     * @param client empty where it gave no name
     * @param undone how many of the change sets somebody took back; null where some are older than what is known of undos
     * @param tools the most used first
     */
    record Figures(
            String client,
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

    /** At most so many, who changed most first. */
    List<Figures> since(Instant since, int most);

    /** The change sets of one from a time on and before another, at most so many, the newest first. */
    List<Done> of(String client, Instant from, Instant until, int most);
}
