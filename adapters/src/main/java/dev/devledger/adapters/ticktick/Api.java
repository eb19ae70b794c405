package dev.devledger.adapters.ticktick;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * TickTick's objects, whole (docs/ticktick.md, section 5). Anything may be absent, which means unset or empty;
 * {@code rest} has what came beside the fields that are known, so that an object written as it was read loses nothing.
 * Times are TickTick's own text ({@code 2026-11-03T07:30:00.000+0000}).
 */
public final class Api {
    private Api() {}

    /** What has an id; an answer without one is not the object that belongs there. */
    sealed interface Identified {
        @Nullable
        String id();
    }

    /**
     * @param status -1 abandoned, 0 open, 2 completed
     * @param priority 0 none, 1 low, 3 medium, 5 high
     * @param tags in no order
     * @param repeatFrom "0" the due date, "1" the completion, "2" the calendar
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Task(
            @Nullable String id,
            @Nullable String projectId,
            @Nullable String title,
            @Nullable String content,
            @Nullable String desc,
            @Nullable List<Item> items,
            @Nullable String kind,
            @Nullable Integer status,
            @Nullable Integer priority,
            @Nullable Boolean isAllDay,
            @Nullable Boolean isFloating,
            @Nullable String startDate,
            @Nullable String dueDate,
            @Nullable String completedTime,
            @Nullable String createdTime,
            @Nullable String modifiedTime,
            @Nullable String timeZone,
            @Nullable List<String> reminders,
            @Nullable String repeatFlag,
            @Nullable String repeatFrom,
            @Nullable List<String> tags,
            @Nullable Long sortOrder,
            @Nullable String parentId,
            @Nullable List<String> childIds,
            @Nullable String columnId,
            @Nullable String columnName,
            @Nullable String assigneeUsername,
            @Nullable Integer progress,
            @Nullable String etag,
            @Nullable Long etimestamp,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest)
            implements Identified {}

    /** @param status 0 open, 1 done */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @Nullable String id,
            @Nullable String title,
            @Nullable Integer status,
            @Nullable Long sortOrder,
            @Nullable Boolean isAllDay,
            @Nullable String startDate,
            @Nullable String timeZone,
            @Nullable String completedTime,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest) {

        /** A new one. */
        public static Item of(String title, boolean done) {
            return new Item(null, title, done ? 1 : 0, null, null, null, null, null, Map.of());
        }
    }

    /**
     * @param viewMode list, kanban or timeline
     * @param kind TASK or NOTE
     * @param permission read, write or comment; absent for one's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Project(
            @Nullable String id,
            @Nullable String name,
            @Nullable String color,
            @Nullable Long sortOrder,
            @Nullable String viewMode,
            @Nullable String kind,
            @Nullable String groupId,
            @Nullable Boolean closed,
            @Nullable String permission,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest)
            implements Identified {}

    /** What of a project can be written; what is null stays as it is. The name is cut at 64 characters. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProjectFields(
            @Nullable String name,
            @Nullable String color,
            @Nullable Long sortOrder,
            @Nullable String viewMode,
            @Nullable String kind) {

        public static ProjectFields named(String name) {
            return new ProjectFields(name, null, null, null, null);
        }
    }

    /**
     * @param project missing for the inbox
     * @param tasks the open ones, all of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProjectData(
            @Nullable Project project,
            @Nullable List<Task> tasks,
            @Nullable List<Column> columns,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable Boolean self,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Group(
            @Nullable String id,
            @Nullable String name,
            @Nullable Long sortOrder,
            @Nullable Boolean showAll,
            @Nullable String viewMode,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest)
            implements Identified {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(
            @Nullable String id,
            @Nullable String projectId,
            @Nullable String name,
            @Nullable Long sortOrder,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest)
            implements Identified {}

    /**
     * @param name in lower case, at most 64 characters; it identifies the tag
     * @param label the same in any case
     * @param type 1 personal, 2 of a team
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tag(
            @Nullable String name,
            @Nullable String label,
            @Nullable Long sortOrder,
            @Nullable String color,
            @Nullable String parent,
            @Nullable Integer type,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest) {}

    /** Its times are milliseconds since 1970, where TickTick's own description has texts: both are kept as they come. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Comment(
            @Nullable String id,
            @Nullable Long userId,
            @Nullable String title,
            @Nullable JsonNode createdTime,
            @Nullable JsonNode modifiedTime,
            @Nullable String replyCommentId,
            @Nullable Long replyUserId,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest)
            implements Identified {}

    /** From one project to another, where the task keeps its id. */
    public record Move(String fromProjectId, String toProjectId, String taskId) {}

    /** What a move answers: not the task, and also for one that is not there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Moved(
            @Nullable String id,
            @Nullable String etag,
            @Nullable Long etimestamp,
            @Nullable String modifiedTime,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest)
            implements Identified {}

    /**
     * @param id2etag of what was done
     * @param id2error of what was not, with its code (docs/ticktick.md, section 9)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BatchResult(
            @Nullable Map<String, @Nullable String> id2etag,
            @Nullable Map<String, @Nullable String> id2error,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest) {}
}
