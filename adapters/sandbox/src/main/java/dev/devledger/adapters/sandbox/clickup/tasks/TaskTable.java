package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of tasks. */
public record TaskTable(SandboxDatabase database) {
    /** The lengths of ids that clients have met. */
    private static final int[] LENGTHS = {7, 9, 11};

    private static final String SEPARATOR = "\u001f";

    /** An id that was never given. */
    String newId() {
        long number = database.next("task_ids");
        int digits = LENGTHS[(int) (number % LENGTHS.length)] - 2;
        long space = (long) Math.pow(36, digits);
        String scattered = Long.toString(number * 48_271 % space, 36);
        return "86" + "0".repeat(digits - scattered.length()) + scattered;
    }

    /** Also one that was deleted. */
    public Optional<Task> find(String id) {
        return database.jdbc()
                .sql("select body from clickup_sandbox.task where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(TaskTable::read);
    }

    public Optional<Task> byCustomId(String customId) {
        return database.jdbc()
                .sql("select body from clickup_sandbox.task where custom_id = ?")
                .param(customId)
                .query(String.class)
                .optional()
                .map(TaskTable::read);
    }

    /** Those below it that are not deleted. */
    public List<Task> children(String id) {
        return database
                .jdbc()
                .sql("select body from clickup_sandbox.task where parent_id = ? and not deleted order by place")
                .param(id)
                .query(String.class)
                .list()
                .stream()
                .map(TaskTable::read)
                .toList();
    }

    /** Those at home in a list, not deleted, of whatever status. */
    public List<Task> inList(String list) {
        return database
                .jdbc()
                .sql("select body from clickup_sandbox.task where list_id = ? and not deleted order by place")
                .param(list)
                .query(String.class)
                .list()
                .stream()
                .map(TaskTable::read)
                .toList();
    }

    public long count(String list) {
        return database.jdbc()
                .sql("select count(*) from clickup_sandbox.task where list_id = ? and not deleted and not archived"
                        + " and status_type <> 'closed' and parent_id is null")
                .param(list)
                .query(Long.class)
                .single();
    }

    static Task read(String body) {
        return new Task(Json.stored(body));
    }

    void insert(Task task) {
        database.jdbc().sql("""
            insert into clickup_sandbox.task (id, custom_id, list_id, extra_lists, parent_id, status, status_type,
                tags, assignees, date_created, date_updated, date_done, due_date, archived, deleted, body)
            values (:id, :custom, :list, string_to_array(:extra, chr(31)), :parent, :status, :type,
                string_to_array(:tags, chr(31)), string_to_array(:assignees, chr(31))::bigint[], :created, :updated,
                :done, :due, :archived, :deleted, :body)
            """).params(columns(task)).update();
    }

    public void save(Task task) {
        database.jdbc().sql("""
            update clickup_sandbox.task set custom_id = :custom, list_id = :list,
                extra_lists = string_to_array(:extra, chr(31)), parent_id = :parent, status = :status,
                status_type = :type, tags = string_to_array(:tags, chr(31)),
                assignees = string_to_array(:assignees, chr(31))::bigint[], date_created = :created,
                date_updated = :updated, date_done = :done, due_date = :due, archived = :archived,
                deleted = :deleted, body = :body
            where id = :id
            """).params(columns(task)).update();
    }

    private static Map<String, @Nullable Object> columns(Task task) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", task.id());
        columns.put("custom", orNull(task.text("custom_id")));
        columns.put("list", task.list());
        columns.put("extra", joined(task.texts("extra")));
        columns.put("parent", task.parent().orElse(null));
        columns.put("status", task.status());
        columns.put("type", task.statusType());
        columns.put("tags", joined(task.texts("tags")));
        columns.put("assignees", joined(task.texts("assignees")));
        columns.put("created", task.number("created").orElse(0L));
        columns.put("updated", task.number("updated").orElse(0L));
        columns.put("done", task.number("done").orElse(null));
        columns.put("due", task.number("due_date").orElse(null));
        columns.put("archived", task.is("archived"));
        columns.put("deleted", task.is("deleted"));
        columns.put("body", task.json().toString());
        return columns;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }
}
