package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.TickTickRemoteTasks.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.ErrorRules;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.adapters.services.ticktick.json.TaskBodies;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteWrites.BatchCreateResult;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends many writes in one call. Each of them may fail by itself although TickTick answers 200 (docs/ticktick.md,
 * section 9).
 */
record Batches(TickTickClient client, TaskBodies bodies) {
    private static final Capabilities.Batch BATCH = TickTickConnector.CAPABILITIES.batch();

    RemoteAnswer<BatchCreateResult> createAll(String list, List<CanonicalContent> contents) {
        requireBatch(contents.size(), BATCH.creates());
        if (contents.isEmpty()) {
            return new Ok<>(new BatchCreateResult(List.of(), List.of()));
        }
        ObjectNode batch = Wire.JSON.createObjectNode();
        ArrayNode add = batch.putArray("add");
        contents.forEach(content -> add.add(bodies.create(list, content)));
        return answer(send(batch), body -> created(result(body), contents.size()));
    }

    private static BatchCreateResult created(Result result, int asked) {
        BatchCreateResult created = new BatchCreateResult(
                List.copyOf(result.done()),
                result.errors().values().stream().map(Batches::refusal).toList(),
                result.errors().values().stream().anyMatch(each -> ErrorRules.hold(each) == NotSentReason.FULL));
        if (created.ids().size() + created.refusals().size() != asked) {
            throw new UnreadableAnswer("TickTick's answer does not give the result of every new task");
        }
        return created;
    }

    RemoteAnswer<Map<String, String>> updateAll(List<Step> steps) {
        requireBatch(steps.size(), BATCH.updates());
        ObjectNode batch = Wire.JSON.createObjectNode();
        ArrayNode update = batch.putArray("update");
        Set<String> ids = new HashSet<>();
        List<String> sent = new ArrayList<>();
        for (Step step : steps) {
            requireFit(step, ids);
            update.add(bodies.batched(step.current(), step.changes()));
            sent.add(step.current().ref().id());
        }
        return sent.isEmpty() ? new Ok<>(Map.of()) : answer(send(batch), body -> refusals(result(body), sent));
    }

    private static Map<String, String> refusals(Result result, List<String> sent) {
        Map<String, String> refusals = new LinkedHashMap<>();
        for (String id : sent) {
            String error = result.errors().get(id);
            if (error != null) {
                refusals.put(id, refusal(error));
            } else if (!result.done().contains(id)) {
                throw new UnreadableAnswer("TickTick's answer does not give the result of every task");
            }
        }
        return refusals;
    }

    /** Changes a task in one call that both edits and completes it. */
    RemoteAnswer<CanonicalContent> update(RemoteTask current, CanonicalChanges changes) {
        ObjectNode batch = Wire.JSON.createObjectNode();
        batch.putArray("update").add(bodies.batched(current, changes));
        String id = current.ref().id();
        return answer(send(batch), Batches::result).flatMap(result -> {
            String error = result.errors().get(id);
            if (error != null && !error.equals("UNKNOWN")) {
                return new Refused<>(refusal(error));
            }
            return error == null && result.done().contains(id)
                    ? new Ok<>(changes.applyTo(current.content()))
                    : new Unknown<>("TickTick's answer does not give the result of the task");
        });
    }

    private Outcome send(ObjectNode batch) {
        return client.write(TickTickApi.batch(), batch.toString());
    }

    static void requireBatch(int size, int most) {
        if (size > most) {
            throw new IllegalArgumentException(size + " tasks in a batch, " + most + " are allowed");
        }
    }

    private static void requireFit(Step step, Set<String> ids) {
        String id = step.current().ref().id();
        if (!ids.add(id)) {
            throw new IllegalArgumentException("Two edits of the task " + id + " in a batch");
        }
        if (!step.absolute()) {
            throw new IllegalArgumentException("The recurring task " + id + " cannot be completed in a batch");
        }
    }

    private static String refusal(String code) {
        return "TickTick refused it: " + ErrorRules.explained(RemoteHttp.plain(code));
    }

    private record Result(Set<String> done, Map<String, String> errors) {}

    private static Result result(String body) {
        Wire.@Nullable BatchResult read = Wire.JSON.readValue(body, Wire.BatchResult.class);
        if (read == null) {
            throw new UnreadableAnswer("TickTick returned an empty answer to a batch");
        }
        Map<String, String> errors = new LinkedHashMap<>();
        Map<String, @Nullable String> refused = read.id2error() == null ? Map.of() : read.id2error();
        refused.forEach((id, error) -> errors.put(id, error == null ? "UNKNOWN" : error));
        return new Result(read.id2etag() == null ? Set.of() : read.id2etag().keySet(), errors);
    }

    /** Edits one task. */
    record TaskEdits(TickTickClient client, TickTickJson json, TaskBodies bodies, Batches batches) {
        private static final Set<Field> OTHERS = EnumSet.complementOf(EnumSet.of(Field.STATUS));

        /**
         * Splits the completion of a recurring task with other changes into two calls, the changes first: it is not
         * known if status 2 in a batch moves the task to its next date, as the call that completes does.
         */
        static List<Step> script(RemoteTask current, CanonicalChanges changes) {
            return current.recurring() && changes.completes()
                    ? Step.each(current, List.of(changes.only(OTHERS), changes.only(EnumSet.of(Field.STATUS))))
                    : Step.each(current, List.of(changes));
        }

        RemoteAnswer<CanonicalContent> send(RemoteTask current, CanonicalChanges changes) {
            if (!changes.completes()) {
                return merge(current, changes);
            }
            return changes.fields().size() == 1
                    ? complete(current, changes)
                    : batches.update(current, changes).flatMap(done -> completed(current, changes));
        }

        private RemoteAnswer<CanonicalContent> merge(RemoteTask current, CanonicalChanges changes) {
            return merged(current, changes).flatMap(now -> {
                boolean lostDays = !changes.fields().contains(Field.DATES)
                        && TaskBodies.hasDays(current.content())
                        && now.content().dueDate() == null;
                return lostDays ? withDaysOf(current, now) : new Ok<>(now.content());
            });
        }

        private RemoteAnswer<RemoteTask> merged(RemoteTask current, CanonicalChanges changes) {
            String sent = bodies.merge(current, changes).toString();
            Outcome outcome = client.write(TickTickApi.updateTask(current.ref().id()), sent);
            return answer(
                            outcome,
                            body -> same(
                                    json.written(body, current.ref().list(), changes.applyTo(current.content())),
                                    current.ref()))
                    .flatMap(now -> isEnough(now, current, changes) ? new Ok<>(now) : looked(current.ref()))
                    .map(now -> now.filled(current.content()));
        }

        /**
         * True if the answer shows all that was changed. If it hides the days of an all-day task it is not enough,
         * whatever was written, as the days may be lost.
         */
        private static boolean isEnough(RemoteTask answer, RemoteTask before, CanonicalChanges changes) {
            boolean hidesDays = TaskBodies.hasDays(before.content())
                    && answer.gaps().fields().contains(Field.DATES);
            return !hidesDays && Collections.disjoint(answer.gaps().fields(), changes.fields());
        }

        /** Reads the task, for fields that the answer did not show. */
        private RemoteAnswer<RemoteTask> looked(RemoteRef task) {
            return answer(
                    client.write(TickTickApi.task(task.list(), task.id())),
                    body -> same(json.task(body, task.list()), task));
        }

        /**
         * Writes the days of an all-day task again if they changed: clients have seen an update remove days that it did
         * not name.
         */
        private RemoteAnswer<CanonicalContent> withDaysOf(RemoteTask before, RemoteTask now) {
            CanonicalChanges days =
                    CanonicalChanges.between(now.content(), before.content()).only(EnumSet.of(Field.DATES));
            return merged(now, days) instanceof Ok<RemoteTask>(var whole)
                    ? new Ok<>(whole.content())
                    : new Unknown<>(
                            "the fields were written; TickTick removed the task's dates, and did not answer when"
                                    + " Devledger wrote them again");
        }

        /**
         * Completes a task; TickTick answers 200 without a body. A recurring task is then open again at its next date.
         * That is left to the next read: a read right after the write may still show the old date (docs/ticktick.md,
         * section 7), as if nothing had been done.
         */
        private RemoteAnswer<CanonicalContent> complete(RemoteTask current, CanonicalChanges changes) {
            RemoteRef task = current.ref();
            return switch (client.write(TickTickApi.completeTask(task.list(), task.id()))) {
                case Answered done when current.recurring() -> new Ok<>(changes.applyTo(current.content()));
                case Answered done -> completed(current, changes);
                case Failure failure -> failure.toAnswer();
            };
        }

        /**
         * Reads the completed task, as TickTick's answer does not show it. If the first read still shows the old state,
         * a second one follows.
         */
        private RemoteAnswer<CanonicalContent> completed(RemoteTask before, CanonicalChanges changes) {
            CanonicalContent sent = changes.applyTo(before.content());
            RemoteAnswer<CanonicalContent> held = looked(before.ref())
                    .flatMap(now -> now.content().status() == sent.status() ? new Ok<>(now) : looked(before.ref()))
                    .map(now -> now.filled(before.content()).content());
            return held instanceof RemoteAnswer.NotSent<CanonicalContent> unseen
                    ? new Unknown<>("it was sent, and nothing shows yet what became of it: " + unseen.reason())
                    : held;
        }

        /**
         * Checks that the answer is the requested task: TickTick answers an update without changes with nothing, or
         * with another task.
         */
        private static RemoteTask same(RemoteTask task, RemoteRef asked) {
            if (!task.ref().id().equals(asked.id())) {
                throw new UnreadableAnswer("TickTick returned a different task");
            }
            return task;
        }
    }
}
