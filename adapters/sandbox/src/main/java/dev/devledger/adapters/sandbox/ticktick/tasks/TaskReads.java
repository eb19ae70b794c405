package dev.devledger.adapters.sandbox.ticktick.tasks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.FirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickHabit;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The readings of tasks: stored bodies as they are, cut where TickTick cuts without a word. */
public record TaskReads(
        SandboxDatabase database,
        TaskRows rows,
        ProjectRows projects,
        Account account,
        Circumstances circumstances,
        FirstReads firstReads) {
    private static final int CAP = 200;
    /** Of lists that are shown. */
    private static final String SHOWN = """
        (not cast(:hidesClosed as boolean) or not exists (
            select 1 from sandbox.project as list
            where list.id = task.project_id and cast(list.body as jsonb) ->> 'closed' = 'true'))
        """;

    private static final Duration UNDONE_RANGE = Duration.ofDays(14);

    /** What reading one task by id can come to. */
    public sealed interface Found {
        record Task(ObjectNode body) implements Found {}

        record Nothing() implements Found {}

        record Elsewhere() implements Found {}

        record InDeletedProject() implements Found {}
    }

    public Found task(String projectId, String id) {
        String project = account.project(projectId);
        Optional<TaskRows.Stored> task = rows.find(id).map(now -> firstReads
                .take(id)
                .map(before -> new TaskRows.Stored(before, now.deleted()))
                .orElse(now));
        if (task.isEmpty()) return new Found.Nothing();
        if (!task.get().projectId().equals(project)) return new Found.Elsewhere();
        if (!account.isInbox(project) && !projects.exists(project)) return new Found.InDeletedProject();
        return new Found.Task(withChildren(task.get().body(), id));
    }

    private ObjectNode withChildren(ObjectNode task, String id) {
        ArrayNode children = Json.array();
        rows.children(id).forEach(children::add);
        if (!children.isEmpty()) task.set("childIds", children);
        return task;
    }

    /** One query for the list, its columns and its open tasks, however many. */
    public String data(String projectId) {
        String project = account.project(projectId);
        record Row(String kind, String body) {}
        Map<String, List<String>> found = database
                .jdbc()
                .sql("""
                    select 'project' as kind, body, sort_order, id from sandbox.project where id = :id and not deleted
                    union all
                    select 'column', body, sort_order, id from sandbox.board_column where project_id = :id
                    union all
                    select 'task', body, sort_order, id from sandbox.task
                    where project_id = :id and status = 0 and not deleted and %s
                    order by kind, sort_order, id
                    """.formatted(SHOWN))
                .param("id", project)
                .param("hidesClosed", circumstances.has(TickTickHabit.HIDES_CLOSED_LISTS))
                .query((row, number) -> new Row(row.getString("kind"), row.getString("body")))
                .list()
                .stream()
                .collect(groupingBy(Row::kind, mapping(Row::body, toList())));
        List<String> named = found.getOrDefault("project", List.of());
        if (named.isEmpty() && !account.isInbox(project)) return "{}";
        String head = named.isEmpty() ? "" : "\"project\":" + named.getFirst() + ",";
        return "{%s\"tasks\":%s,\"columns\":%s}"
                .formatted(
                        head,
                        list(found.getOrDefault("task", List.of())),
                        list(found.getOrDefault("column", List.of())));
    }

    /** An asked-for {@code -1} is not honoured; abandoned tasks come only where no status is asked for. */
    public String filter(Given body) {
        return list(database.jdbc()
                .sql("""
                    select body from sandbox.task
                    where not deleted
                      and (cast(:projects as text[]) is null or project_id = any(cast(:projects as text[])))
                      and (cast(:statuses as bigint[]) is null or status = any(cast(:statuses as bigint[])))
                      and (cast(:priorities as bigint[]) is null or priority = any(cast(:priorities as bigint[])))
                      and (cast(:kinds as text[]) is null or kind = any(cast(:kinds as text[])))
                      and (cast(:tags as text[]) is null or tags @> cast(:tags as text[]))
                      and (cast(:from as timestamptz) is null or start_date >= cast(:from as timestamptz))
                      and (cast(:to as timestamptz) is null or start_date <= cast(:to as timestamptz))
                      and %s
                    order by sort_order, id limit 200
                    """.formatted(SHOWN))
                .param("projects", projects(body))
                .param("hidesClosed", circumstances.has(TickTickHabit.HIDES_CLOSED_LISTS))
                .param("statuses", statuses(body))
                .param("priorities", orNull(body.numbers("priority"), Long[]::new))
                .param("kinds", orNull(body.texts("kind"), String[]::new))
                .param("tags", orNull(body.texts("tag").map(TaskReads::lower), String[]::new))
                .param("from", instant(body, "startDate"))
                .param("to", instant(body, "endDate"))
                .query(String.class)
                .list());
    }

    private Long @Nullable [] statuses(Given body) {
        boolean meansOpen = body.json().isEmpty() && circumstances.has(TickTickHabit.EMPTY_FILTER_MEANS_OPEN);
        return meansOpen ? new Long[] {0L} : honoured(body.numbers("status"));
    }

    public String completed(Given body) {
        return list(database.jdbc()
                .sql("""
                    select body from sandbox.task
                    where not deleted and status = 2
                      and (cast(:projects as text[]) is null or project_id = any(cast(:projects as text[])))
                      and (cast(:from as timestamptz) is null or completed_time >= cast(:from as timestamptz))
                      and (cast(:to as timestamptz) is null or completed_time <= cast(:to as timestamptz))
                    order by completed_time desc, id limit 200
                    """)
                .param("projects", projects(body))
                .param("from", instant(body, "startDate"))
                .param("to", instant(body, "endDate"))
                .query(String.class)
                .list());
    }

    public String undone(Given body) {
        Optional<Instant> from = body.text("startDate").flatMap(WireTime::read);
        Optional<Instant> to = body.text("endDate").flatMap(WireTime::read);
        if (from.isEmpty() || to.isEmpty() || isBadRange(from.get(), to.get())) return "[]";
        return list(database.jdbc()
                .sql("""
                    select body from sandbox.task
                    where not deleted and status = 0
                      and (cast(:projects as text[]) is null or project_id = any(cast(:projects as text[])))
                      and (cast(:ids as text[]) is null or id = any(cast(:ids as text[])))
                      and start_date between :from and :to
                    order by start_date, id limit 200
                    """)
                .param("projects", projects(body))
                .param("ids", orNull(body.texts("taskIds"), String[]::new))
                .param("from", TaskRows.sql(from.get()))
                .param("to", TaskRows.sql(to.get()))
                .query(String.class)
                .list());
    }

    private static boolean isBadRange(Instant from, Instant to) {
        return from.isAfter(to) || Duration.between(from, to).compareTo(UNDONE_RANGE) > 0;
    }

    /** Looks through everything here rather than in the database: the sandbox holds few tasks. */
    public String search(Given body) {
        String wanted = body.text("keywords").orElse("").strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) return "[]";
        List<String> tags = body.texts("tags").map(TaskReads::lower).orElse(List.of());
        List<Long> statuses = body.numbers("status").orElse(List.of());
        Instant from = body.text("dueFrom").flatMap(WireTime::read).orElse(Instant.MIN);
        Instant to = body.text("dueTo").flatMap(WireTime::read).orElse(Instant.MAX);
        boolean byDue = !from.equals(Instant.MIN) || !to.equals(Instant.MAX);
        return list(all(projects(body))
                .map(Json::stored)
                .filter(task -> says(task, wanted))
                .filter(task -> statuses.isEmpty()
                        || statuses.contains(task.path("status").longValue()))
                .filter(task -> tagsOf(task).containsAll(tags))
                .filter(task -> !byDue
                        || WireTime.of(task, "dueDate")
                                .filter(due -> !due.isBefore(from) && !due.isAfter(to))
                                .isPresent())
                .limit(CAP)
                .map(JsonNode::toString)
                .toList());
    }

    private Stream<String> all(String @Nullable [] projectIds) {
        return database.jdbc().sql("""
            select body from sandbox.task
            where not deleted
              and (cast(:projects as text[]) is null or project_id = any(cast(:projects as text[])))
            order by sort_order, id
            """).param("projects", projectIds).query(String.class).list().stream();
    }

    private static boolean says(ObjectNode task, String wanted) {
        return Stream.of("title", "content")
                .anyMatch(field ->
                        task.path(field).asString("").toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static List<String> tagsOf(ObjectNode task) {
        return lower(task.path("tags").valueStream().map(JsonNode::stringValue).toList());
    }

    private String @Nullable [] projects(Given body) {
        return orNull(
                body.texts("projectIds")
                        .map(ids -> ids.stream().map(account::project).toList()),
                String[]::new);
    }

    private static Long @Nullable [] honoured(Optional<List<Long>> statuses) {
        return statuses.filter(list -> !list.isEmpty())
                .map(list -> list.stream().filter(status -> status >= 0).toArray(Long[]::new))
                .orElse(null);
    }

    private static List<String> lower(List<String> tags) {
        return tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList();
    }

    private static @Nullable OffsetDateTime instant(Given body, String field) {
        return body.text(field).flatMap(WireTime::read).map(TaskRows::sql).orElse(null);
    }

    /** An empty list narrows nothing. */
    private static <T> T @Nullable [] orNull(Optional<List<T>> values, IntFunction<T[]> array) {
        return values.filter(list -> !list.isEmpty())
                .map(list -> list.stream().toArray(array))
                .orElse(null);
    }

    static String list(List<String> bodies) {
        return "[" + String.join(",", bodies) + "]";
    }
}
