package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.application.history.AgentWork;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an agent is told, and how an address names it. */
final class AgentName {
    private static final String ACTOR = "actor";
    private static final String CHANNEL = "channel";
    private static final Map<String, String> CHANNELS = Map.of("mcp", "MCP", "rest", "the API");

    private AgentName() {}

    static String of(AgentWork.Agent agent) {
        return agent.name().isEmpty() ? "without a name" : agent.name();
    }

    /** Such as "ci, the API": its access token, and by which way it came. */
    static String through(AgentWork.Agent agent) {
        return Stream.of(agent.actor(), channel(agent.channel()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String channel(@Nullable String channel) {
        return channel == null ? null : CHANNELS.getOrDefault(channel, channel);
    }

    /** What an address has to say for this one, in the words of the history's filters. */
    static Map<String, String> parameters(AgentWork.Agent agent) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put(agent.said() ? "agent" : "client", agent.name());
        put(parameters, ACTOR, agent.actor());
        put(parameters, CHANNEL, agent.channel());
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** Whom an address names; null where it names nobody. */
    static AgentWork.@Nullable Agent asked(Map<String, String> parameters) {
        String said = parameters.get("agent");
        String name = said == null ? parameters.get("client") : said;
        return name == null
                ? null
                : new AgentWork.Agent(name.strip(), said != null, parameters.get(ACTOR), parameters.get(CHANNEL));
    }
}
