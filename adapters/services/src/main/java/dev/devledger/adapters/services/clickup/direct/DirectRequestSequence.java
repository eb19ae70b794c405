package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.kernel.Endpoint.delete;
import static dev.devledger.adapters.services.kernel.Endpoint.post;
import static dev.devledger.adapters.services.kernel.Endpoint.put;

import dev.devledger.adapters.services.clickup.direct.DirectRequests.WriteCheck;
import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests that a change of a task takes: one for most fields, and one for each tag and each custom field. */
record DirectRequestSequence(List<Step> steps) {

    /** @param fields the fields that the step writes, for messages to users */
    private record Step(
            List<String> fields,
            Endpoint endpoint,
            @Nullable JsonNode body) {}

    /**
     * True if the requests depend on the present task: ClickUp takes only additions and removals of people and tags, so
     * a full list must be compared.
     */
    static boolean needsToKnow(ObjectNode wish) {
        return wish.path("assignees").isArray() || wish.has("tags");
    }

    /** @param before the task before the change; read only if it is needed */
    static DirectRequestSequence of(String task, ObjectNode wish, JsonNode before) {
        List<Step> steps = new ArrayList<>();
        ObjectNode body = wish.deepCopy();
        body.remove(List.of("tags", "custom_fields"));
        if (wish.path("assignees").isArray()) {
            body.set("assignees", people(wish.path("assignees"), before.path("assignees")));
        }
        if (!body.isEmpty()) {
            steps.add(new Step(List.copyOf(body.propertyNames()), put("task", task), body));
        }
        if (wish.has("tags")) {
            tags(task, wish.path("tags"), before.path("tags"), steps);
        }
        wish.path("custom_fields").forEach(field -> steps.add(customField(task, field)));
        return new DirectRequestSequence(steps);
    }

    private static ObjectNode people(JsonNode wanted, JsonNode there) {
        Set<String> after = WriteCheck.words(wanted, WriteCheck::text);
        Set<String> before = WriteCheck.words(there, DirectRequests::id);
        ObjectNode change = DirectRequests.object();
        var add = change.putArray("add");
        after.stream().filter(id -> !before.contains(id)).map(Long::parseLong).forEach(add::add);
        var remove = change.putArray("rem");
        before.stream().filter(id -> !after.contains(id)).map(Long::parseLong).forEach(remove::add);
        return change;
    }

    /** Adds and removes tags; tags that differ only in case are the same in ClickUp. */
    private static void tags(String task, JsonNode wanted, JsonNode there, List<Step> steps) {
        Set<String> after = WriteCheck.words(wanted, WriteCheck::text);
        Set<String> before = WriteCheck.words(there, DirectRequestSequence::name);
        after.stream()
                .filter(name -> !before.contains(name))
                .forEach(name -> steps.add(tag(post("task", task, "tag", name))));
        there.valueStream()
                .map(DirectRequestSequence::name)
                .filter(name -> !after.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> steps.add(tag(delete("task", task, "tag", name))));
    }

    private static String name(JsonNode tag) {
        return WriteCheck.text(tag.path("name"));
    }

    private static Step tag(Endpoint endpoint) {
        return new Step(List.of("tags"), endpoint, null);
    }

    private static Step customField(String task, JsonNode field) {
        String id = DirectRequests.id(field);
        List<String> named = List.of("custom_fields[" + id + "]");
        if (field.path("value").isNull()) {
            return new Step(named, delete("task", task, "field", id), null);
        }
        ObjectNode body = DirectRequests.object();
        body.set("value", field.path("value"));
        if (field.has("value_options")) {
            body.set("value_options", field.path("value_options"));
        }
        return new Step(named, post("task", task, "field", id), body);
    }

    /** Sends the requests, and returns the last answer if it is the task. */
    JsonNode run(DirectRequests clickup) {
        List<String> written = new ArrayList<>();
        JsonNode last = DirectRequests.object();
        for (Step step : steps) {
            try {
                JsonNode body = step.body();
                last = body == null ? clickup.send(step.endpoint()) : clickup.send(step.endpoint(), body);
            } catch (NotDone no) {
                throw no.after(written.stream().distinct().toList());
            }
            written.addAll(step.fields());
        }
        return last;
    }
}
