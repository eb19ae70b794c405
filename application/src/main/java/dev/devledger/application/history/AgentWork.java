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

    /**
     * The change sets that came to their end in one of the equal parts of a time.
     *
     * @param part its number, from 0
     * @param changes how many all of them have
     */
    record Mark(int part, long changeSets, long changes, Instant first, Instant last) {}

    /** When one changed something; oldest first, and a part without a change set has no mark. */
    record Strip(String client, List<Mark> marks) {
        public Strip {
            marks = List.copyOf(marks);
        }
    }

    /** Of each who changed something from a time on and before another, at most so many, who made the most change sets first. */
    List<Strip> strips(Instant from, Instant until, int parts, int most);

    /** At most so many, who changed most first. */
    List<Figures> since(Instant since, int most);

    /** The change sets of one from a time on and before another, at most so many, the newest first. */
    List<Done> of(String client, Instant from, Instant until, int most);
}
