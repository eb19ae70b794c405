package dev.devledger.adapters.clickup;

import static dev.devledger.adapters.clickup.Answers.answer;

import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.client.Endpoint;
import dev.devledger.adapters.clickup.json.TaskJson;
import dev.devledger.adapters.clickup.json.Wire;
import dev.devledger.application.sync.budget.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.domain.sync.content.Canonical.Check;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checklist of a task. An item has no place that can be written: a new one is the last. So where what is to be there is
 * in another order, the items that are there take the titles in that order.
 */
final class ChecklistWrites {
    private final ClickUpClient client;

    ChecklistWrites(ClickUpClient client) {
        this.client = client;
    }

    /** One item of it: what it is, null where it is new, and what it is to say, null where it is to go. */
    private record Edit(@Nullable Item item, @Nullable Check check) {
        boolean changes() {
            return item == null || check == null || !item.title().equals(check.title()) || item.done() != check.done();
        }
    }

    /** @param there the checklist as it is; null where there is none */
    RemoteAnswer<Done> write(RemoteRef task, List<Item> items, List<Check> wanted, @Nullable JsonNode there) {
        List<Edit> edits = edits(items, wanted).stream().filter(Edit::changes).toList();
        if (edits.isEmpty()) {
            return new Ok<>(Done.DONE);
        }
        RemoteAnswer<String> checklist = there == null
                ? answer(
                        client.call(
                                Share.WRITE,
                                Endpoint.post("task", task.id(), "checklist"),
                                Wire.object().put("name", TaskJson.CHECKLIST)),
                        json -> Wire.id(json.path("checklist"), "checklist"))
                : Answers.read(there, json -> Wire.id(json, "checklist"));
        return checklist.flatMap(id -> send(id, edits));
    }

    private RemoteAnswer<Done> send(String checklist, List<Edit> edits) {
        RemoteAnswer<Done> answer = new Ok<>(Done.DONE);
        for (Edit edit : edits) {
            Supplier<RemoteAnswer<Done>> next = () -> send(checklist, edit);
            answer = answer.flatMap(done -> next.get());
        }
        return answer;
    }

    private RemoteAnswer<Done> send(String checklist, Edit edit) {
        Item item = edit.item();
        Check check = edit.check();
        if (check == null) {
            String id = Objects.requireNonNull(item).id();
            return answer(
                    client.call(Share.WRITE, Endpoint.delete("checklist", checklist, "checklist_item", id)),
                    any -> Done.DONE);
        }
        if (item != null) {
            ObjectNode body = Wire.object().put("name", check.title()).put("resolved", check.done());
            return answer(
                    client.call(Share.WRITE, Endpoint.put("checklist", checklist, "checklist_item", item.id()), body),
                    any -> Done.DONE);
        }
        return added(checklist, check);
    }

    /** A new one is never done. */
    private RemoteAnswer<Done> added(String checklist, Check check) {
        RemoteAnswer<Item> made = answer(
                client.call(
                        Share.WRITE,
                        Endpoint.post("checklist", checklist, "checklist_item"),
                        Wire.object().put("name", check.title())),
                json -> last(json, check.title()));
        return made.flatMap(
                item -> item.done() == check.done() ? new Ok<>(Done.DONE) : send(checklist, new Edit(item, check)));
    }

    /** The answer is the whole checklist. */
    private static Item last(JsonNode json, String title) {
        JsonNode found = null;
        for (JsonNode item : Wire.rows(json.path("checklist"), "items")) {
            if (title.equals(Wire.text(item, "name"))) {
                found = item;
            }
        }
        return found == null
                ? new Item("", title, false)
                : new Item(Wire.id(found, "checklist item"), title, Wire.isTrue(found, "resolved"));
    }

    private static List<Edit> edits(List<Item> items, List<Check> wanted) {
        List<Edit> kept = new ArrayList<>();
        List<Item> left = new ArrayList<>(items);
        int at = -1;
        boolean inOrder = true;
        for (Check check : wanted) {
            Item item = take(left, check);
            int place = item == null ? items.size() : items.indexOf(item);
            inOrder &= place >= at;
            at = place;
            kept.add(new Edit(item, check));
        }
        if (!inOrder) {
            return byPlace(items, wanted);
        }
        left.forEach(item -> kept.add(new Edit(item, null)));
        return kept;
    }

    private static @Nullable Item take(List<Item> left, Check check) {
        Item found = left.stream()
                .filter(item -> item.id().equals(check.remoteId()))
                .findFirst()
                .or(() -> left.stream()
                        .filter(item -> check.remoteId() == null && item.title().equals(check.title()))
                        .findFirst())
                .orElse(null);
        if (found != null) {
            left.remove(found);
        }
        return found;
    }

    private static List<Edit> byPlace(List<Item> items, List<Check> wanted) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < Math.max(items.size(), wanted.size()); i++) {
            edits.add(new Edit(i < items.size() ? items.get(i) : null, i < wanted.size() ? wanted.get(i) : null));
        }
        return edits;
    }
}
