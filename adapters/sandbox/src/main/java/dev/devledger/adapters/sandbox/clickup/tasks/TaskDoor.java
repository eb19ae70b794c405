package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.hooks.Where;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import org.jspecify.annotations.Nullable;

/** Finds the task that a call is about, or says why not. */
public record TaskDoor(TaskTable table, Places places) {

    /** @param customTeam the workspace where the id is a custom one, else null */
    public Task find(Caller caller, String id, @Nullable String customTeam) {
        if (customTeam == null && id.contains("-")) throw new Refusal(400, "INPUT_003", "Task ID invalid");
        Task task =
                (customTeam == null ? table.find(id) : table.byCustomId(id)).orElseThrow(() -> places.unknown("Task"));
        Thing list = listOf(task);
        if (!caller.reaches(list.text("_team"))) throw Refusal.notAuthorized();
        if (places.circumstances().hides("task/" + task.id()) || places.isHidden(list)) throw places.noAccess();
        if (task.is("deleted")) throw Refusal.deletedTask();
        return task;
    }

    public Task find(Caller caller, String id) {
        return find(caller, id, null);
    }

    /** Also one that was deleted since. */
    public Thing listOf(Task task) {
        return places.things().find(Places.LIST, task.list()).orElseThrow(Refusal::deletedTask);
    }

    public Where where(Task task) {
        return Places.where(listOf(task)).ofTask(task.id());
    }
}
