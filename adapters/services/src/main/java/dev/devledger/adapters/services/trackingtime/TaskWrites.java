package dev.devledger.adapters.services.trackingtime;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.post;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.put;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.trackingtime.TrackingTimeRemoteTasks.Answers;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.json.TaskJson;
import dev.devledger.adapters.services.trackingtime.json.TaskJson.TaskBodies;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.adapters.services.trackingtime.json.Wire.AccountContext;
import dev.devledger.adapters.services.trackingtime.json.Wire.RemoteIds;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Makes and changes tasks. Returns the content that TrackingTime then reports. */
record TaskWrites(TrackingTimeClient client, Members members, ZoneId zone) {
    private static final Set<Field> STATUS = EnumSet.of(Field.STATUS);
    private static final Set<Field> DETAILS = EnumSet.of(Field.TITLE, Field.DATES, Field.ESTIMATE, Field.ASSIGNEES);

    /**
     * Orders the steps: a task is reopened before other changes, and closed after them, as it is undocumented whether a
     * closed task can be changed.
     */
    static List<Step> script(RemoteTask current, CanonicalChanges changes) {
        CanonicalChanges details = changes.only(DETAILS);
        CanonicalChanges status = changes.only(STATUS);
        boolean opens = changes.status() != null && changes.status().to() == RemoteStatus.OPEN;
        return Step.each(current, opens ? List.of(status, details) : List.of(details, status));
    }

    RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
        String project = RemoteIds.project(list).orElse(null);
        if (project == null) {
            return Answers.noSuch(list);
        }
        return members.known(CallPurpose.WRITE).flatMap(known -> {
            Outcome outcome =
                    client.write(post("tasks/share"), new TaskBodies(known.around(), zone).create(content, project));
            return Answers.ofList(outcome, data -> data).flatMap(data -> made(Wire.one(data), list, known.around()));
        });
    }

    /** Returns the new task, which is read if the answer has only its id. */
    private RemoteAnswer<RemoteTask> made(JsonNode data, String list, AccountContext around) {
        String id = Wire.given(data, "id");
        TaskJson json = new TaskJson(around);
        return id == null || !Wire.text(data, "name").isEmpty()
                ? UnreadableAnswer.read(data, made -> json.task(made, list))
                : Answers.answer(client.write(get("tasks/" + id)), made -> json.task(Wire.one(made), list));
    }

    RemoteAnswer<CanonicalContent> send(Step step) {
        RemoteRef task = step.current().ref();
        if (!RemoteIds.isNumber(task.id())) {
            return Answers.noSuch(task.id());
        }
        return members.known(CallPurpose.WRITE)
                .flatMap(known ->
                        step.changes().status() == null ? details(step, known.around()) : ended(step, known.around()));
    }

    private RemoteAnswer<CanonicalContent> ended(Step step, AccountContext around) {
        boolean open = step.done().status() == RemoteStatus.OPEN;
        RemoteRef task = step.current().ref();
        return told(client.write(put((open ? "tasks/open/" : "tasks/close/") + task.id())), step, around);
    }

    private RemoteAnswer<CanonicalContent> details(Step step, AccountContext around) {
        TaskBodies bodies = new TaskBodies(around, zone);
        RemoteRef task = step.current().ref();
        SortedSet<String> added = new TreeSet<>(step.done().assignees());
        added.removeAll(step.current().content().assignees());
        SortedSet<String> strangers = bodies.strangers(added);
        if (!strangers.isEmpty()) {
            return new Refused<>("nobody in the TrackingTime account has the address " + String.join(", ", strangers));
        }
        RemoteAnswer<JsonNode> before = step.changes().assignees() == null ? new Ok<>(Wire.object()) : withPeople(task);
        return before.flatMap(now -> told(
                client.write(
                        put("tasks/update/" + task.id()),
                        bodies.update(step.current().content(), step.changes(), now)),
                step,
                around));
    }

    /**
     * Reads the task with its people: an update must repeat people that the ledger does not know, or it would remove
     * them.
     */
    private RemoteAnswer<JsonNode> withPeople(RemoteRef task) {
        return Answers.answer(client.write(TaskReads.endpoint(task)), Wire::one)
                .flatMap(now -> TaskJson.arePeopleShown(now)
                        ? new Ok<>(now)
                        : new Refused<>(
                                "TrackingTime does not show who is on the task, so nobody is added or removed"));
    }

    /**
     * Returns the content after the write. If the answer does not show a changed field, the task is read; fields that
     * are not shown then either count as unchanged.
     */
    private RemoteAnswer<CanonicalContent> told(Outcome outcome, Step step, AccountContext around) {
        RemoteRef task = step.current().ref();
        return Answers.answer(outcome, Wire::one)
                .flatMap(data -> Wire.text(data, "name").isEmpty()
                                || !Collections.disjoint(
                                        TaskJson.unshown(data), step.changes().fields())
                        ? looked(task)
                        : new Ok<>(data))
                .flatMap(data ->
                        UnreadableAnswer.read(data, now -> same(new TaskJson(around).task(now, task.list()), task)))
                .map(now -> now.filled(step.read().content()).content());
    }

    /** Reads the task after a write. If the read fails, the result is unknown, as the write may have been done. */
    private RemoteAnswer<JsonNode> looked(RemoteRef task) {
        RemoteAnswer<JsonNode> held = Answers.answer(client.write(TaskReads.endpoint(task)), Wire::one);
        return held instanceof RemoteAnswer.NotSent<JsonNode> unseen
                ? new RemoteAnswer.Unknown<>("it was sent, and nothing shows yet what became of it: " + unseen.reason())
                : held;
    }

    private static RemoteTask same(RemoteTask task, RemoteRef asked) {
        if (!task.ref().id().equals(asked.id())) {
            throw new UnreadableAnswer("TrackingTime returned a different task");
        }
        return task;
    }

    /**
     * Moves a task after reading its list. If another client has moved the task to a third list, the task stays in that
     * list.
     */
    RemoteAnswer<Done> move(RemoteRef task, String toList) {
        String project = RemoteIds.project(toList).orElse(null);
        if (project == null || !RemoteIds.isNumber(task.id())) {
            return Answers.noSuch(project == null ? toList : task.id());
        }
        return Answers.answer(client.write(TaskReads.endpoint(task)), now -> TaskJson.list(now)
                        .orElse(""))
                .flatMap(place -> {
                    if (place.equals(toList)) {
                        return new Ok<>(Done.DONE);
                    }
                    return place.equals(task.list())
                            ? moved(task, project)
                            : new Refused<>("TrackingTime has no such task in the project where it was");
                });
    }

    private RemoteAnswer<Done> moved(RemoteRef task, String project) {
        return Answers.answer(
                client.write(
                        put("tasks/update/" + task.id()), Wire.object().put("project_id", Long.parseLong(project))),
                any -> Done.DONE);
    }

    /** Deletes a task; its time entries stay. A missing task counts as deleted. */
    RemoteAnswer<Done> delete(RemoteRef task) {
        if (!RemoteIds.isNumber(task.id())) {
            return new Ok<>(Done.DONE);
        }
        Outcome outcome =
                client.write(TrackingTimeApi.delete("tasks/delete/" + task.id()).with("delete_all", false));
        boolean gone = Answers.isDenied(outcome) && Answers.isDenied(client.write(TaskReads.endpoint(task)));
        return gone ? new Ok<>(Done.DONE) : Answers.answer(outcome, any -> Done.DONE);
    }
}
