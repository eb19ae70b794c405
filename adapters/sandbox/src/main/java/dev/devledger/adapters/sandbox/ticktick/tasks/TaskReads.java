package dev.devledger.adapters.sandbox.ticktick.tasks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.StaleFirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.TickTickHabit;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.ProjectRows;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads tasks. Stored bodies are returned unchanged, and answers are cut where TickTick silently cuts them. */
public record TaskReads(
        SandboxDatabase database,
        TaskRows rows,
        ProjectRows projects,
        Account account,
        TickTickBehaviour circumstances,
        StaleFirstReads firstReads) {
    private static final int CAP = 200;
    /** The condition for tasks whose list is shown. */
    private static final String SHOWN = """
        not exists (
            select 1 from sandbox.project as list
            where list.id = task.project_id and cast(list.body as jsonb) ->> 'closed' = 'true')
        """;

    private static final Duration UNDONE_RANGE = Duration.ofDays(14);

    /** The result of reading one task by its id. */
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
        List<String> children = rows.children(id);
        if (!children.isEmpty()) task.set("childIds", Json.arrayOf(children));
        return task;
    }

    private String shown() {
        return circumstances.has(TickTickHabit.HIDES_CLOSED_LISTS) ? SHOWN : "true";
    }

    /** Reads the list, its columns and all its open tasks in one query. */
    public String data(String projectId) {
        String project = account.project(projectId);
        record Row(String kind, String body) {}
        Map<String, List<String>> found = rows
                .rows()
                .database()
                .rows(
                        (row, number) -> new Row(row.getString("kind"), row.getString("body")),
                        """
                        select 'project' as kind, body, sort_order, id from sandbox.project where id = ? and not deleted
                        union all
                        select 'column', body, sort_order, id from sandbox.board_column where project_id = ?
                        union all
                        select 'task', body, sort_order, id from sandbox.task
                        where project_id = ? and status = 0 and not deleted and %s
                        order by kind, sort_order, id
                        """.formatted(shown()),
                        project,
                        project,
                        project)
                .stream()
                .collect(groupingBy(Row::kind, mapping(Row::body, toList())));
        List<String> named = found.getOrDefault("project", List.of());
        if (named.isEmpty() && !account.isInbox(project)) return "{}";
        String head = named.isEmpty() ? "" : "\"project\":" + named.getFirst() + ",";
        String tasks = list(found.getOrDefault("task", List.of()));
        String columns = list(found.getOrDefault("column", List.of()));
        return "{%s\"tasks\":%s,\"columns\":%s}".formatted(head, tasks, columns);
    }

    /** The conditions of a search; a value that the client did not send has no condition. */
    private static final class Conditions {
        private final StringBuilder sql = new StringBuilder("not deleted");
        private final List<Object> values = new ArrayList<>();

        Conditions and(String condition, Optional<?> value) {
            value.ifPresent(said -> {
                sql.append(" and ").append(condition);
                values.add(said);
            });
            return this;
        }

        String bodies(SandboxDatabase database, String more) {
            String query = "select body from sandbox.task where " + sql + " and " + more;
            return list(database.rows((row, number) -> row.getString("body"), query, values.toArray()));
        }
    }

    /**
     * Finds tasks by a filter. The status {@code -1} is ignored in it; abandoned tasks are found only without a status.
     */
    public String filter(RequestFields body) {
        return new Conditions()
                .and("project_id = any(?)", projects(body))
                .and("status = any(?)", statuses(body))
                .and("priority = any(?)", said(body.numbers("priority"), Long[]::new))
                .and("kind = any(?)", said(body.texts("kind"), String[]::new))
                .and("tags @> cast(? as text[])", said(body.texts("tag").map(TaskReads::lower), String[]::new))
                .and("start_date >= ?", instant(body, "startDate"))
                .and("start_date <= ?", instant(body, "endDate"))
                .bodies(database, shown() + " order by sort_order, id limit " + CAP);
    }

    private Optional<Long[]> statuses(RequestFields body) {
        boolean meansOpen = body.json().isEmpty() && circumstances.has(TickTickHabit.EMPTY_FILTER_MEANS_OPEN);
        if (meansOpen) return Optional.of(new Long[] {0L});
        return said(body.numbers("status"), Long[]::new)
                .map(all -> Stream.of(all).filter(status -> status >= 0).toArray(Long[]::new));
    }

    public String completed(RequestFields body) {
        return new Conditions()
                .and("project_id = any(?)", projects(body))
                .and("completed_time >= ?", instant(body, "startDate"))
                .and("completed_time <= ?", instant(body, "endDate"))
                .bodies(database, "status = 2 order by completed_time desc, id limit " + CAP);
    }

    public String undone(RequestFields body) {
        Optional<Instant> from = body.text("startDate").flatMap(WireTime::read);
        Optional<Instant> to = body.text("endDate").flatMap(WireTime::read);
        if (from.isEmpty() || to.isEmpty() || isBadRange(from.get(), to.get())) return "[]";
        return new Conditions()
                .and("project_id = any(?)", projects(body))
                .and("id = any(?)", said(body.texts("taskIds"), String[]::new))
                .and("start_date >= ?", instant(body, "startDate"))
                .and("start_date <= ?", instant(body, "endDate"))
                .bodies(database, "status = 0 order by start_date, id limit " + CAP);
    }

    private static boolean isBadRange(Instant from, Instant to) {
        return from.isAfter(to) || Duration.between(from, to).compareTo(UNDONE_RANGE) > 0;
    }

    /** Searches in memory and not in the database, as the sandbox has few tasks. */
    public String search(RequestFields body) {
        String wanted = body.text("keywords").orElse("").strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) return "[]";
        List<String> tags = body.texts("tags").map(TaskReads::lower).orElse(List.of());
        List<Long> statuses = body.numbers("status").orElse(List.of());
        Instant from = body.text("dueFrom").flatMap(WireTime::read).orElse(Instant.MIN);
        Instant to = body.text("dueTo").flatMap(WireTime::read).orElse(Instant.MAX);
        boolean byDue = !from.equals(Instant.MIN) || !to.equals(Instant.MAX);
        return list(projects(body)
                .map(ids ->
                        rows.rows().where("project_id = any(?) and not deleted order by sort_order, id", (Object) ids))
                .orElseGet(() -> rows.rows().where("not deleted order by sort_order, id"))
                .stream()
                .map(TaskRows.Stored::body)
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

    private static boolean says(ObjectNode task, String wanted) {
        return Stream.of("title", "content")
                .anyMatch(field ->
                        task.path(field).asString("").toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static List<String> tagsOf(ObjectNode task) {
        return lower(task.path("tags").valueStream().map(JsonNode::stringValue).toList());
    }

    private Optional<String[]> projects(RequestFields body) {
        return said(
                body.texts("projectIds")
                        .map(ids -> ids.stream().map(account::project).toList()),
                String[]::new);
    }

    private static List<String> lower(List<String> tags) {
        return tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList();
    }

    private static Optional<OffsetDateTime> instant(RequestFields body, String field) {
        return body.text(field).flatMap(WireTime::read).map(TaskRows::sql);
    }

    /** Turns a list into an array; an empty list is no filter. */
    private static <T> Optional<T[]> said(Optional<List<T>> values, IntFunction<T[]> array) {
        return values.filter(list -> !list.isEmpty()).map(list -> list.toArray(array));
    }

    static String list(List<String> bodies) {
        return "[" + String.join(",", bodies) + "]";
    }
}
