package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.EventPlace;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of tasks. */
public record TaskTable(SandboxTable<Task> rows) {
    /** The lengths of ids that clients have seen. */
    private static final int[] LENGTHS = {7, 9, 11};

    public TaskTable(SandboxDatabase database) {
        this(database.table("task", (row, number) -> read(row.getString("body"))));
    }

    public SandboxDatabase database() {
        return rows.database();
    }

    /** Makes an id that was never given before. */
    String newId() {
        long number = database().next("task_ids");
        int digits = LENGTHS[(int) (number % LENGTHS.length)] - 2;
        long space = (long) Math.pow(36, digits);
        String scattered = Long.toString(number * 48_271 % space, 36);
        return "86" + "0".repeat(digits - scattered.length()) + scattered;
    }

    /** Finds a task, also a deleted one. */
    public Optional<Task> find(String id) {
        return rows.one("id = ?", id);
    }

    public Optional<Task> byCustomId(String customId) {
        return rows.one("custom_id = ?", customId);
    }

    /** Finds the direct subtasks of a task, without deleted ones. */
    public List<Task> children(String id) {
        return rows.where("parent_id = ? and not deleted order by place", id);
    }

    /** Finds the tasks whose home is the list, with any status, without deleted ones. */
    public List<Task> inList(String list) {
        return rows.where("list_id = ? and not deleted order by place", list);
    }

    public long count(String list) {
        return rows.count(
                "list_id = ? and not deleted and not archived and status_type <> 'closed' and parent_id is null", list);
    }

    static Task read(String body) {
        return new Task(Json.stored(body));
    }

    void insert(Task task) {
        rows.insert("id, body", task.id(), task.json().toString());
    }

    public void save(Task task) {
        rows.set("body = ? where id = ?", task.json().toString(), task.id());
    }

    /** Finds the task that a call names, or refuses the call. */
    public record TaskFinder(TaskTable table, Places places) {

        /** @param customTeam the workspace if {@code id} is a custom id; else null */
        public Task find(Caller caller, String id, @Nullable String customTeam) {
            if (customTeam == null && id.contains("-")) throw new Refusal(400, "INPUT_003", "Task ID invalid");
            Task task = (customTeam == null ? table.find(id) : table.byCustomId(id))
                    .orElseThrow(() -> places.unknown("Task"));
            StoredObject list = listOf(task);
            if (!caller.reaches(list.text("_team"))) throw Refusal.notAuthorized();
            if (places.circumstances().hides("task/" + task.id()) || places.isHidden(list)) throw places.noAccess();
            if (task.is("deleted")) throw Refusal.deletedTask();
            return task;
        }

        public Task find(Caller caller, String id) {
            return find(caller, id, null);
        }

        /** Finds the home list of a task, also if the list is deleted. */
        public StoredObject listOf(Task task) {
            return places.things().find(Places.LIST, task.list()).orElseThrow(Refusal::deletedTask);
        }

        public EventPlace where(Task task) {
            return Places.where(listOf(task)).ofTask(task.id());
        }
    }
}
