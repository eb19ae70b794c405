package dev.devledger.application.ledger;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The actor, the channel and the reason of a change: stored with every event.
 *
 * @param actor {@code owner}, the name of an access token, or a connector
 * @param channel {@code rest}, {@code mcp}, {@code web}, a connector, or {@code system}
 * @param client the name that the caller's program gives itself, if any
 * @param tool the tool that an agent called, if there was one
 * @param requestId the request that made the change
 * @param correlationId the id of everything that follows from one cause: the request, or the cycle of a sync
 * @param reason the caller's own words
 * @param agent the agent among those that share the actor, if the caller names it
 * @param undoes the change sets that the write undoes; only with the first event of an undo
 */
public record Provenance(
        String actor,
        String channel,
        @Nullable String client,
        @Nullable String tool,
        String requestId,
        String correlationId,
        @Nullable String reason,
        @Nullable String agent,
        List<UUID> undoes) {

    public Provenance {
        undoes = List.copyOf(undoes);
    }

    /** The provenance of a change that is no undo. */
    public Provenance(
            String actor,
            String channel,
            @Nullable String client,
            @Nullable String tool,
            String requestId,
            String correlationId,
            @Nullable String reason,
            @Nullable String agent) {
        this(actor, channel, client, tool, requestId, correlationId, reason, agent, List.of());
    }

    /** The provenance of a caller whose actor no agents share. */
    public Provenance(
            String actor,
            String channel,
            @Nullable String client,
            @Nullable String tool,
            String requestId,
            String correlationId,
            @Nullable String reason) {
        this(actor, channel, client, tool, requestId, correlationId, reason, null);
    }

    /** Returns a copy for an undo of these change sets. */
    public Provenance undoing(List<UUID> changeSets) {
        return new Provenance(actor, channel, client, tool, requestId, correlationId, reason, agent, changeSets);
    }

    /** The keys under which an event's provenance is stored beside it. */
    public static final class EventMetadata {
        public static final String ACTOR = "actor";
        public static final String CHANNEL = "channel";
        public static final String CLIENT = "client";
        public static final String TOOL = "tool";
        public static final String REQUEST_ID = "requestId";
        public static final String CORRELATION_ID = "correlationId";
        public static final String CAUSATION_ID = "causationId";
        public static final String CHANGE_SET = "changeSet";
        public static final String REASON = "reason";
        public static final String AGENT = "agent";

        /** Ids, separated by commas. */
        public static final String UNDOES = "undoes";

        private EventMetadata() {}

        public static Map<String, String> of(Provenance by, UUID changeSet) {
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put(ACTOR, by.actor());
            metadata.put(CHANNEL, by.channel());
            putIfSet(metadata, CLIENT, by.client());
            putIfSet(metadata, TOOL, by.tool());
            metadata.put(REQUEST_ID, by.requestId());
            metadata.put(CORRELATION_ID, by.correlationId());
            metadata.put(CHANGE_SET, changeSet.toString());
            putIfSet(metadata, REASON, by.reason());
            putIfSet(metadata, AGENT, by.agent());
            putIfSet(metadata, UNDOES, by.undoes().isEmpty() ? null : joined(by.undoes()));
            return metadata;
        }

        private static void putIfSet(Map<String, String> metadata, String key, @Nullable String value) {
            if (value != null) {
                metadata.put(key, value);
            }
        }

        public static Provenance provenance(Map<String, ?> metadata) {
            return new Provenance(
                    required(metadata, ACTOR),
                    required(metadata, CHANNEL),
                    text(metadata, CLIENT),
                    text(metadata, TOOL),
                    required(metadata, REQUEST_ID),
                    required(metadata, CORRELATION_ID),
                    text(metadata, REASON),
                    text(metadata, AGENT),
                    undoes(metadata));
        }

        private static String joined(List<UUID> ids) {
            return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
        }

        private static List<UUID> undoes(Map<String, ?> metadata) {
            String ids = text(metadata, UNDOES);
            return ids == null
                    ? List.of()
                    : Arrays.stream(ids.split(",")).map(UUID::fromString).toList();
        }

        public static UUID changeSet(Map<String, ?> metadata) {
            return UUID.fromString(required(metadata, CHANGE_SET));
        }

        /**
         * True for an event of an import, whose cause is the whole import; the cause of other events is their command.
         */
        public static boolean isOfImport(Map<String, ?> metadata) {
            return required(metadata, CHANGE_SET).equals(text(metadata, CAUSATION_ID));
        }

        private static String required(Map<String, ?> metadata, String key) {
            String value = text(metadata, key);
            if (value == null) {
                throw new IllegalStateException("An event without " + key + " in its metadata");
            }
            return value;
        }

        private static @Nullable String text(Map<String, ?> metadata, String key) {
            Object value = metadata.get(key);
            return value == null ? null : value.toString();
        }
    }
}
