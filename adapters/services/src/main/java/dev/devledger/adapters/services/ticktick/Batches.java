package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.ticktick.client.ErrorRules;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.TickTickApi;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.json.TaskBodies;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteWrites.CreatedAll;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Many writes in one call, each of which may fail on its own inside a 200 (docs/ticktick.md, section 9). */
record Batches(TickTickClient client, TaskBodies bodies) {
    private static final Capabilities.Batch BATCH = TickTickCapabilities.ALL.batch();

    RemoteAnswer<CreatedAll> createAll(String list, List<Canonical> contents) {
        requireBatch(contents.size(), BATCH.creates());
        if (contents.isEmpty()) {
            return new Ok<>(new CreatedAll(List.of(), List.of()));
        }
        ObjectNode batch = Wire.JSON.createObjectNode();
        ArrayNode add = batch.putArray("add");
        contents.forEach(content -> add.add(bodies.create(list, content)));
        return answer(send(batch), body -> created(result(body), contents.size()));
    }

    private static CreatedAll created(Result result, int asked) {
        CreatedAll created = new CreatedAll(
                List.copyOf(result.done()),
                result.errors().values().stream().map(Batches::refusal).toList(),
                result.errors().values().stream().anyMatch(each -> ErrorRules.hold(each) == Backoff.FULL));
        if (created.ids().size() + created.refusals().size() != asked) {
            throw new Unreadable("TickTick's answer does not give the result of every new task");
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
                throw new Unreadable("TickTick's answer does not give the result of every task");
            }
        }
        return refusals;
    }

    /** One task whose edit completes it as well. */
    RemoteAnswer<Canonical> update(RemoteTask current, CanonicalChanges changes) {
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
        return client.call(Share.WRITE, TickTickApi.batch(), batch.toString());
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
            throw new Unreadable("TickTick returned an empty answer to a batch");
        }
        Map<String, String> errors = new LinkedHashMap<>();
        Map<String, @Nullable String> refused = read.id2error() == null ? Map.of() : read.id2error();
        refused.forEach((id, error) -> errors.put(id, error == null ? "UNKNOWN" : error));
        return new Result(read.id2etag() == null ? Set.of() : read.id2etag().keySet(), errors);
    }
}
