package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.TickTickHabit;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks.EditOrigin;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes many tasks in one call. Each write is done or refused separately, and the status is 200 in any case. */
public record Batch(
        SandboxDatabase database,
        TaskRows rows,
        Account account,
        TickTickBehaviour circumstances,
        Tasks tasks,
        Clock clock) {

    /** The outcome of each entry, by the task's id. */
    private record Result(ObjectNode id2etag, ObjectNode id2error) {
        void done(ObjectNode task) {
            id2etag.put(task.path("id").stringValue(), task.path("etag").stringValue());
        }

        void refused(String id, String code) {
            id2error.put(id, code);
        }
    }

    public ObjectNode of(RequestFields body) {
        List<RequestFields> additions = first(body.objects("add"));
        List<RequestFields> updates = first(body.objects("update"));
        return database.change(() -> {
            ObjectNode answer = Json.object();
            Result result = new Result(answer.putObject("id2etag"), answer.putObject("id2error"));
            additions.forEach(task -> add(task, result));
            updates.forEach(task -> update(task, result));
            return answer;
        });
    }

    private List<RequestFields> first(Optional<List<RequestFields>> entries) {
        List<RequestFields> all = entries.orElse(List.of());
        if (all.size() <= Tasks.BATCH) return all;
        if (circumstances.has(TickTickHabit.REFUSES_LONG_BATCHES)) throw Refusal.invalid("More than " + Tasks.BATCH);
        return all.subList(0, Tasks.BATCH);
    }

    private void add(RequestFields task, Result result) {
        try {
            result.done(tasks.created(task));
        } catch (Refusal refused) {
            result.refused(nobody(), refused.entryCode());
        }
    }

    private void update(RequestFields change, Result result) {
        JsonNode named = change.json().path("id");
        String id = named.isString() ? named.stringValue() : nobody();
        try {
            Optional<TaskRows.Stored> task = rows.find(Tasks.required(change, "id"));
            if (task.isEmpty()) result.refused(id, "NOT_EXISTED");
            else if (task.get().deleted()) result.refused(id, "DELETED");
            else if (!task.get().projectId().equals(account.project(Tasks.required(change, "projectId"))))
                result.refused(id, "PROJECT_MOVE_ERROR");
            else result.done(tasks.updated(task.get().body(), change, EditOrigin.API));
        } catch (Refusal refused) {
            result.refused(id, refused.entryCode());
        }
    }

    /** Makes an id for an entry that does not name one. */
    private String nobody() {
        return GeneratedValues.id(clock.instant());
    }
}
