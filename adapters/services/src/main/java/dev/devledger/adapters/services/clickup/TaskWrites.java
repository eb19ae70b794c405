package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.delete;

import dev.devledger.adapters.services.clickup.ChecklistWrites.TaskRequestSequence;
import dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers;
import dev.devledger.adapters.services.clickup.ScopedLists.ListStatuses;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.ListJson.Status;
import dev.devledger.adapters.services.clickup.json.TaskBodies;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
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
import dev.devledger.domain.sync.content.UnshownParts;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes and changes tasks. Returns the content that ClickUp then has, as far as its answers show it. */
record TaskWrites(ClickUpClient client, Workspace workspace, ListStatuses statuses) {
    /**
     * Makes a task. Values that a create cannot set are left out, and later found as differences: a closed status, a
     * stage that the list does not have, a person outside the workspace, and a checklist item whose request failed.
     */
    RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
        return workspace.known(CallPurpose.WRITE).flatMap(known -> {
            AccountContext around = known.around();
            RemoteAnswer<Optional<String>> status = content.stage() == null
                    ? new Ok<>(Optional.empty())
                    : statuses.of(list).map(all -> Status.of(all, RemoteStatus.OPEN, content.stage(), around)
                            .map(Status::name));
            return status.flatMap(name -> Answers.ofList(
                            post(list, new TaskBodies(around).create(content, name.orElse(null))),
                            json -> made(json, content, around)))
                    .map(made -> content.checklist().isEmpty() ? made : withChecklist(made, content));
        });
    }

    private Outcome post(String list, JsonNode body) {
        Outcome outcome =
                client.write(Endpoint.post("list", list, "task").with("include_markdown_description", true), body);
        if (outcome instanceof Outcome.Refused) {
            statuses.forget(list); // another user may have changed them
        }
        return outcome;
    }

    /**
     * Returns the task in the answer. Fields that the answer does not show are read afterwards; a description without
     * markdown marks counts as shown if the answer has its plain text.
     */
    private static RemoteTask made(JsonNode json, CanonicalContent content, AccountContext around) {
        RemoteTask made = new TaskJson(around).task(json);
        UnshownParts gaps = made.gaps();
        Set<Field> unshown = EnumSet.noneOf(Field.class);
        unshown.addAll(gaps.fields());
        if (made.content().description().equals(content.description())) {
            unshown.remove(Field.DESCRIPTION);
        }
        return made.with(new UnshownParts(unshown, gaps.starts(), gaps.dues(), gaps.checklists()))
                .with(gaps.dated(made.content(), content));
    }

    private ChecklistWrites checklists() {
        return new ChecklistWrites(client);
    }

    private RemoteTask withChecklist(RemoteTask made, CanonicalContent content) {
        return checklists().write(made, content.checklist(), null) instanceof Ok<Optional<RemoteTask>>(var now)
                ? now.orElse(made)
                : made;
    }

    /** Moves the task from any list; the caller has already read which list it is in. */
    RemoteAnswer<JsonNode> move(RemoteRef task, String toList) {
        return workspace.known(CallPurpose.WRITE).flatMap(known -> {
            Endpoint endpoint = Endpoint.put("workspaces", known.id(), "tasks", task.id(), "home_list", toList)
                    .below(ClickUpClient.V3);
            return answer(client.write(endpoint, Wire.object()), json -> json);
        });
    }

    /**
     * Moves a task. ClickUp's answer to a move is not documented; it is used only if it shows the whole task. Other
     * clients report that moves of subtasks are refused, so a refused subtask is first moved to the top level of its
     * list.
     */
    RemoteAnswer<Optional<RemoteTask>> move(RemoteTask current, String toList) {
        RemoteAnswer<JsonNode> moved = move(current.ref(), toList);
        boolean again = moved instanceof Refused<JsonNode> && current.content().parent() != null;
        return (again ? detach(current.ref()).flatMap(done -> move(current.ref(), toList)) : moved)
                .flatMap(json -> workspace
                        .known(CallPurpose.WRITE)
                        .map(known -> whole(json.has("task") ? json.path("task") : json, current, known.around())));
    }

    private RemoteAnswer<Done> detach(RemoteRef task) {
        ObjectNode body = Wire.object().put("parent", "none");
        return answer(client.write(Endpoint.put("task", task.id()), body), any -> Done.DONE);
    }

    private static Optional<RemoteTask> whole(JsonNode json, RemoteTask current, AccountContext around) {
        return UnreadableAnswer.read(json, task -> same(new TaskJson(around).task(task), current.ref()))
                                instanceof Ok<RemoteTask>(var task)
                        && task.gaps().fields().stream().allMatch(Field.DESCRIPTION::equals)
                ? Optional.of(task.filled(current.content(), current.checklist()))
                : Optional.empty();
    }

    RemoteAnswer<CanonicalContent> send(Step step) {
        Set<Field> fields = step.changes().fields();
        if (fields.equals(TaskRequestSequence.TAGS)) {
            return tags(step);
        }
        if (fields.equals(TaskRequestSequence.BLOCKED_BY)) {
            return blockedBy(step);
        }
        return fields.equals(TaskRequestSequence.CHECKLIST)
                ? checklist(step)
                : workspace.known(CallPurpose.WRITE).flatMap(known -> fields(step, known.around()));
    }

    /** Adds or removes one tag with each request. ClickUp's answers are empty. */
    private RemoteAnswer<CanonicalContent> tags(Step step) {
        SortedSet<String> added = new TreeSet<>(step.done().tags());
        added.removeAll(step.current().content().tags());
        SortedSet<String> removed = new TreeSet<>(step.current().content().tags());
        removed.removeAll(step.done().tags());
        RemoteRef task = step.current().ref();
        RemoteAnswer<Done> answer = new Ok<>(Done.DONE);
        for (String tag : removed) {
            answer = answer.flatMap(done -> tag(task, tag, false));
        }
        for (String tag : added) {
            answer = answer.flatMap(done -> tag(task, tag, true));
        }
        return answer.map(done -> step.done());
    }

    /** Adds or removes one dependency with each request. */
    private RemoteAnswer<CanonicalContent> blockedBy(Step step) {
        String task = step.current().ref().id();
        Set<String> before = step.current().content().blockedBy();
        Set<String> then = step.done().blockedBy();
        RemoteAnswer<Done> answer = new Ok<>(Done.DONE);
        for (String other : before) {
            if (!then.contains(other)) {
                Endpoint away = delete("task", task, "dependency").with("depends_on", other);
                answer = answer.flatMap(done -> answer(client.write(away), any -> Done.DONE));
            }
        }
        for (String other : then) {
            if (!before.contains(other)) {
                Endpoint more = repeatable(Endpoint.post("task", task, "dependency"));
                ObjectNode body = Wire.object().put("depends_on", other);
                answer = answer.flatMap(done -> answer(client.write(more, body), any -> Done.DONE));
            }
        }
        return answer.map(done -> step.done());
    }

    private RemoteAnswer<Done> tag(RemoteRef task, String tag, boolean there) {
        Endpoint endpoint = there
                ? repeatable(Endpoint.post("task", task.id(), "tag", tag))
                : delete("task", task.id(), "tag", tag);
        return answer(client.write(endpoint), any -> Done.DONE);
    }

    /** Marks a request as repeatable: sent twice it does the same as sent once. */
    private static Endpoint repeatable(Endpoint post) {
        return post.idempotent();
    }

    /** Writes the checklist. If the last answer should show the checklist but does not, reads the task. */
    private RemoteAnswer<CanonicalContent> checklist(Step step) {
        RemoteTask task = step.current();
        if (task.checklist() == null && task.gaps().fields().contains(Field.CHECKLIST)) {
            return new Refused<>("ClickUp does not show the checklists of the task, so nothing is written into them");
        }
        return checklists()
                .write(task, step.done().checklist(), task.checklist())
                .flatMap(told -> step.tells()
                        ? told.<RemoteAnswer<CanonicalContent>>map(now -> new Ok<>(now.content()))
                                .orElseGet(() -> looked(step))
                        : new Ok<>(step.done()));
    }

    /**
     * Reads the task. For fields that the answer does not show it returns the values from before the whole change, so
     * that they count as unwritten, and are written again.
     */
    private RemoteAnswer<CanonicalContent> looked(Step step) {
        RemoteRef task = step.current().ref();
        return workspace.known(CallPurpose.WRITE).flatMap(known -> answer(
                        client.write(TaskReads.endpoint(task)),
                        json -> same(new TaskJson(known.around()).task(json), task))
                .map(now -> shown(step, now)));
    }

    private static CanonicalContent shown(Step step, RemoteTask now) {
        RemoteTask read = step.read();
        return now.gaps().dated(now.filled(read.content(), read.checklist()).content(), step.done());
    }

    private RemoteAnswer<CanonicalContent> fields(Step step, AccountContext around) {
        TaskBodies bodies = new TaskBodies(around);
        SortedSet<String> strangers = bodies.strangers(added(step));
        if (!strangers.isEmpty()) {
            return new Refused<>("nobody in the ClickUp workspace has the address " + String.join(", ", strangers));
        }
        return standing(step, around).flatMap(status -> {
            Outcome outcome = put(step, bodies, status);
            if (!(outcome instanceof Outcome.Refused)) {
                return answered(step, outcome, around);
            }
            statuses.forget(step.current().ref().list()); // another user may have changed them
            return status.isEmpty()
                    ? answered(step, outcome, around)
                    : standing(step, around)
                            .flatMap(now ->
                                    answered(step, now.equals(status) ? outcome : put(step, bodies, now), around));
        });
    }

    private Outcome put(Step step, TaskBodies bodies, Optional<String> status) {
        return client.write(
                Endpoint.put("task", step.current().ref().id()).with("include_markdown_description", true),
                bodies.update(step.current().content(), step.changes(), status.orElse(null)));
    }

    private RemoteAnswer<CanonicalContent> answered(Step step, Outcome outcome, AccountContext around) {
        RemoteRef task = step.current().ref();
        return answer(outcome, json -> json)
                .flatMap(json -> isLeftOver(step, json)
                        ? tag(task, AccountContext.TAG, false).flatMap(done -> looked(step))
                        : written(step, json, around));
    }

    /**
     * True if a completed task still has the tag {@code abandoned}: with a closing status the tag would mark it as
     * abandoned again.
     */
    private static boolean isLeftOver(Step step, JsonNode json) {
        return step.changes().status() != null
                && step.done().status() == RemoteStatus.COMPLETED
                && TaskJson.isTaggedAbandoned(json);
    }

    private static SortedSet<String> added(Step step) {
        SortedSet<String> added = new TreeSet<>(step.done().assignees());
        added.removeAll(step.current().content().assignees());
        return added;
    }

    /** Returns the content after the write; fields that the answer does not show are read afterwards. */
    private RemoteAnswer<CanonicalContent> written(Step step, JsonNode json, AccountContext around) {
        RemoteRef task = step.current().ref();
        return UnreadableAnswer.read(json, each -> same(new TaskJson(around).task(each), task))
                .flatMap(now ->
                        Collections.disjoint(now.gaps().fields(), step.changes().fields())
                                ? new Ok<>(shown(step, now))
                                : looked(step));
    }

    private static RemoteTask same(RemoteTask task, RemoteRef asked) {
        if (!task.ref().id().equals(asked.id())) {
            throw new UnreadableAnswer("ClickUp returned a different task");
        }
        return task;
    }

    /** Returns the name of the new status; empty if the status does not change. */
    private RemoteAnswer<Optional<String>> standing(Step step, AccountContext around) {
        CanonicalChanges changes = step.changes();
        if (changes.status() == null && changes.stage() == null) {
            return new Ok<>(Optional.empty());
        }
        CanonicalContent then = step.done();
        return statuses.of(step.current().ref().list())
                .flatMap(all -> Status.of(all, then.status(), then.stage(), around)
                        .<RemoteAnswer<Status>>map(Ok::new)
                        .orElseGet(() -> new Refused<>("its list in ClickUp has no status \"" + then.stage()
                                + "\"; it has " + Status.open(all)))
                        .flatMap(status -> sayAbandoned(step, all, around).map(done -> Optional.of(status.name()))));
    }

    /**
     * Sets or removes the tag {@code abandoned}, before the status is written: on an open task the tag has no effect.
     * No tag is needed if a status of the list means abandoned.
     */
    private RemoteAnswer<Done> sayAbandoned(Step step, List<Status> all, AccountContext around) {
        boolean byTag = !Status.saysAbandoned(all, around);
        boolean is = step.done().status() == RemoteStatus.ABANDONED;
        boolean was = step.current().content().status() == RemoteStatus.ABANDONED;
        if (is && byTag) {
            return tag(step.current().ref(), AccountContext.TAG, true);
        }
        return was && byTag ? tag(step.current().ref(), AccountContext.TAG, false) : new Ok<>(Done.DONE);
    }
}
