package dev.devledger.adapters.services.ticktick.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * TickTick's answers as far as the sync reads them (docs/ticktick.md, section 5). Anything may be absent, which means
 * unset or empty. What we do not read is not lost: a write sends the changed fields alone, and TickTick keeps the rest.
 */
public final class Wire {
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // half an answer and an error page are no answer
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Wire() {}

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Empty and absent are the same to TickTick. */
    static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** A date as it is said, whatever it is; null where nothing is. */
    static @Nullable String said(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : given(value.isString() ? value.asString() : value.toString());
    }

    /**
     * What only helps may have any shape: a task is not refused for it. An item stays a tree: its own date and zone are not
     * ours, yet must be sent back, as the whole list is replaced.
     */
    record Task(
            @Nullable String id,
            @Nullable String projectId,
            @Nullable String title,
            @Nullable String content,
            @Nullable String desc,
            @Nullable List<@Nullable ObjectNode> items,
            @Nullable String kind,
            @Nullable Integer status,
            @Nullable Integer priority,
            @Nullable Boolean isAllDay,
            @Nullable JsonNode startDate,
            @Nullable JsonNode dueDate,
            @Nullable String timeZone,
            @Nullable String createdTime,
            @Nullable String modifiedTime,
            @Nullable JsonNode etimestamp,
            @Nullable String completedTime,
            @Nullable String repeatFlag,
            @Nullable List<@Nullable String> tags,
            @Nullable String parentId) {}

    /** @param permission read, write or comment; absent for one's own */
    public record Project(
            @Nullable String id,
            @Nullable String name,
            @Nullable Boolean closed,
            @Nullable String permission) {}

    /** Each task is a tree, so that one that cannot be read leaves the others. */
    public record ProjectData(
            @Nullable Project project, @Nullable List<@Nullable JsonNode> tasks) {}

    /** What a move answers: not the task, and also for one that is not there. */
    public record Moved(@Nullable String id) {}

    /**
     * @param id2etag of what was done
     * @param id2error of what was not, with its code (docs/ticktick.md, section 9)
     */
    public record BatchResult(
            @Nullable Map<String, @Nullable String> id2etag,
            @Nullable Map<String, @Nullable String> id2error) {}

    public record Problem(
            @Nullable String errorCode, @Nullable String errorMessage) {
        public static final Problem NONE = new Problem(null, null);
    }
}
